"""The written report on paper and as Word: nothing hidden is in it, its charts are those of the workbook."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ipsdesk.errors import CannotRun
from ipsdesk.excel import workbook_bytes
from ipsdesk.exchange.encrypted import decrypt, encrypt
from ipsdesk.reports.blocks import Diagram
from ipsdesk.reports.return_files import files_of
from ipsdesk.reports.return_report import report_blocks
from ipsdesk.reports.return_workbook import return_of
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.submissions_kept import Form
from ipsdesk.ui.printing.pages import Footing, Pages, pdf_of
from tests.services.test_release import clients_of
from tests.units import bring_in, copy_unit, sit_down, write_book

PERIOD = parse_period("2026-27 Q2")
OFFICE, TO_TEXT = shutil.which("soffice"), shutil.which("pdftotext")
HAS_WRITER = OFFICE is not None and any(Path(OFFICE).resolve().parent.glob("*swlo.*"))
"""LibreOffice may be there without the part that reads Word files."""
PLANTED = ("999.99", "333.33", "10.11", "Person Number", "Job starts: 3", "Zanzibar")


@pytest.fixture(scope="module")
def desk(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An open desk at a unit of twelve people, three of whom are few; nothing is changed."""
    folder = tmp_path_factory.mktemp("papers")
    monday = date(2026, 8, 3)
    sheets: dict[str, object] = {
        **clients_of(*["female"] * 9, *["non-binary"] * 3),
        "Activities": [
            ("Activity ID", "Client ID", "Kind", "Started", "Permitted work", "Four hours worked on", "Ended",
             "End reason"),
            *(
                (f"A{at}", f"C{at}", "paid job", monday, "higher", monday, monday + timedelta(30), "Zanzibar")
                for at in range(3)
            ),
        ],
        "Hours": [
            ("Activity ID", "Date", "Hours", "Earnings"),
            *((f"A{at}", monday + timedelta(at), 3.37, 333.33) for at in range(3)),
        ],
    }  # fmt: skip
    with sit_down(copy_unit(empty_unit, folder / "Few.ipsdesk")) as desk:
        assert bring_in(desk, write_book(folder / "book.xlsx", sheets)).written  # type: ignore[arg-type]
        yield desk


def in_package(content: bytes) -> str:
    """Every part of a Word file or workbook."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


def on_paper(content: ReturnContent, folder: Path) -> str:
    """The text of the PDF, and all that its charts are drawn from."""
    blocks = report_blocks(content)
    pages = Pages(blocks, Footing(content.contract.unit_name, PERIOD.label, content.practice))
    (folder / "Return.pdf").write_bytes(pdf_of(pages))
    text = ""
    if TO_TEXT is not None:
        text = subprocess.run(
            [TO_TEXT, folder / "Return.pdf", "-"], capture_output=True, text=True, timeout=60, check=True
        ).stdout
    return "\n".join((pages.said, text, *(repr(one.chart) for one in blocks if isinstance(one, Diagram))))


@pytest.mark.parametrize("profile", [Profile.COMMISSIONER, Profile.OPEN])
def test_nothing_hidden_is_in_any_file(
    desk: Desk, profile: Profile, tmp_path: Path, qapp: QApplication
) -> None:
    content = desk.returns.content(PERIOD, profile)
    told = [in_package(file.content) for file in files_of(content)]
    texts = [*told, on_paper(content, tmp_path)]
    planted = PLANTED if profile is Profile.OPEN else PLANTED[-1:]
    for text in texts:
        assert "non-binary" in text
        for value in (*planted, "First Manager"):
            assert value not in text
    counts = {one.measure.key: one.counts for one in content.reach}
    assert counts["profile.gender"] is None or 3 not in counts["profile.gender"]


def test_the_internal_report_has_what_was_planted(desk: Desk, tmp_path: Path, qapp: QApplication) -> None:
    content = desk.returns.content(PERIOD, Profile.INTERNAL)
    assert "999.99" in on_paper(content, tmp_path)
    assert all("999.99" in in_package(file.content) for file in files_of(content))


def charts_in(content: bytes) -> dict[str, list[str]]:
    """The numbers drawn by each chart of a Word file."""
    found = {}
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if "/charts/chart" in name:
                xml = package.read(name).decode()
                title = "".join(
                    re.findall(r"<a:t>([^<]*)</a:t>", xml.split("</c:title>", 1)[0].split("</title>", 1)[0])
                )
                found[title or name] = re.findall(r"<(?:c:)?v>([^<]*)</(?:c:)?v>", xml)
    return found


@pytest.mark.skipif(not HAS_WRITER, reason="LibreOffice Writer is not on this computer")
def test_libreoffice_opens_the_word_file_with_its_charts(desk: Desk, tmp_path: Path) -> None:
    assert OFFICE is not None
    made = next(file for file in files_of(desk.returns.content(PERIOD)) if file.form is Form.WORD)
    (tmp_path / "Return.docx").write_bytes(made.content)
    again = tmp_path / "again"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    done = subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", again,
         tmp_path / "Return.docx"],
        capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours, theirs = charts_in(made.content), charts_in((again / "Return.docx").read_bytes())
    assert len(ours) == len(theirs) > 0
    assert sorted(map(numbers, ours.values())) == sorted(map(numbers, theirs.values()))


def numbers(values: list[str]) -> list[float]:
    """Those of a chart's texts that are numbers."""
    return sorted(float(one) for one in values if re.fullmatch(r"-?[\d.]+", one))


def test_with_a_password_it_opens_with_that_only(desk: Desk) -> None:
    made = workbook_bytes(return_of(desk.returns.content(PERIOD)))
    kept = encrypt(made, "larch-otter-vivid-19")
    assert decrypt(kept, "larch-otter-vivid-19") == made
    with pytest.raises(CannotRun):
        decrypt(kept, "larch-otter-vivid-18")
    assert not zipfile.is_zipfile(BytesIO(kept))
