"""A dialog that a page of a record opens over itself, and that says what was done in it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ipsdesk.ui.widgets.working_dialog import WorkingDialog


class TakingDialog(WorkingDialog):
    """``taken`` carries the ``Done``."""

    taken = Signal(object)
