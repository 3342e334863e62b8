"""The parts of the tab in order: what each is called, and what makes it when it is first turned to."""

# ruff: noqa: PLC0415 - a part that nobody turns to is never imported

from __future__ import annotations

from typing import TYPE_CHECKING

from ipsdesk.ui.parts.desk import ViewKind

if TYPE_CHECKING:
    from ipsdesk.ui.parts.view import View


def _meetings() -> type[View]:
    from ipsdesk.ui.involvement.meetings_view import MeetingsView

    return MeetingsView


def _impressions() -> type[View]:
    from ipsdesk.ui.involvement.impressions_view import ImpressionsView

    return ImpressionsView


def _requests() -> type[View]:
    from ipsdesk.ui.involvement.requests_view import RequestsView

    return RequestsView


def _rota() -> type[View]:
    from ipsdesk.ui.involvement.rota_view import RotaView

    return RotaView


def _not_open() -> type[View]:
    from ipsdesk.ui.involvement.not_open_view import NotOpenView

    return NotOpenView


def _surveys() -> type[View]:
    from ipsdesk.ui.involvement.surveys_view import SurveysView

    return SurveysView


def _training() -> type[View]:
    from ipsdesk.ui.involvement.training_view import TrainingView

    return TrainingView


def _coverage() -> type[View]:
    from ipsdesk.ui.involvement.coverage_view import CoverageView

    return CoverageView


def _stories() -> type[View]:
    from ipsdesk.ui.involvement.stories_view import StoriesView

    return StoriesView


def _parts() -> type[View]:
    from ipsdesk.ui.involvement.parts_view import PartsView

    return PartsView


def _plan() -> type[View]:
    from ipsdesk.ui.involvement.plan_view import PlanView

    return PlanView


VIEWS = (
    ViewKind("Meetings", _meetings),
    ViewKind("Rota", _rota),
    ViewKind("First impressions", _impressions),
    ViewKind("Requests", _requests),
    ViewKind("Not open yet", _not_open),
    ViewKind("Surveys", _surveys),
    ViewKind("Joint training", _training),
    ViewKind("Who has been", _coverage),
    ViewKind("Stories", _stories),
    ViewKind("Took part", _parts),
    ViewKind("Improvement plan", _plan),
)
