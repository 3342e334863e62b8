"""Takes back what the program has put on the clipboard, which would outlast the lock; others' stays."""

from __future__ import annotations

from PySide6.QtGui import QClipboard

Mode = QClipboard.Mode


def forget_copied(clipboard: QClipboard) -> None:
    """Clear it where it holds something of this program: copied figures, or text marked in a field."""
    if clipboard.ownsClipboard():
        clipboard.clear(Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(Mode.Selection)
