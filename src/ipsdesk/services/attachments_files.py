"""Which files may be kept with a record: letters and scans by what is in them, never a program."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from ipsdesk.errors import CannotRun

MOST_BYTES = 10 * 1024 * 1024
PLAIN_TEXT = "text/plain"
PICTURES = frozenset({"image/png", "image/jpeg", "image/tiff"})
ALLOWED = "PDF, PNG, JPEG, TIFF, plain text (.txt), Word (.docx), Excel (.xlsx) and OpenDocument text (.odt)"
MAY_BE = f"These can be kept: {ALLOWED}."
NOTHING = "Nothing was kept."
LONGEST_NAME = 120


def _endings(words: str) -> frozenset[str]:
    return frozenset(words.split())


PROGRAMS = _endings(
    ".exe .com .scr .msi .msp .bat .cmd .ps1 .psm1 .vbs .vbe .js .jse .wsf .wsh .hta .lnk .url .dll .jar .sh"
    " .py .pif .cpl .reg .app .command .desktop .appimage .deb .rpm .apk .gadget .inf .scf"
)
WITH_MACROS = _endings(".docm .dotm .xlsm .xltm .xlam .xlsb .pptm .potm .ppam .ppsm .doc .xls .ppt")
ARCHIVES = _endings(".zip .7z .rar .gz .tgz .bz2 .xz .tar .iso .img .cab .arj .ace")
PROGRAM_BEGINNINGS = (b"MZ", b"\x7fELF", b"#!", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe",
                      b"L\x00\x00\x00\x01\x14\x02\x00")  # fmt: skip
"""Windows, Linux and macOS programs, scripts, Java classes, Windows shortcuts."""

ZIP = b"PK\x03\x04"
MACRO_PARTS = ("vbaproject", "macroenabled", "/activex/", "xl/macrosheets/", "basic/", "scripts/")
CONTENT_TYPES, ODF_TYPE = "[Content_Types].xml", "mimetype"
MOST_PARTS, MOST_READ = 5_000, 1_000_000


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of file that may be kept."""

    words: str
    media_type: str
    is_it: Callable[[bytes], bool]


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return not any(one < 0x20 and one not in b"\t\n\r\f" for one in content)
    return True


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(beginnings)


def _holds(part: str) -> Callable[[bytes], bool]:
    """A document that is a ZIP file with this part."""
    return lambda content: part in _parts(content)


def _is_odt(content: bytes) -> bool:
    return _read_part(content, ODF_TYPE).startswith(b"application/vnd.oasis.opendocument.text")


WORD, SHEET = (f"application/vnd.openxmlformats-officedocument.{kind}" for kind in
               ("wordprocessingml.document", "spreadsheetml.sheet"))  # fmt: skip
JPEG = _Kind("JPEG", "image/jpeg", _begins(b"\xff\xd8\xff"))
TIFF = _Kind("TIFF", "image/tiff", _begins(b"II*\x00", b"MM\x00*"))
KINDS: Mapping[str, _Kind] = {
    ".pdf": _Kind("PDF", "application/pdf", _begins(b"%PDF-")),
    ".png": _Kind("PNG", "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".txt": _Kind("plain text", PLAIN_TEXT, _is_text),
    ".docx": _Kind("a Word document", WORD, _holds("word/document.xml")),
    ".xlsx": _Kind("an Excel workbook", SHEET, _holds("xl/workbook.xml")),
    ".odt": _Kind("an OpenDocument text", "application/vnd.oasis.opendocument.text", _is_odt),
}
"""By the ending of the name."""


def read_file(path: Path) -> bytes:
    """What is in a file that is to be kept, not more than may be; raises ``CannotRun`` with a sentence."""
    name = shown_name(path.name)
    if path.exists() and not path.is_file():
        raise CannotRun(f"{name} is not a file. {NOTHING} Choose a single file.")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
            whole = max(len(content), path.stat().st_size)
    except FileNotFoundError:
        raise CannotRun(
            f"{name} is not there any more. {NOTHING} Look where it was moved, then choose it again."
        ) from None
    except OSError:
        raise CannotRun(
            f"{name} can't be read. {NOTHING} Close it in other programs, or copy it to this computer first."
        ) from None
    if not content:
        raise CannotRun(f"{name} is empty (0 bytes). {NOTHING} Save or scan it again.")
    if len(content) > MOST_BYTES:
        raise CannotRun(
            f"{name} has {whole / 1024**2:.1f} MB; one attachment can have 10 MB. {NOTHING} "
            "Scan it in grey or with fewer dots to the inch, or split it."
        )
    return content


def media_type_of(name: str, content: bytes) -> str:
    """What kind of file it is; raises ``CannotRun`` for what may not be kept, by its name or its content."""
    ending, shown = Path(name).suffix.casefold(), shown_name(name)
    if ending in PROGRAMS or content.startswith(PROGRAM_BEGINNINGS):
        raise CannotRun(
            f"{shown} is a program or a script, which is not kept with a record. {NOTHING} {MAY_BE}"
        )
    if ending in WITH_MACROS:
        raise CannotRun(
            f"{shown} is of a kind that can carry macros (small programs). {NOTHING} "
            "Save it as PDF, or as .docx or .xlsx, and add that."
        )
    if ending in ARCHIVES:
        raise CannotRun(f"{shown} is an archive of other files. {NOTHING} Unpack it and add what you need.")
    kind = KINDS.get(ending)
    if kind is None:
        raise CannotRun(f"{shown} is of a kind that is not kept with a record. {NOTHING} {MAY_BE}")
    if not kind.is_it(content):
        raise CannotRun(
            f"{shown} is called {ending}, but what is in it is not {kind.words}. {NOTHING} "
            "Open it to see that it is what you think, save it again, and add that."
        )
    if content.startswith(ZIP):
        _refuse_macros(shown, content)
    return kind.media_type


def _refuse_macros(shown: str, content: bytes) -> None:
    parts = [part.casefold() for part in _parts(content)]
    types = _read_part(content, CONTENT_TYPES).decode("utf-8", "replace").casefold()
    macros = any(mark in part for part in parts for mark in MACRO_PARTS) or "macroenabled" in types
    programs = any(Path(part).suffix in PROGRAMS | WITH_MACROS for part in parts)
    if macros or programs:
        raise CannotRun(
            f"{shown} has {'macros (small programs)' if macros else 'another program'} in it. {NOTHING} "
            "Save it as PDF, and add that."
        )


def _parts(content: bytes) -> list[str]:
    """The names of what a ZIP file holds; nothing of a broken one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            names = file.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
    return names if len(names) <= MOST_PARTS else []


def _read_part(content: bytes, part: str) -> bytes:
    """The beginning of one part; nothing where it can't be read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file, file.open(part) as opened:
            return opened.read(MOST_READ)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return b""


def shown_name(name: str) -> str:
    """A file's name without what would not be seen, or would turn it round, and not too long."""
    kept = "".join(letter for letter in name if letter.isprintable()).strip() or "The file"
    return kept if len(kept) <= LONGEST_NAME else f"{kept[: LONGEST_NAME - 20]}…{kept[-18:]}"
