"""The matrix of roles and services: nothing is allowed that is not written here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipsdesk.errors import NotAllowed
from ipsdesk.services.caseload import Caseload
from ipsdesk.services.cases import Cases
from ipsdesk.services.desk import Desk
from ipsdesk.services.exports import Exports
from ipsdesk.services.figures import Figures
from ipsdesk.services.hours import Hours
from ipsdesk.services.intake import Intake
from ipsdesk.services.returns import Returns
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed
from ipsdesk.services.scorecards import Scorecards

MATRIX: dict[tuple[type[Service], str], set[Role]] = {
    **{(Caseload, name): set(EVERYONE) for name in ("people", "record", "timeline", "find", "note_viewed")},
    (Cases, "of"): set(EVERYONE),
    (Cases, "with_names"): {Role.MANAGER},
    (Exports, "content"): {Role.MANAGER},
    (Exports, "note_written"): {Role.MANAGER},
    (Figures, "scorecard"): set(EVERYONE),
    (Hours, "week"): set(EVERYONE),
    (Hours, "history"): set(EVERYONE),
    (Hours, "weeks_needing_reason"): set(EVERYONE),
    (Hours, "record"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "record_block"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "record_pay"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "copy_last_week"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "set_usual_shifts"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "give_reason"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "next_undo"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "undo_last"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    **{
        (Intake, name): {Role.MANAGER}
        for name in ("bring_in", "imports", "undo", "tracker_presets", "keep_tracker_preset")
    },
    (Returns, "content"): {Role.LEAD, Role.MANAGER},
    (Returns, "note_made"): {Role.LEAD, Role.MANAGER},
    **{(Scorecards, name): set(EVERYONE) for name in ("sections", "scopes", "line", "drill", "charts")},
}


def public_methods() -> set[tuple[type[Service], str]]:
    """Every public method of every service."""
    return {
        (service, name)
        for service in Service.__subclasses__()
        if service.__module__.startswith("ipsdesk.")
        for name, value in vars(service).items()
        if callable(value) and not name.startswith("_")
    }


def test_the_matrix_is_complete() -> None:
    assert public_methods() == set(MATRIX)


@pytest.mark.parametrize("role", EVERYONE)
@pytest.mark.parametrize(("method", "roles"), MATRIX.items(), ids=str)
def test_a_role_outside_the_matrix_is_refused_before_any_data_is_read(
    desk: Desk, role: Role, method: tuple[type[Service], str], roles: set[Role]
) -> None:
    kind, name = method
    actor = replace(desk.workspace.actor, role=role)
    service = kind.__new__(kind)
    Service.__init__(service, replace(desk.workspace, actor=actor))
    # An allowed role goes on to the method, which takes no such argument; another is stopped before that.
    with pytest.raises(TypeError if role in roles else NotAllowed):
        getattr(service, name)(no_such_argument=None)


def test_a_method_without_roles_is_refused_when_the_class_is_made() -> None:
    with pytest.raises(TypeError, match="does not say which roles"):
        type("Careless", (Service,), {"delete_everything": lambda self: None})


def test_a_method_with_roles_is_accepted() -> None:
    class Careful(Service):
        @allowed(Role.AUDITOR)
        def look(self) -> str:
            return "seen"

    assert Careful.look.allowed_roles == (Role.AUDITOR,)  # type: ignore[attr-defined]
