"""The practice copy: a unit of fictional people, opened by a passphrase known to all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ipsdesk.exchange.demo.unit import demo_records
from ipsdesk.services.desk import make_unit, open_desk

ACCOUNT, PASSPHRASE = "practice", "practice makes a quiet harbour"
UNIT_NAME = "Larkrise House"


def make_practice_unit(folder: Path, today: date | None = None) -> bool:
    """Make the practice copy where it is missing; False if it is there already.

    Raises ``CannotRun``, ``NoSpace`` or ``ReadOnly`` as the folder or the disk asks.
    """
    if (folder / "records.db").exists():
        return False
    day = today or date.today()
    make_unit(folder, UNIT_NAME, ACCOUNT, PASSPHRASE, practice=True)
    with open_desk(folder, ACCOUNT, PASSPHRASE, today=lambda: day) as desk:
        desk.intake.bring_in(demo_records(day))
    return True
