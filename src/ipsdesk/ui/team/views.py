"""The parts of the tab in order: what each is called, and what makes it when it is first turned to."""

# ruff: noqa: PLC0415 - a part that nobody turns to is never imported

from __future__ import annotations

from typing import TYPE_CHECKING

from ipsdesk.ui.parts.desk import ViewKind

if TYPE_CHECKING:
    from ipsdesk.ui.parts.view import View


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


VIEWS = (
    ViewKind("People", _people),
    ViewKind("Teams", _teams),
    ViewKind("Caseloads", _caseloads),
    ViewKind("Supervision", _supervision),
    ViewKind("Caseload reviews", _reviews),
    ViewKind("File audit", _audit),
    ViewKind("Training and DBS", _training),
    ViewKind("Meetings", _meetings),
    ViewKind("Host teams", _hosts),
    ViewKind("Policies and documents", _policies),
    ViewKind("Improvement plan", _plan),
)
