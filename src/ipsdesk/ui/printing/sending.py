"""A report on its way to paper or into a PDF: the audit trail is told first, and its mark is at each foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.trail_notes import Out, Way
from ipsdesk.ui.background import Progress, RunInBackground, run_now
from ipsdesk.ui.printing.pages import Pages, pdf_of, write_file

if TYPE_CHECKING:
    from ipsdesk.services.trail import Head, Trail
    from ipsdesk.ui.printing.printer import Printing

SAFE = "It is not encrypted: keep it as you would keep the paper."


@dataclass(frozen=True, slots=True)
class Noting:
    """How a report gets into the audit trail, and what is noted of it beside its title.

    ``filter`` is what it was narrowed to, ``rows`` how many it has, ``about`` the client whose record it is.
    """

    run: RunInBackground
    trail: Trail
    filter: str = ""
    rows: int | None = None
    about: int | None = None


class Sending(QObject):
    """Notes and sends; without ``noting`` there is no unit yet that could note anything."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, pages: Pages, noting: Noting | None, window: QWidget) -> None:
        super().__init__(window)
        self._pages, self._noting, self._window = pages, noting, window
        self._run = noting.run if noting else run_now
        self._printing: Printing | None = None
        self._path = Path()

    # ---- onto paper ---------------------------------------------------------------------------------

    def print_it(self) -> None:
        """Ask for a printer, note it, and print."""
        from ipsdesk.ui.printing.printer import Printing  # noqa: PLC0415 - only who prints loads Qt's printing

        self._printing = Printing(self._pages, self._window)
        self._printing.chosen.connect(self._chosen)
        self._printing.done.connect(self.done)
        self._printing.refused.connect(self.refused)
        self._printing.ask()

    def _chosen(self) -> None:
        self._run(partial(self._note, Way.PRINTED, ""), self._print, self._failed)

    def _print(self, head: Head | None) -> None:
        if self._printing is not None:
            self._printing.print_now(mark_words(head))

    # ---- into a PDF ---------------------------------------------------------------------------------

    def save_to(self, path: str) -> None:
        """Write the PDF, noted by its fingerprint; its mark is the newest entry before."""
        self._path = Path(path)
        self._run(self._head, self._paint, self._failed)

    def _head(self, _progress: Progress) -> Head | None:
        return self._noting.trail.head() if self._noting else None

    def _paint(self, head: Head | None) -> None:
        content = pdf_of(self._pages, mark_words(head))
        self._run(partial(self._write, content, self._path), self._written, self._failed)

    def _write(self, content: bytes, path: Path, progress: Progress) -> str:
        self._note(Way.PDF, sha256(content).hexdigest(), progress)
        write_file(content, path)
        return path.name

    def _written(self, name: str) -> None:
        self.done.emit(f"Saved as {name}. {SAFE}")

    # ---- noting -------------------------------------------------------------------------------------

    def _note(self, how: Way, fingerprint: str, _progress: Progress) -> Head | None:
        noting = self._noting
        if noting is None:
            return None
        title = self._pages.title
        return noting.trail.note_out(Out(title, how, noting.filter, noting.rows, fingerprint, noting.about))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.refused.emit(str(error))


def mark_words(head: Head | None) -> str:
    """What stands at the foot of each page: ``Audit entry 1,204 · 3f2a9c01b77e``."""
    return f"Audit entry {head[0]:,} · {head[1]}" if head else ""
