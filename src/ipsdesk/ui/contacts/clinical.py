"""Contacts on their way to the clinical system: copied as plain sentences, and marked as entered there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QGuiApplication

from ipsdesk.services.caseload_words import counted
from ipsdesk.services.records import Done
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.widgets.announce import announce


def copy_text(at: AtDesk, contacts: Sequence[int], about: int | None = None) -> str:
    """Put them on the clipboard, which is cleared when the window locks; gives what to say of it.

    Raises ``DeskError`` where they can't be told.
    """
    QGuiApplication.clipboard().setText(at.desk.contacts.clinical_text(contacts, about))
    words = f"{counted(len(contacts), 'contact')} copied as text. Locking clears the clipboard."
    announce(at.page, words)
    return words


def mark_entered(at: AtDesk, contacts: Sequence[int], on: date) -> Done:
    """Say that they were entered on a day; raises ``DeskError`` where that can't be."""
    done = at.desk.contacts.mark_entered(contacts, on)
    announce(at.page, f"{counted(len(contacts), 'contact')} marked as entered on the clinical system")
    return done
