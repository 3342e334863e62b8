"""An import for a process of its own, which may be killed at any moment."""

from __future__ import annotations

import pickle
from multiprocessing.connection import Connection
from pathlib import Path

from tests.units import sit_down


def bring_in(unit: Path, read: Path, told: Connection) -> None:
    """Import a workbook that was read before, saying so just before it begins to write."""
    with sit_down(unit) as desk:
        incoming = pickle.loads(read.read_bytes())
        told.send("about to write")
        desk.intake.bring_in(incoming)
