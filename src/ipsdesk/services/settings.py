"""The unit's own choices: how long the window stays open when nobody is at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from ipsdesk.errors import CannotRun
from ipsdesk.fields import Field, Kind
from ipsdesk.models import Setting
from ipsdesk.services.roles import Role, Service, allowed

CHANGED = "setting"
"""The kind of record that is announced."""
SETTINGS = Setting.__table__
FIELDS: Mapping[str, Field] = {
    "lock_minutes": Field(
        "Minutes until the window locks",
        Kind.WHOLE,
        "Counted from the last key or movement of the mouse. 1 to 15; 5 is usual.",
        required=True,
        least=1,
        most=15,
    )
}
"""What can be chosen, by its name in the file."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the unit has chosen, each as it is where nothing was chosen yet."""

    lock_minutes: int = 5


class Settings(Service):
    """Everybody sees the choices; a manager makes them."""

    @allowed(*Role)
    def choices(self) -> Choices:
        """What is chosen now."""
        with self.workspace.transactions.read() as connection:
            return _choices(connection)

    @allowed(Role.MANAGER)
    def change(self, choices: Choices) -> None:
        """Choose these from now on; raises ``CannotRun`` where one is out of bounds."""
        wanted = asdict(choices)
        _check(wanted)
        with self.workspace.transactions.begin() as connection:
            before = asdict(_choices(connection))
            changed = {name: value for name, value in wanted.items() if value != before[name]}
            for name, value in changed.items():
                row = insert(Setting).values(name=name, value=str(value))
                connection.execute(row.on_conflict_do_update(["name"], set_={"value": str(value)}))
            if changed:
                told = {FIELDS[name].label: [before[name], value] for name, value in changed.items()}
                self.workspace.note(connection, "changed the settings", told)
        if changed:
            self.workspace.changes.announce(frozenset({CHANGED}))


def _choices(connection: Connection) -> Choices:
    found = connection.execute(select(SETTINGS).where(SETTINGS.c.name.in_(FIELDS)))
    return Choices(**{row.name: int(row.value) for row in found})


def _check(wanted: Mapping[str, int]) -> None:
    for name, value in wanted.items():
        least, most = FIELDS[name].least, FIELDS[name].most
        if least is not None and most is not None and not least <= value <= most:
            raise CannotRun(f"{FIELDS[name].label}: choose {least:g} to {most:g}. Nothing was changed.")
