"""The parts of the tab in order: what each is called, and what makes it when it is first turned to."""

# ruff: noqa: PLC0415 - a part that nobody turns to is never imported

from __future__ import annotations

from typing import TYPE_CHECKING

from ipsdesk.ui.parts.desk import ViewKind

if TYPE_CHECKING:
    from ipsdesk.ui.parts.view import View


def _employers() -> type[View]:
    from ipsdesk.ui.employers.employers_view import EmployersView

    return EmployersView


def _partners() -> type[View]:
    from ipsdesk.ui.employers.partners_view import PartnersView

    return PartnersView


def _labour() -> type[View]:
    from ipsdesk.ui.employers.labour_view import LabourView

    return LabourView


def _awareness() -> type[View]:
    from ipsdesk.ui.employers.awareness_view import AwarenessView

    return AwarenessView


def _week() -> type[View]:
    from ipsdesk.ui.employers.week_view import WeekView

    return WeekView


def _pictures() -> type[View]:
    from ipsdesk.ui.employers.week_pictures import PicturesView

    return PicturesView


VIEWS = (
    ViewKind("Employers", _employers),
    ViewKind("Partners", _partners),
    ViewKind("Labour market", _labour),
    ViewKind("Awareness", _awareness),
    ViewKind("Week", _week),
    ViewKind("Pictures", _pictures),
)
