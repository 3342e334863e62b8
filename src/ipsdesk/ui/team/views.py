"""The parts of the tab in order: what each is called, and what makes it when it is first turned to."""

# ruff: noqa: PLC0415 - a part that nobody turns to is never imported

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from ipsdesk.ui.employers.parts_desk import ViewKind

if TYPE_CHECKING:
    from ipsdesk.ui.employers.view import View


def _people() -> type[View]:
    from ipsdesk.ui.team.people_view import PeopleView

    return PeopleView


def _teams() -> type[View]:
    from ipsdesk.ui.team.teams_view import TeamsView

    return TeamsView


def _caseloads() -> type[View]:
    from ipsdesk.ui.team.caseloads_view import CaseloadsView

    return CaseloadsView


def _supervision() -> type[View]:
    from ipsdesk.ui.team.supervision_view import SupervisionView

    return SupervisionView


def _reviews() -> type[View]:
    from ipsdesk.ui.team.reviews_view import ReviewsView

    return ReviewsView


def _audit() -> type[View]:
    from ipsdesk.ui.team.audit_view import AuditView

    return AuditView


def _training() -> type[View]:
    from ipsdesk.ui.team.training_view import TrainingView

    return TrainingView


def _meetings() -> type[View]:
    from ipsdesk.ui.team.meetings_view import MeetingsView

    return MeetingsView


def _hosts() -> type[View]:
    from ipsdesk.ui.team.host_view import HostView

    return HostView


def _policies() -> type[View]:
    from ipsdesk.ui.team.policies_view import PoliciesView

    return PoliciesView


def _plan() -> type[View]:
    from ipsdesk.ui.involvement.plan_view import PlanView

    return PlanView


_ALL = (
    ("team.people_view", ViewKind("People", _people)),
    ("team.teams_view", ViewKind("Teams", _teams)),
    ("team.caseloads_view", ViewKind("Caseloads", _caseloads)),
    ("team.supervision_view", ViewKind("Supervision", _supervision)),
    ("team.reviews_view", ViewKind("Caseload reviews", _reviews)),
    ("team.audit_view", ViewKind("File audit", _audit)),
    ("team.training_view", ViewKind("Training and DBS", _training)),
    ("team.meetings_view", ViewKind("Meetings", _meetings)),
    ("team.host_view", ViewKind("Host teams", _hosts)),
    ("team.policies_view", ViewKind("Policies and documents", _policies)),
    ("involvement.plan_view", ViewKind("Improvement plan", _plan)),
)
VIEWS = tuple(kind for module, kind in _ALL if find_spec(f"ipsdesk.ui.{module}") is not None)
