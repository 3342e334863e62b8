"""Risk on paper: the sheet a person fills in, both parts side by side, and what the person takes along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ipsdesk.reports.blocks import Block, Cell, Heading, Line, Paragraph, Room, Symbol, Table, Tone
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.risk import PointSeen, RiskPage, RiskVersion
from ipsdesk.services.risk_points import POINTS
from ipsdesk.services.risk_reading import AGREE, DISAGREE, PARTLY

AGREED = {AGREE: "We agree", PARTLY: "We agree partly", DISAGREE: "We do not agree"}
NOTHING = "Nothing is written down yet."
NOT_SAID = "Not said"
LINES, DRAWING = 3, 5
SIGN = (Line(""), Line(""))
"""Room to write a name by hand."""


# ---- the sheet to fill in -------------------------------------------------------------------------


def risk_sheet_blocks(page: RiskPage) -> list[Block]:
    """Seven questions in short sentences with room to write, room to draw, and who helped."""
    blocks: list[Block] = [
        Heading("This is how I see it"),
        Paragraph(f"My name: {page.name}", strong=True),
        Symbol("pencil-outline", "I write or draw here. Somebody can help me write."),
        Symbol("account-voice", "These are my words. Nobody changes them."),
        Symbol("minus-circle-outline", "I can leave things out."),
        Symbol("account-group-outline", "After that staff write how they see it. We look at both together."),
    ]
    for point in POINTS:
        blocks += [Symbol(point.icon, f"{point.question}\n{point.help}", strong=True), Room(LINES)]
    return [
        *blocks,
        Symbol("draw", "I can draw it here.", strong=True),
        Room(DRAWING, ruled=False),
        Heading("My name and the date", 2),
        Table(
            ("Name", "Signature", "Date"),
            [((Line(page.name), *SIGN), "", ""), ((Line("Who helped me write"), *SIGN), "", "")],
            (),
            (1, 1.6, 0.8),
        ),
        Paragraph(f"This sheet was printed on {shown_day(page.today)}."),
    ]


# ---- both parts -----------------------------------------------------------------------------------


def shared_risk_blocks(page: RiskPage) -> list[Block]:
    """The newest version: what each side says beside the other, and whether they agree."""
    title = Heading(f"Risk together: {page.name}")
    if not page.versions:
        return [title, Paragraph(NOTHING)]
    version = page.versions[0]
    blocks: list[Block] = [title, Paragraph(" ".join(_about(version, page.today)))]
    if differing := version.differing:
        points = ", ".join(one.point.title.lower() for one in differing)
        blocks.append(Paragraph(f"We do not see everything alike: {points}.", strong=True))
    rows = [_row(one) for one in version.points]
    blocks.append(Table(("", "The person says", "Staff say", "Do we agree?"), rows, (), (0.8, 1.5, 1.5, 0.7)))
    if version.workplace_visit:
        blocks += [Heading("Before a visit to the workplace", 2), Paragraph(version.workplace_visit)]
    if version.took_part:
        blocks += [Heading("Who took part", 2), Paragraph(", ".join(version.took_part))]
    who = (page.name, version.staff or "Staff")
    signing = Table(
        ("Name", "Signature", "Date"), [((Line(one), *SIGN), "", "") for one in who], (), (1, 1.6, 0.8)
    )
    return [*blocks, Heading("Seen by", 2), signing]


def _about(version: RiskVersion, today: date) -> Iterator[str]:
    yield f"Version of {shown_day(version.on_date)}."
    if version.own_closed_on:
        yield f"The person finished their part on {shown_day(version.own_closed_on)}."
    else:
        yield "The person has not finished their part."
    if version.staff_on:
        by = f" by {version.staff}" if version.staff else ""
        yield f"The staff’s part was written on {shown_day(version.staff_on)}{by}."
    if version.staff_first:
        yield f"Staff wrote first: {version.staff_first}"
    if version.review_on:
        yield f"To be looked at again on {shown_day(version.review_on)}."
    yield f"This copy was made on {shown_day(today)}."


def _row(seen: PointSeen) -> tuple[Cell, ...]:
    said = AGREED.get(seen.agreed, "")
    agreed = (Line(said, Tone.STRONG if seen.differs else Tone.PLAIN),) if said else ""
    return (Line(seen.point.title, Tone.STRONG),), _said(seen.own), _said(seen.staff), agreed


def _said(words: str) -> Cell:
    return tuple(Line(one) for one in words.splitlines()) if words else (Line(NOT_SAID, Tone.QUIET),)


# ---- for the person -------------------------------------------------------------------------------


def own_risk_blocks(page: RiskPage) -> list[Block]:
    """The person's own words in easy read, how staff act, and where the two do not agree."""
    title = Heading(f"How I see it: {page.name}")
    if not page.versions:
        return [title, Paragraph(NOTHING)]
    version = page.versions[0]
    blocks: list[Block] = [title]
    for seen in version.points:
        if seen.own:
            blocks += [Heading(seen.point.question, 2), Symbol(seen.point.icon, seen.own)]
    if not version.has_own:
        blocks.append(Paragraph(NOTHING))
    if version.has_staff:
        blocks += [Heading("What staff say", 2), *_staff_say(version)]
    if version.review_on:
        again = f"We look at this again on {shown_day(version.review_on)}."
        blocks.append(Symbol("calendar-clock", again))
    asked = Symbol("help-circle-outline", "I can ask questions. I can say when something changes.")
    return [*blocks, asked, Paragraph(f"This copy was made on {shown_day(page.today)}.")]


def _staff_say(version: RiskVersion) -> Iterator[Block]:
    icons = {AGREE: "thumb-up-outline", PARTLY: "circle-half-full", DISAGREE: "thumb-down-outline"}
    for seen in version.points:
        if not seen.staff:
            continue
        said = AGREED.get(seen.agreed)
        words = f"{seen.point.title}: {seen.staff}"
        icon = icons.get(seen.agreed, "account-group-outline")
        yield Symbol(icon, f"{words}\n{said}." if said else words)
