"""A workbook that is none, is damaged, or is not safe to read is refused with one sentence, at once."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from ipsdesk.errors import UnreadableFile
from ipsdesk.exchange import precheck
from ipsdesk.exchange.parts import DAMAGED
from ipsdesk.exchange.precheck import check
from tests.exchange.books import OFFICE, PACKAGE, PARTS, XML, book, package, sheet_xml

OLD_XLS = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000)


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        check(data)
    return str(caught.value)


def saved(sheets: dict[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    book(sheets).save(out)
    return out.getvalue()


def test_honest_workbooks_pass() -> None:
    assert check(package()).unpacked > 1000
    assert check(saved({"Teams": [["Team ID", "Name"], ["T1", "<!DOCTYPE html>"]]})).error_parts == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"Team ID,Name\nT1,Ward 1\n", "The file is not an Excel workbook (.xlsx)."),
        (b"PK", DAMAGED),
        (b"\x00" * 5000, "The file is not an Excel workbook (.xlsx)."),
        (OLD_XLS, "The workbook is in an old Excel format; save it as an Excel workbook (.xlsx)."),
        (package()[:-40], DAMAGED),
        (package()[: len(package()) // 2], DAMAGED),
        (package() + b"more", DAMAGED),
        (b"PK\x03\x04" + package(), DAMAGED),
    ],
)
def test_what_is_no_whole_workbook(data: bytes, sentence: str) -> None:
    assert refusal(data) == sentence


def zip_of(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_other_kinds_of_zip_file() -> None:
    assert refusal(zip_of({"readme.txt": "hello"})) == "The file is not an Excel workbook (.xlsx)."
    binary = "The workbook is in Excel's binary format (.xlsb); save it as an Excel workbook (.xlsx)."
    assert refusal(zip_of({"[Content_Types].xml": "", "xl/workbook.bin": ""})) == binary
    ods = "The file is an OpenDocument spreadsheet (.ods); save it as an Excel workbook (.xlsx)."
    assert refusal(zip_of({"mimetype": "", "content.xml": ""})) == ods


@pytest.mark.parametrize(
    "changed",
    [
        {"xl/vbaProject.bin": b"\x00"},
        {"xl/VBAPROJECT.BIN": b"\x00"},
        {"xl/macrosheets/sheet1.xml": "<a/>"},
        {
            "[Content_Types].xml": PARTS["[Content_Types].xml"].replace(
                "</Types>",
                '<Override PartName="/xl/workbook.xml" '
                'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
            )
        },
        {
            "xl/_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace(
                "</Relationships>",
                '<Relationship Id="rId7" Type="http://schemas.microsoft.com/x/vbaProject" '
                'Target="other.bin"/></Relationships>',
            )
        },
    ],
)
def test_macros(changed: dict[str, str | bytes]) -> None:
    assert refusal(package(changed)) == precheck.MACROS


def rels_with(kind: str, target: str) -> str:
    return (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"xl/externalLinks/externalLink1.xml": "<externalLink/>"},
        {"xl/connections.xml": "<connections/>"},
        {"xl/worksheets/_rels/sheet1.xml.rels": rels_with("image", "file:///server/share/x.png")},
        {"xl/worksheets/_rels/sheet1.xml.rels": rels_with("oleObject", "\\\\server\\x.xls")},
    ],
)
def test_external_links(changed: dict[str, str | bytes]) -> None:
    assert refusal(package(changed)) == precheck.LINKS


def test_an_address_someone_typed_is_no_external_link() -> None:
    check(package({"xl/worksheets/_rels/sheet1.xml.rels": rels_with("hyperlink", "mailto:ward@example.org")}))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "x/a.bin"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("word", ["<!DOCTYPE a>", '<!ENTITY a "b">'])
def test_document_type_definitions(part: str, encoding: str, word: str) -> None:
    assert refusal(package({part: f"{XML}{word}<a/>".encode(encoding)})) == precheck.DTD


def test_a_document_type_definition_far_down_a_part() -> None:
    far = " " * (1 << 20)
    assert refusal(package({"xl/sharedStrings.xml": f"<!--{far[:-8]}--><!DOCTYPE a>"})) == precheck.DTD


def test_a_drawing_may_have_a_document_type_definition() -> None:
    check(package({"xl/media/logo.svg": "<!DOCTYPE svg><svg/>"}))


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/evil.xml", "xl/../../evil.xml", "C:/evil.xml", "xl\\evil.xml"]
)
def test_suspicious_names(name: str) -> None:
    assert refusal(package({name: "<a/>"})) == precheck.NAMES


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice() -> None:
    out = io.BytesIO(package())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("XL/worksheets/SHEET1.xml", sheet_xml())
    assert refusal(out.getvalue()) == precheck.NAMES


def test_thousands_of_parts() -> None:
    many = package({f"xl/extra/{number}.xml": "" for number in range(5_100)})
    assert refusal(many) == "The workbook is made of more than 5,000 parts; it is not safe to read."


def test_a_zip_bomb() -> None:
    assert refusal(package({"xl/sharedStrings.xml": bytes(4_000_000)})) == precheck.BOMB


def test_more_than_500_megabytes_unpacked() -> None:
    """The sizes the directory admits to are enough to refuse it."""
    data = package({f"xl/extra/{number}.xml": bytes(100) for number in range(6)})
    data = data.replace(struct.pack("<L", 100), struct.pack("<L", 90_000_000))
    assert refusal(data) == precheck.TOO_MUCH


def test_a_bomb_that_lies_about_its_size() -> None:
    size = 30_000_000
    data = package({"xl/sharedStrings.xml": bytes(size)})
    lying = data.replace(struct.pack("<L", size), struct.pack("<L", 10))
    assert lying != data
    assert refusal(lying) == DAMAGED


def test_parts_packed_in_ways_no_workbook_is() -> None:
    out = io.BytesIO(package())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/extra.xml", "<a/>")
    assert refusal(out.getvalue()) == DAMAGED


def test_packed_bytes_that_can_not_be_unpacked() -> None:
    data = bytearray(package({"xl/extra.xml": "x" * 5000}))
    packed = zlib.compressobj(wbits=-15)
    start = data.index(packed.compress(b"x" * 5000) + packed.flush())
    data[start] ^= 0xFF
    assert refusal(bytes(data)) == DAMAGED


@pytest.mark.parametrize("place", ["XFD1048576", "A9999999999", "ZZZZZ5", "CV1000000"])
def test_a_cell_far_away_from_all_others(place: str) -> None:
    row = f'<row><c r="{place}"><v>1</v></c></row>'
    sentence = refusal(package({"xl/worksheets/sheet1.xml": sheet_xml(row)}))
    assert sentence.startswith("A sheet has a cell filled in far away from all others, near ")


def test_empty_cells_may_be_formatted_as_far_as_anyone_likes() -> None:
    row = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    check(package({"xl/worksheets/sheet1.xml": sheet_xml(row)}))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_refusal_costs_little_memory(tmp_path: Path) -> None:
    import subprocess

    bomb = tmp_path / "bomb.xlsx"
    bomb.write_bytes(package({"xl/sharedStrings.xml": bytes(450_000_000)}))
    program = (
        "import sys; from pathlib import Path; from ipsdesk.exchange.precheck import check\n"
        "try: check(Path(sys.argv[1]).read_bytes())\n"
        "except Exception as error: print(type(error).__name__)\n"
        # Not getrusage: its peak is that of the process this one was started from, if that was larger.
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(int(peak.split()[1]) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", program, bomb], capture_output=True, text=True, check=True)
    name, megabytes = done.stdout.split()
    assert name == "UnreadableFile"
    assert int(megabytes) < 300
