"""What is to be safe and fair where somebody the service supports works in the service itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ipsdesk.rules.codes import JOB_KINDS, VOLUNTEERING, WORK_EXPERIENCE

IN_SERVICE_KINDS = (*JOB_KINDS, WORK_EXPERIENCE, VOLUNTEERING)
"""What is done at an employer; these are watched where the employer is our own service."""


class Group(StrEnum):
    """The parts of the checklist, in order."""

    RECRUITMENT = "Recruitment"
    TERMS = "Terms and induction"
    CONFIDENTIALITY = "Confidentiality"
    SUPPORT = "Support"
    DISCHARGE = "Discharge"


@dataclass(frozen=True, slots=True)
class Safeguard:
    """A safeguard: what it means, whether it belongs before the first day, whether unpaid work has it too."""

    name: str
    group: Group
    means: str
    before_start: bool = True
    unpaid_too: bool = True


def _paid(name: str, group: Group, means: str, *, before_start: bool = True) -> Safeguard:
    return Safeguard(name, group, means, before_start, unpaid_too=False)


SAFEGUARDS = (
    _paid("open vacancy", Group.RECRUITMENT,
          "There was a real vacancy, advertised as any other, and others could apply."),
    _paid("fair recruitment", Group.RECRUITMENT,
          "Chosen by the usual process, by somebody who does not treat the person."),
    _paid("same pay as others", Group.TERMS, "Paid the rate that others in the same work are paid."),
    _paid("written contract", Group.TERMS, "A contract of employment like that of any colleague."),
    Safeguard("expectations signed", Group.TERMS,
              "The duties are done as by anybody else; both sides have signed what is expected."),
    Safeguard("induction", Group.TERMS, "The induction that every new colleague has.", before_start=False),
    Safeguard("mandatory training", Group.TERMS, "The training the work requires, recorded as for others.",
              before_start=False),
    Safeguard("confidentiality signed", Group.CONFIDENTIALITY,
              "The person knows what is not passed on about residents and staff, and has signed it."),
    Safeguard("records and places kept away from", Group.CONFIDENTIALITY,
              "Which records, rooms and meetings the work keeps clear of: say so in the note."),
    Safeguard("records hidden from them", Group.CONFIDENTIALITY,
              "Whose records the person can never come across at work: say whose in the note."),
    Safeguard("line manager is not their therapist", Group.SUPPORT,
              "Who manages the work does not treat the person, and who treats does not judge the work."),
    Safeguard("adjustments agreed", Group.SUPPORT, "What is made easier was asked, agreed and written down."),
    Safeguard("staff benefits and social occasions", Group.SUPPORT,
              "Included in what colleagues get and do together, social occasions too.", before_start=False),
    Safeguard("plan for discharge", Group.DISCHARGE,
              "What becomes of the work, the hours and the support once the person moves on.",
              before_start=False),
)  # fmt: skip
"""In the order of the checklist."""
BY_NAME: Mapping[str, Safeguard] = {one.name: one for one in SAFEGUARDS}


def needed(kind: str) -> tuple[Safeguard, ...]:
    """The safeguards that a job, or unpaid work of a kind, is to have."""
    return tuple(one for one in SAFEGUARDS if kind in JOB_KINDS or one.unpaid_too)
