"""The pages of a record in order: what each is called, and what makes it when it is first turned to."""

# ruff: noqa: PLC0415 - a page that nobody turns to is never imported

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ipsdesk.ui.caseload.record_page import RecordPage


@dataclass(frozen=True, slots=True)
class PageKind:
    """``page`` gives its class, whose title is ``title``."""

    title: str
    page: Callable[[], type[RecordPage]]


def _profile() -> type[RecordPage]:
    from ipsdesk.ui.caseload.profile_page import ProfileAndGoals

    return ProfileAndGoals


def _plan() -> type[RecordPage]:
    from ipsdesk.ui.caseload.plan_page import PlanOfPerson

    return PlanOfPerson


def _work() -> type[RecordPage]:
    from ipsdesk.ui.work.page import WorkOfPerson

    return WorkOfPerson


def _benefits() -> type[RecordPage]:
    from ipsdesk.ui.work.benefits_page import BenefitsOfPerson

    return BenefitsOfPerson


def _permitted() -> type[RecordPage]:
    from ipsdesk.ui.work.permitted_page import PermittedWorkOfPerson

    return PermittedWorkOfPerson


def _contacts() -> type[RecordPage]:
    from ipsdesk.ui.caseload.contacts_page import ContactsOfPerson

    return ContactsOfPerson


def _risk() -> type[RecordPage]:
    from ipsdesk.ui.risk.page import RiskOfPerson

    return RiskOfPerson


def _leave() -> type[RecordPage]:
    from ipsdesk.ui.leave.page import LeaveOfPerson

    return LeaveOfPerson


def _told() -> type[RecordPage]:
    from ipsdesk.ui.told.page import ToldOfPerson

    return ToldOfPerson


PAGES = (
    PageKind("Profile and goals", _profile),
    PageKind("Plan", _plan),
    PageKind("Work", _work),
    PageKind("Contacts", _contacts),
    PageKind("Permitted work", _permitted),
    PageKind("Benefits", _benefits),
    PageKind("Personal information", _told),
    PageKind("Risk together", _risk),
    PageKind("Leave", _leave),
)
"""After the timeline."""
