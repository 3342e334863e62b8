"""Where a unit's backups are kept: chosen by a manager, and written where it is readable before a key is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from ipsdesk.errors import CannotRun
from ipsdesk.glance import PLACES, Places
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.keys import copy_keys, read_keys
from ipsdesk.storage.private_files import make_private_folder, write_private
from ipsdesk.storage.second_place import mark_place
from ipsdesk.storage.unit_folder import UnitFolder


def choose_places(unit: UnitFolder, places: Places) -> UnitFolder:
    """Keep backups in these places from now on; the unit's folder as it then is.

    Raises:
        CannotRun, NoSpace, ReadOnly: a place can't be used; what was chosen before holds.
    """
    for place in filter(None, (places.backups, places.second)):
        _refuse_unfit(place, unit)
    if places.second is not None:
        if places.second == (places.backups or unit.path.parent / "backups"):
            raise CannotRun(
                "The second place is the backup folder itself. Nothing was changed. Choose another: a stick,"
                " or a drive of another computer."
            )
        mark_place(places.second)
    with plain_words("choosing the place", files=True):
        if places.backups is not None:
            make_private_folder(places.backups)
        kept = {name: str(place) if place else None for name, place in _named(places)}
        write_private(unit.path / PLACES, json.dumps(kept, indent=1).encode() + b"\n")
        chosen = UnitFolder(unit.path)
        copy_keys(chosen, read_keys(chosen))
    return chosen


def into(unit: UnitFolder, place: Path) -> UnitFolder:
    """The unit with another folder, made if need be, to be backed up to this once; raises ``CannotRun``."""
    place = place.absolute()
    _refuse_unfit(place, unit)
    with plain_words("the backup", files=True):
        make_private_folder(place)
    return replace(unit, chosen_backups=place)


def _named(places: Places) -> list[tuple[str, Path | None]]:
    return [("backups", places.backups), ("second", places.second)]


def _refuse_unfit(place: Path, unit: UnitFolder) -> None:
    if not place.is_absolute() or place == unit.path or unit.path in place.parents:
        raise CannotRun(
            f"Backups can't be kept in {place}. Nothing was changed. Choose a folder, by its whole path, that"
            " is not inside the unit's own."
        )
