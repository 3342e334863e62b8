"""The agreement with a host team on paper, to be gone through and signed."""

from __future__ import annotations

from ipsdesk.reports.blocks import Block, Heading, Line, Paragraph, Room, Table, Tone
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.host_teams import ASKED, CHECKS, HostTeam

TITLE = "Agreement with {team}"
ABOUT = (
    "The employment specialist works as a member of the clinical team. {team} and {unit} agree on what that "
    "takes. Each line is yes, partly or no; what is not there yet is worked on until it is."
)
NOTES = "What is done about what is missing, by whom and by when"
SIGNED = "Signed"


def agreement_blocks(team: HostTeam, unit: str) -> list[Block]:
    """The checklist as it stands, what is missing, room for what is done about it, and the signatures."""
    one = team.agreement
    rows = [
        ((Line(title, Tone.STRONG), Line(ASKED[name], Tone.QUIET)),
         sentence_case(one.answers[name]) if one is not None else "", "")
        for name, title in CHECKS.items()
    ]  # fmt: skip
    about = Paragraph(ABOUT.format(team=team.name, unit=unit))
    blocks: list[Block] = [Heading(TITLE.format(team=team.name)), about]
    if one is not None:
        days = [f"Agreed on {shown_day(one.agreed_on)}"]
        days += [f"Gone through on {shown_day(one.reviewed_on)}"] if one.reviewed_on else []
        days += [f"To be gone through again by {shown_day(one.due.day)}"] if one.due.day else []
        blocks += [Paragraph(". ".join(days) + "."), Paragraph(one.missing, strong=True)]
    champion = one.champion if one is not None else ""
    return [
        *blocks,
        Table(("What the team provides", "Yes, partly or no", "Note"), rows, (), (2.6, 0.9, 1.3)),
        Paragraph(f"Champion in the team: {champion or '…' * 12}"),
        Heading(NOTES, 2),
        Room(5),
        Heading(SIGNED, 2),
        Table(("", "Name", "Signature", "Date"), _to_sign(team.name, unit), (), (1.2, 1.2, 1.4, 0.8)),
    ]


def _to_sign(*parties: str) -> list[tuple[str, str, str, str]]:
    return [(f"For {party}", "\n\n", "", "") for party in parties]
