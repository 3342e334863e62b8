"""The system's own window for choosing a file, to read or to write, or a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

Places = QStandardPaths.StandardLocation


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is called, and how its name ends."""

    words: str
    ending: str


EXCEL = FileKind("Excel workbook", ".xlsx")
PDF = FileKind("PDF", ".pdf")
WORD = FileKind("Word document", ".docx")
PNG = FileKind("PNG", ".png")
TEXT = FileKind("Text", ".txt")


def documents() -> Path:
    """Where a person keeps documents."""
    return Path(QStandardPaths.writableLocation(Places.DocumentsLocation))


def pictures() -> Path:
    """Where a person keeps pictures."""
    return Path(QStandardPaths.writableLocation(Places.PicturesLocation))


def ask_to_save(
    parent: QWidget,
    title: str,
    start: Path,
    kind: FileKind,
    then: Callable[[str], object],
    *,
    asks_before_replacing: bool = True,
) -> None:
    """Ask where a file goes, beginning at ``start``; ``then`` is given its path."""
    dialog = _dialog(parent, title, start, kind, then)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, on=not asks_before_replacing)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind.ending.removeprefix("."))
    dialog.selectFile(start.name)
    dialog.open()


def ask_to_open(
    parent: QWidget, title: str, start: Path, kind: FileKind, then: Callable[[str], object]
) -> None:
    """Ask which file to read; ``then`` is given its path."""
    dialog = _dialog(parent, title, start, kind, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()


def ask_for_folder(parent: QWidget, title: str, start: Path, then: Callable[[str], object]) -> None:
    """Ask for a folder, beginning at ``start``; ``then`` is given its path."""
    dialog = QFileDialog(parent, title, str(_nearest(start)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _nearest(place: Path) -> Path:
    """The folder itself or the nearest one above it that is there."""
    return next((one for one in (place, *place.parents) if one.is_dir()), Path.home())


def _dialog(
    parent: QWidget, title: str, start: Path, kind: FileKind, then: Callable[[str], object]
) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(_nearest(start)), f"{kind.words} (*{kind.ending})")
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
