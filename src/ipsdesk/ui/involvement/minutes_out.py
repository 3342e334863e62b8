"""The minutes on their way out: which part, how large, and whether on paper, as PDF or as Word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.errors import DeskError
from ipsdesk.reports.blocks import Block
from ipsdesk.reports.minutes_copy import easy_minutes_blocks, minutes_blocks
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.meetings_record import MeetingRecord
from ipsdesk.services.minutes import Minutes
from ipsdesk.services.trail_notes import Out, Way
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.records.picker import Pick, Picker
from ipsdesk.ui.widgets.file_dialog import WORD, ask_to_save, documents

LARGE, EASY = 1.9, 1.5
SAFE = "It is not encrypted: keep it as you would keep the paper."


@dataclass(frozen=True, slots=True)
class _Copy:
    """One way the minutes go out."""

    words: str
    beside: str
    icon: str
    blocks: Callable[[Minutes], list[Block]]
    is_closed: bool = False
    is_word: bool = False
    scale: float = 1.0


COPIES: Mapping[str, _Copy] = {
    "open": _Copy("Open minutes", "print or PDF, for everybody", "printer-outline", minutes_blocks),
    "large": _Copy("Open minutes in large print", "print or PDF", "format-size", minutes_blocks, scale=LARGE),
    "easy": _Copy("Open minutes in easy read", "print or PDF", "shape-outline", easy_minutes_blocks,
                  scale=EASY),
    "word": _Copy("Open minutes as Word", "for everybody", "file-word-outline", minutes_blocks, is_word=True),
    "easy-word": _Copy("Easy read as Word", "for everybody", "file-word-outline", easy_minutes_blocks,
                       is_word=True),
    "closed": _Copy("Closed part", "print or PDF, not for everybody", "lock-outline", minutes_blocks,
                    is_closed=True),
    "closed-word": _Copy("Closed part as Word", "not for everybody", "file-word-outline", minutes_blocks,
                         is_closed=True, is_word=True),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Made:
    """A copy that is ready to be shown or written."""

    copy: _Copy
    minutes: Minutes
    blocks: list[Block]


class MinutesOut(QObject):
    """``told`` carries words and whether they refuse."""

    told = Signal(str, bool)

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at
        self._meeting = 0
        self._made: _Made | None = None

    def ask(self, meeting: MeetingRecord) -> None:
        """Which copy; the closed part is offered to those who may read it, where there is one."""
        with_closed = meeting.entitled and any(one.is_closed for one in meeting.items)
        self.ask_copies(meeting.row.id, with_closed=with_closed)

    def ask_copies(self, meeting: int, *, with_closed: bool) -> None:
        """Which copy of the minutes of a meeting."""
        self._meeting = meeting
        picks = [
            Pick(key, one.words, one.beside, one.icon)
            for key, one in COPIES.items()
            if with_closed or not one.is_closed
        ]
        picker = Picker(self._at.theme, "Minutes", picks, self._at.page)
        picker.picked.connect(self.make)
        self._at.open(picker)

    def make(self, key: str) -> None:
        """Read what it takes in the background, then show it or ask where it goes."""
        self._at.run(partial(self._read, COPIES[key], self._meeting), self._ready, self._failed)

    def _read(self, copy: _Copy, meeting: int, _progress: Progress) -> _Made:
        reader = self._at.desk.minutes
        minutes = reader.closed_part(meeting) if copy.is_closed else reader.open_part(meeting)
        return _Made(copy, minutes, copy.blocks(minutes))

    def _ready(self, made: _Made) -> None:
        if made.copy.is_word:
            self._made = made
            what = made.copy.words.partition(" as ")[0].lower()
            name = f"{made.minutes.called}, {made.minutes.on.isoformat()}, {what}"
            start = documents() / f"{_file_name(name)}.docx"
            ask_to_save(self._page, "Save as Word", start, WORD, self.save_word)
            return
        show_minutes(self._at, made.minutes, made.blocks, made.copy.words, made.copy.scale)

    @property
    def _page(self) -> QWidget:
        return self._at.page

    def save_word(self, path: str) -> None:
        """Write it there, noted first."""
        if (made := self._made) is not None:
            self._at.run(partial(self._write, made, Path(path)), self._written, self._failed)

    def _write(self, made: _Made, path: Path, _progress: Progress) -> str:
        from ipsdesk.reports.word import word_bytes, write_word  # noqa: PLC0415 - for who saves as Word

        desk = self._at.desk
        day = shown_day(made.minutes.on)
        content = word_bytes(made.blocks, desk.unit_name, day, practice=desk.is_practice)
        what = f"{made.copy.words}: {made.minutes.called}, {day}"
        write_word(desk, content, Out(what, Way.WORD, rows=len(made.minutes.items)), path)
        return path.name

    def _written(self, name: str) -> None:
        self.told.emit(f"Saved as {name}. {SAFE}", False)  # noqa: FBT003 - a signal has no names

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.told.emit(str(error), True)  # noqa: FBT003 - as above


def show_minutes(at: AtDesk, minutes: Minutes, blocks: list[Block], what: str, scale: float) -> None:
    """The preview, from which they are printed or saved as PDF."""
    desk: Desk = at.desk
    footing = Footing(desk.unit_name, shown_day(minutes.on), desk.is_practice)
    noting = Noting(at.run, desk.trail, what, len(minutes.items))
    print_blocks(at.theme, blocks, footing, at.page, noting, scale)


def _file_name(words: str) -> str:
    return " ".join("".join(one if one.isalnum() or one in " ,-" else " " for one in words).split())
