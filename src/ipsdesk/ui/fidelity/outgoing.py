"""The report of a review on paper, as PDF or Word, and its evidence pack: asked for, written, told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import DeskError
from ipsdesk.reports.blocks import Block, Heading, Paragraph, Table
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.fidelity_pack import PackLine, PackPerson
from ipsdesk.services.fidelity_sheet import ReviewLine
from ipsdesk.ui.background import Progress
from ipsdesk.ui.fidelity.words import named
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.widgets.file_dialog import WORD, ask_for_folder, ask_to_save, documents

KEEP_APART = "Who stands behind the pseudonyms. Never keep this with the pack, and never send it with it."
NOBODY = "Nobody is named in this pack."
SAFE = "It is not encrypted: keep it as you would keep the paper."


class Outgoing(QObject):
    """``told`` carries words and whether they refuse, ``saved`` the moment something was noted."""

    told = Signal(str, bool)

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at
        self._review: ReviewLine | None = None
        self._pack: PackLine | None = None
        self._path = Path()

    # ---- report -------------------------------------------------------------------------------------

    def preview(self, review: ReviewLine) -> None:
        """Look at it; from there it is printed or saved as PDF."""
        self._review = review
        self._at.run(partial(self._blocks, review), self._show, self._failed)

    def _blocks(self, review: ReviewLine, _progress: Progress) -> list[Block]:
        from ipsdesk.reports.fidelity_report import read_report  # noqa: PLC0415 - only who asks for a report

        return read_report(self._at.desk, review.id)

    def _show(self, blocks: list[Block]) -> None:
        if self._review is not None:
            desk = self._at.desk
            footing = Footing(desk.unit_name, named(self._review), desk.is_practice)
            noting = Noting(self._at.run, desk.trail, named(self._review))
            print_blocks(self._at.theme, blocks, footing, self._at.page, noting)

    def ask_word(self, review: ReviewLine) -> None:
        """Ask where the Word document goes."""
        self._review = review
        practice = "Practice, " if self._at.desk.is_practice else ""
        name = f"{practice}Fidelity review, {named(review)}{WORD.ending}"
        ask_to_save(self._at.page, "Save as Word", documents() / name, WORD, self.write_word_to)

    def write_word_to(self, path: str) -> None:
        """Write it there, noted in the audit trail."""
        if self._review is not None:
            self._path = Path(path)
            self._at.run(partial(self._word, self._review, self._path), self._written, self._failed)

    def _word(self, review: ReviewLine, path: Path, _progress: Progress) -> None:
        from ipsdesk.reports.fidelity_report import write_report  # noqa: PLC0415 - as above

        write_report(self._at.desk, review.id, path)

    def _written(self, _nothing: None) -> None:
        self._say(f"Saved as {self._path.name} in {self._path.parent}. {SAFE}")

    # ---- evidence pack ------------------------------------------------------------------------------

    def ask_pack(self, review: ReviewLine) -> None:
        """Ask into which folder the evidence goes."""
        self._review = review
        ask_for_folder(self._at.page, "Folder for the evidence pack", documents(), self.make_pack_in)

    def make_pack_in(self, folder: str) -> None:
        """Write it there."""
        if self._review is not None:
            self._say("Writing the evidence pack…")
            self._at.run(partial(self._make, self._review, Path(folder)), self._made, self._failed)

    def _make(self, review: ReviewLine, folder: Path, _progress: Progress) -> PackLine:
        return self._at.desk.fidelity_pack.make(review.id, folder)

    def _made(self, pack: PackLine) -> None:
        by = f" by {shown_day(pack.delete_by_on)}" if pack.delete_by_on else ""
        words = f"The evidence pack is in {pack.folder}. It is not encrypted."
        self._say(f"{words} Delete it{by}, and say so on the part Reviews.")

    def show_key(self, pack: PackLine) -> None:
        """Who stands behind the pseudonyms of a pack, to look at; printing it is noted."""
        self._pack = pack
        self._at.run(partial(self._people, pack), self._show_people, self._failed)

    def _people(self, pack: PackLine, _progress: Progress) -> Sequence[PackPerson]:
        return self._at.desk.fidelity_pack.key(pack.id)

    def _show_people(self, people: Sequence[PackPerson]) -> None:
        desk, title = self._at.desk, f"Key to evidence pack {self._pack.reference if self._pack else ''}"
        rows = [(one.pseudonym, one.reference, one.name) for one in people]
        blocks: list[Block] = [Heading(title), Paragraph(KEEP_APART)]
        blocks.append(Table(("In the pack", "Record", "Name"), rows) if rows else Paragraph(NOBODY))
        footing = Footing(desk.unit_name, shown_day(desk.workspace.today()), desk.is_practice)
        noting = Noting(self._at.run, desk.trail, title, len(rows))
        print_blocks(self._at.theme, blocks, footing, self._at.page, noting)

    # ---- what became of it --------------------------------------------------------------------------

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.told.emit(str(error), True)  # noqa: FBT003 - a signal has no names

    def _say(self, words: str) -> None:
        self.told.emit(words, False)  # noqa: FBT003 - as above
