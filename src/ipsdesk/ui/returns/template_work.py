"""What the filling of a commissioner's form has done away from the interface thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ipsdesk.errors import CannotRun, UnreadableFile
from ipsdesk.reports.template_cells import SheetSeen
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_templates import LARGEST, TOO_LARGE, FormKept, MappedCell, ReturnForm
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose

if TYPE_CHECKING:
    from ipsdesk.reports.return_template import Filled
    from ipsdesk.reports.template_book import TemplateBook

LARGEST_UNPACKED = 40_000_000
PASSWORD = "The workbook has a password; take it away in Excel, save it and choose it again."  # noqa: S105


@dataclass(frozen=True, slots=True)
class Known:
    """The forms that are kept, and the commissioners."""

    forms: tuple[FormKept, ...]
    commissioners: tuple[tuple[int, str], ...]


def look_around(desk: Desk) -> Known:
    """Read both."""
    payers = (one for one in desk.scorecards.scopes() if one.whose is Whose.COMMISSIONER)
    return Known(desk.return_forms.list(), tuple((one.key, one.name) for one in payers))


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that is open: as it is kept (None: not yet), its workbook, and its sheets to choose cells in."""

    kept: FormKept | None
    content: bytes
    sheets: tuple[SheetSeen, ...]
    book: TemplateBook
    name: str = ""

    @property
    def cells(self) -> tuple[MappedCell, ...]:
        """What is mapped already."""
        return self.kept.cells if self.kept else ()


def open_form(desk: Desk, id_: int | None, path: Path | None) -> Opened:
    """Open a form that is kept, with another workbook where a path is given; raises ``CannotRun``."""
    form = desk.return_forms.form(id_) if id_ is not None else None
    content = read(path) if path is not None else form.content if form else b""
    kept = form.kept if form else None
    return _opened(kept, content, kept.name if kept else path.stem if path else "")


def _opened(kept: FormKept | None, content: bytes, name: str) -> Opened:
    from ipsdesk.reports.return_template import sheets_of  # noqa: PLC0415 - these bring openpyxl
    from ipsdesk.reports.template_book import TemplateBook  # noqa: PLC0415

    book = TemplateBook(content)
    book.refuse_calls()
    return Opened(kept, content, sheets_of(content), book, name)


def read(path: Path) -> bytes:
    """A workbook that may be filled; raises ``UnreadableFile`` or ``CannotRun`` with a sentence."""
    from ipsdesk.exchange.encrypted import is_encrypted  # noqa: PLC0415 - for those who choose a workbook
    from ipsdesk.exchange.precheck import check  # noqa: PLC0415
    from ipsdesk.exchange.workbook_in import file_bytes  # noqa: PLC0415

    content = file_bytes(path)
    if is_encrypted(content):
        raise UnreadableFile(PASSWORD)
    if len(content) > LARGEST or check(content).unpacked > LARGEST_UNPACKED:
        raise CannotRun(TOO_LARGE)
    return content


def keep(desk: Desk, opened: Opened, name: str, cells: Sequence[MappedCell]) -> Opened:
    """Keep it, if anything is new; raises ``NotSaved`` or ``CannotRun``."""
    kept = opened.kept
    if kept is not None and (kept.name, kept.cells) == (name, tuple(cells)) and _is_kept(desk, opened):
        return opened
    id_ = desk.return_forms.keep(name, opened.content, cells, kept.id if kept else None)
    return replace(opened, kept=desk.return_forms.form(id_).kept)


def _is_kept(desk: Desk, opened: Opened) -> bool:
    return opened.kept is not None and desk.return_forms.form(opened.kept.id).content == opened.content


def fill_in(desk: Desk, opened: Opened, period: Period, profile: Profile, scope: Scope = EVERYBODY) -> Filled:
    """Count the figures, and fill the form with them; raises ``CannotRun`` where a cell can't be filled."""
    from ipsdesk.reports.return_template import Wanted, fill  # noqa: PLC0415 - brings openpyxl

    if opened.kept is None:
        raise RuntimeError("the form is not kept yet")
    return fill(desk, Wanted(ReturnForm(opened.kept, opened.content), period, profile, scope))


def write(desk: Desk, filled: Filled, path: Path) -> Path:
    """Note that it goes out, and write it; raises ``CannotRun``."""
    from ipsdesk.reports.return_template import write_filled  # noqa: PLC0415 - brings openpyxl

    write_filled(desk, filled, path)
    return path
