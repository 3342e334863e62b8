"""The tables of the contract page: contracts, commissioners, targets, and where the sources disagree."""

from __future__ import annotations

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.contracts import CommissionerLine, ContractLine, SourceLine, TargetLine
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import RIGHT

USUAL, OWN = "Default contract", "The unit’s own"


def _since(line: TargetLine | SourceLine) -> str:
    return line.next or (f"since {shown_day(line.since)}" if line.since else "")


def _holds(line: ContractLine) -> str:
    return "In force" if line.holds else "Not in force"


COMMISSIONERS = Listing[CommissionerLine](
    "Commissioners",
    (
        Column[CommissionerLine]("Commissioner", lambda line: line.name, width=300, name=True,
                                 second=lambda line: line.reference),
        Column[CommissionerLine]("Contact person", lambda line: line.contact_person, width=220),
        Column[CommissionerLine]("Email", lambda line: line.email, width=260, gives_way=1),
        Column[CommissionerLine]("Open referrals", lambda line: line.referrals, width=130, align=RIGHT),
    ),
    "No commissioner yet. While there is none, one return is for the whole unit.",
    lambda line: line.id,
    row_height=Height.CASELOAD_ROW,
)  # fmt: skip

CONTRACTS = Listing[ContractLine](
    "Contracts",
    (
        Column[ContractLine]("Contract", lambda line: line.name, width=280, name=True,
                             second=lambda line: line.number or line.reference),
        Column[ContractLine]("From", lambda line: line.from_on, width=120),
        Column[ContractLine]("To", lambda line: line.to_on, width=120),
        Column[ContractLine]("Return every", lambda line: line.every, width=120),
        Column[ContractLine]("Next return", lambda line: line.due, width=230, gives_way=2),
        Column[ContractLine]("Profile", lambda line: line.profile, width=130, gives_way=1),
        Column[ContractLine]("How it stands", _holds, width=130,
                             mark=lambda line: Mark.DONE if line.holds else None),
    ),
    "No contract yet. With one, Today tells when a return is due.",
    lambda line: line.id,
    row_height=Height.CASELOAD_ROW,
)  # fmt: skip

TARGETS = Listing[TargetLine](
    "Targets",
    (
        Column[TargetLine]("Figure", lambda line: line.title, width=280, name=True,
                           second=lambda line: line.section),
        Column[TargetLine]("Default contract", lambda line: sentence_case(line.default), width=300,
                           gives_way=1),
        Column[TargetLine]("Asked of this unit", lambda line: sentence_case(line.asked), width=330,
                           second=_since, mark=lambda line: Mark.NOTE if line.is_own else None),
        Column[TargetLine]("Source", lambda line: line.source, width=200, gives_way=2),
    ),
    "There is no figure.",
    lambda line: line.key,
    (
        Filter("All", everything),
        Filter("With a target", lambda line: line.asked != "none"),
        Filter(OWN, lambda line: line.is_own or bool(line.next)),
    ),
    row_height=Height.CASELOAD_ROW,
    said=lambda line: f"{line.title}, asked: {line.asked}, default contract: {line.default}",
)  # fmt: skip

SOURCES = Listing[SourceLine](
    "Where the sources disagree",
    (
        Column[SourceLine]("Subject", lambda line: line.about.subject, width=330, name=True),
        Column[SourceLine](
            "This unit reports", lambda line: sentence_case(line.reports), width=460, second=_since
        ),
        Column[SourceLine]("Why", lambda line: line.why, width=300, gives_way=1),
    ),
    "The sources agree.",
    lambda line: line.about.subject,
    row_height=Height.CASELOAD_ROW,
    said=lambda line: f"{line.about.subject}: this unit reports {line.reports}",
)
