"""Letters and scans kept with a record: what may be kept, who may see it, what is noted, what comes back."""

from __future__ import annotations

import errno
import os
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, ChangedSince, NoSpace, NotAllowed, NotSaved, ReasonNeeded
from ipsdesk.services.attachments import Attachments, NewAttachment
from ipsdesk.services.attachments_files import MOST_BYTES, media_type_of
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef, Records
from ipsdesk.services.roles import Actor, Role
from tests.services.records_books import annis
from tests.units import rows_of

PDF = b"%PDF-1.7\nfictional\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
LETTER = {"title": "Letter from the bakery", "type": "letter"}
FOR_LEADS = {**LETTER, "title": "Tribunal notes", "seen_by": "leads and managers"}


def file(folder: Path, name: str = "letter.pdf", content: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def zipped(**parts: bytes) -> bytes:
    """A ZIP file with these parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return made.getvalue()


def add(desk: Desk, path: Path, values: Mapping[str, object] = LETTER) -> int:
    desk.attachments.add(NewAttachment(annis(desk).id, path, dict(values)))  # type: ignore[arg-type]
    return desk.attachments.of(annis(desk).id)[0].id


def seen_by(desk: Desk, role: Role) -> Attachments:
    return Attachments(replace(desk.workspace, actor=Actor(1, "Somebody", role)))


def trail(desk: Desk) -> list[str]:
    return [row[0] for row in rows_of(desk, "SELECT action FROM audit_entries WHERE kind = 'attachment'")]


def test_a_file_is_kept_inside_the_unit_and_each_look_at_it_is_noted(two: Desk, tmp_path: Path) -> None:
    path = file(tmp_path)
    id_ = add(two, path)
    path.unlink()
    opened = two.attachments.open(id_)
    assert opened.content == PDF
    assert (opened.line.file_name, opened.line.media_type) == ("letter.pdf", "application/pdf")
    assert trail(two) == ["added", "viewed"]
    assert not [one for one in two.folder.rglob("*") if one.is_file() and PDF in one.read_bytes()]


def test_a_copy_is_written_whole_and_noted(two: Desk, tmp_path: Path) -> None:
    id_ = add(two, file(tmp_path))
    two.attachments.save_copy(id_, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == PDF
    assert trail(two) == ["added", "saved a copy"]


def test_a_full_disk_leaves_no_half_a_copy(
    two: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = add(two, file(tmp_path))

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoSpace, match="the copy was not finished"):
        two.attachments.save_copy(id_, tmp_path / "out.pdf")
    monkeypatch.undo()
    assert not [*tmp_path.glob("out.pdf*")]
    assert trail(two) == ["added"]


# ---- who may see it ---------------------------------------------------------------------------------


def test_what_is_for_leads_is_told_to_nobody_else(two: Desk, tmp_path: Path) -> None:
    open_to_all = add(two, file(tmp_path))
    add(two, file(tmp_path), FOR_LEADS)
    person = annis(two).id
    hidden = next(one.id for one in two.attachments.of(person) if one.title == "Tribunal notes")
    for role in (Role.PRACTITIONER, Role.AUDITOR):
        attachments = seen_by(two, role)
        assert [one.id for one in attachments.of(person)] == [open_to_all]
        with pytest.raises(NotAllowed):
            attachments.open(hidden)
    assert len(seen_by(two, Role.LEAD).of(person)) == 2
    with pytest.raises(NotSaved):
        seen_by(two, Role.PRACTITIONER).add(NewAttachment(person, file(tmp_path), FOR_LEADS))


def test_history_and_removal_do_not_give_it_away(two: Desk, tmp_path: Path) -> None:
    hidden, person = add(two, file(tmp_path), FOR_LEADS), annis(two).id
    records = two.records
    other = Records.__new__(Records)
    other.__dict__.update(records.__dict__)
    other.workspace = replace(two.workspace, actor=Actor(1, "Somebody", Role.PRACTITIONER))
    assert "Tribunal" in str(records.history_of_client(person))
    assert "Tribunal" not in str(other.history_of_client(person))
    for refused in (lambda: other.history(RecordRef("attachment", hidden)),
                    lambda: other.remove(RecordRef("attachment", hidden), "by mistake")):  # fmt: skip
        with pytest.raises(NotAllowed):
            refused()
    records.remove(RecordRef("attachment", hidden), "of somebody else")
    assert [one.words for one in records.removed()] == ["Tribunal notes"]
    assert other.removed() == ()


def test_a_restricted_record_keeps_its_attachments(two: Desk, tmp_path: Path) -> None:
    id_, person = add(two, file(tmp_path)), annis(two).id
    two.restricted.restrict(person, "works here")
    with pytest.raises(ReasonNeeded):
        two.attachments.open(id_)
    with pytest.raises(ReasonNeeded):
        two.attachments.add(NewAttachment(person, file(tmp_path), LETTER))


# ---- changed, removed, brought back -----------------------------------------------------------------


def test_what_is_said_of_it_changes_and_a_change_meanwhile_is_told(two: Desk, tmp_path: Path) -> None:
    add(two, file(tmp_path))
    (line,) = two.attachments.of(annis(two).id)
    two.attachments.change(line, {"title": "Letter of 4 May"})
    assert two.attachments.of(annis(two).id)[0].title == "Letter of 4 May"
    with pytest.raises(ChangedSince):
        two.attachments.change(line, {"title": "Another"})
    with pytest.raises(NotSaved) as refused:
        two.attachments.change(two.attachments.of(annis(two).id)[0], {"title": None})
    assert refused.value.problems.keys() == {"title"}


def test_removed_it_is_gone_and_comes_back_with_its_bytes(two: Desk, tmp_path: Path) -> None:
    id_, person = add(two, file(tmp_path)), annis(two).id
    two.records.remove(RecordRef("attachment", id_), "of somebody else")
    assert two.attachments.of(person) == ()
    with pytest.raises(CannotRun):
        two.attachments.open(id_)
    two.records.bring_back(two.records.removed()[0].change)
    assert two.attachments.open(id_).content == PDF
    two.records.undo_last()
    assert two.attachments.of(person) == ()


def test_it_goes_with_the_person_and_out_in_no_sheet(two: Desk, tmp_path: Path) -> None:
    add(two, file(tmp_path))
    assert "attachment" not in {sheet.kind for sheet in two.exports.content().sheets}
    two.records.remove(annis(two), "entered twice")
    assert rows_of(two, "SELECT count(*) FROM attachments WHERE removed_at IS NULL") == [(0,)]


def test_damaged_bytes_are_not_opened(two: Desk, tmp_path: Path) -> None:
    id_ = add(two, file(tmp_path))
    with two.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE attachment_contents SET content = x'00'")
    with pytest.raises(CannotRun, match="damaged"):
        two.attachments.open(id_)
    assert trail(two) == ["added"]


# ---- what may be kept -------------------------------------------------------------------------------

DOCX = zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
ODF = b"application/vnd.oasis.opendocument.text"
ODT = zipped(mimetype=ODF, **{"content.xml": b"<o/>"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF), ("SCAN.PNG", PNG), ("a.jpeg", b"\xff\xd8\xff\xe0"), ("a.tif", b"II*\x00data"),
        ("a.txt", "Grüße\n".encode()), ("a.txt", "Caf\xe9".encode("cp1252")), ("a.docx", DOCX),
        ("a.odt", ODT),
    ],
)  # fmt: skip
def test_letters_and_scans_may_be_kept(name: str, content: bytes) -> None:
    assert media_type_of(name, content)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("setup.exe", b"MZ\x90", "program"),
        ("letter.pdf.exe", PDF, "program"),
        ("letter.pdf", b"MZ\x90\x00", "program"),
        ("letter.txt", b"\x7fELF\x02", "program"),
        ("letter.txt", b"#!/bin/sh\n", "program"),
        ("letter.bat", b"echo", "program"),
        ("letter.js", b"alert(1)", "program"),
        ("letter.lnk", b"L\x00\x00\x00", "program"),
        ("letter\u202efdp.exe", PDF, "program"),
        ("letter.docm", DOCX, "macros"),
        ("letter.doc", b"\xd0\xcf\x11\xe0", "macros"),
        ("letter.docx", zipped(**{"word/document.xml": b"", "word/vbaProject.bin": b""}), "macros"),
        ("letter.odt", zipped(mimetype=ODF, **{"Basic/a.xml": b""}), "macros"),
        ("letter.docx", zipped(**{"word/document.xml": b"", "word/embeddings/a.exe": b""}), "another prog"),
        ("letters.zip", DOCX, "archive"),
        ("letter.pdf", PNG, "not PDF"),
        ("letter.docx", zipped(**{"xl/workbook.xml": b""}), "not a Word document"),
        ("letter.docx", b"PK\x03\x04broken", "not a Word document"),
        ("notes.txt", b"\x00\x01\x02", "not plain text"),
        ("film.mp4", b"....ftyp", "of a kind that is not kept"),
        ("letter", PDF, "of a kind that is not kept"),
    ],
)  # fmt: skip
def test_programs_macros_and_archives_are_refused_in_a_sentence(name: str, content: bytes, said: str) -> None:
    with pytest.raises(CannotRun, match=said) as refused:
        media_type_of(name, content)
    assert "Nothing was kept." in str(refused.value)
    assert "\u202e" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "0 bytes"), (PDF + b"x" * (11 * 1024**2), "11.0 MB"), (None, "not there any more")],
)
def test_an_empty_a_large_and_a_lost_file_are_refused(
    two: Desk, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "letter.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CannotRun, match=said):
        add(two, path)
    assert rows_of(two, "SELECT count(*) FROM attachment_contents") == [(0,)]


def test_ten_megabytes_are_kept(two: Desk, tmp_path: Path) -> None:
    content = PDF + b"x" * (MOST_BYTES - len(PDF))
    id_ = add(two, file(tmp_path, content=content))
    assert two.attachments.open(id_).content == content
