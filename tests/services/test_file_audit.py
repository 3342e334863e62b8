"""Audits of files on a real unit: drawn, answered, found, put right, looked at again, and over time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert

from ipsdesk.errors import CannotRun, NotAllowed, NotSaved, ReasonNeeded
from ipsdesk.models import Account
from ipsdesk.reports.file_audit_copy import audit_blocks, blank_checklist
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.file_audit import FileAudits
from ipsdesk.services.file_audit_checks import KEYS
from ipsdesk.services.file_audit_files import AuditedFiles
from ipsdesk.services.file_audit_reading import FileSeen
from ipsdesk.services.roles import Actor, Role, Workspace
from tests.units import TODAY, bring_in, copy_unit, rows_of, sit_down, write_book

START, DAY = date(2026, 3, 2), timedelta(days=1)
SPECIALIST, OTHER, AUDITOR = 21, 22, 23
"""Accounts: of S1, of S2, of nobody."""
PEOPLE = {
    "C1": ("Annis Fold", "S1"), "C2": ("Benet Larch", "S1"), "C3": ("Cato Mill", "S1"),
    "C4": ("Dora Pike", "S2"), "C5": ("Edda Quill", None), "C6": ("Finn Rowe", "S1"),
}  # fmt: skip
BOOK: dict[str, list[tuple[object, ...]]] = {
    "Staff": [
        ("Staff ID", "Name", "Role", "Started", "Employment WTE"),
        ("S1", "Sage One", "employment specialist", date(2024, 1, 1), 1),
        ("S2", "Sela Two", "employment specialist", date(2024, 1, 1), 1),
    ],
    "Employers": [("Employer ID", "Name"), ("E1", "Northgate Packaging")],
    "Clients": [("Client ID", "Name"), *((key, name) for key, (name, _) in PEOPLE.items())],
    "Referrals": [
        ("Referral ID", "Client ID", "Received", "Source", "Accepted", "Started", "Staff ID", "Closed"),
        *(
            (f"R{key[1]}", key, START, "GP", START, START, staff, TODAY - 40 * DAY if key == "C6" else None)
            for key, (_, staff) in PEOPLE.items()
        ),
    ],
    "Consents": [
        ("Client ID", "Scope", "Answer", "Date", "Expires"),
        ("C1", "records", "given", START, None),
        ("C2", "records", "given", START, TODAY - DAY),
    ],
    "Vocational profiles": [
        ("Profile ID", "Client ID", "Date"),
        ("V1", "C1", START + 30 * DAY),
        ("V2", "C2", START + 31 * DAY),
    ],
    "Plans": [
        ("Client ID", "Agreed", "Reviewed", "Next review"),
        ("C1", START, None, TODAY),
        ("C2", START, None, TODAY - DAY),
    ],
    "Personal information talks": [
        ("Client ID", "Date"), ("C1", START), ("C1", START + DAY), ("C2", START),
    ],
    "Activities": [
        ("Activity ID", "Client ID", "Kind", "Title", "Employer ID", "Started", "Ended", "End reason"),
        ("A1", "C1", "paid job", "Packer", "E1", TODAY - 20 * DAY, None, None),
        ("A2", "C2", "paid job", "Packer", "E1", TODAY - 20 * DAY, TODAY - 2 * DAY, None),
    ],
    "Benefits advice": [("Client ID", "Date", "About"), ("C1", TODAY - 30 * DAY, "better-off calculation")],
    "Contacts": [
        ("Date", "Kind", "Mode", "Client IDs", "Note", "Next action", "Next action due"),
        (TODAY - 20 * DAY, "in-work support", "face to face", "C1", "First day", None, None),
        (TODAY - 10 * DAY, "in-work support", "face to face", "C1", "Went well", "Ring", TODAY),
        (TODAY - 10 * DAY, "client", "face to face", "C2", None, "Ring", TODAY - DAY),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def closed(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit of six people, one of them closed; three accounts beside the manager's."""
    folder = tmp_path_factory.mktemp("audit")
    unit = copy_unit(empty_unit, folder / "Larkrise.ipsdesk")
    with sit_down(unit) as desk:
        assert bring_in(desk, write_book(folder / "book.xlsx", BOOK)).written
        with desk.workspace.transactions.begin() as connection:
            for account, staff in ((SPECIALIST, 1), (OTHER, 2), (AUDITOR, None)):
                made = "2026-01-01T00:00:00+00:00"
                row = {"id": account, "name": f"Account {account}", "role": "lead", "created_at": made}
                connection.execute(insert(Account).values({**row, "staff_id": staff}))
    return unit


@pytest.fixture
def desk(closed: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a copy of it."""
    with sit_down(copy_unit(closed, tmp_path / "Larkrise.ipsdesk")) as desk:
        yield desk


def space_of(desk: Desk, account: int, role: Role) -> Workspace:
    return replace(desk.workspace, actor=Actor(account, f"Account {account}", role), opened=set())


def files(desk: Desk, space: Workspace | None = None) -> dict[str, FileSeen]:
    page = (FileAudits(space) if space else desk.file_audits).page()
    return {one.reference: one for one in page.files}


def answer_all(desk: Desk, answer: str = "yes") -> None:
    for file in files(desk).values():
        for key in KEYS:
            desk.audited_files.answer(file.id, key, answer)


def test_files_are_drawn_for_each_specialist_and_not_twice_in_a_row(desk: Desk) -> None:
    done = desk.file_audits.draw(TODAY, 1, "November", seed=3)
    assert "3 files drawn" in done.words
    first = files(desk)
    assert {PEOPLE[one][1] for one in first} == {"S1", "S2", None}
    assert "C6" not in first  # closed
    desk.file_audits.draw(TODAY, 1, seed=3)
    second = files(desk)
    assert not {one for one in second if PEOPLE[one][1] == "S1"} & set(first)
    with pytest.raises(CannotRun, match="lies ahead"):
        desk.file_audits.draw(TODAY + DAY, 1)
    with pytest.raises(CannotRun, match="nothing to audit"):
        desk.file_audits.draw(START - DAY, 1)
    assert "C6" in {  # open then
        one[0]
        for one in rows_of(desk, f"SELECT reference FROM clients WHERE id IN "
                                 f"({_drawn_on(desk, TODAY - 60 * DAY)})")
    }  # fmt: skip


def _drawn_on(desk: Desk, day: date) -> str:
    audit = desk.file_audits.draw(day, 10).audit
    return f"SELECT client_id FROM audited_files WHERE audit_id = {audit}"


def test_a_file_is_exchanged_with_a_reason_and_a_closed_one_is_refused(desk: Desk) -> None:
    desk.file_audits.draw(TODAY, 2, seed=1)
    there = files(desk)
    (left,) = {"C1", "C2", "C3"} - set(there)
    out = next(one for one in there if PEOPLE[one][1] == "S1")
    with pytest.raises(CannotRun, match="Say why"):
        desk.file_audits.exchange(there[out].id, " ")
    closed_one, left_one = (key_of(desk, one) for one in ("C6", left))
    with pytest.raises(CannotRun, match="C6: No referral of this person is open on 22 November 2026"):
        desk.file_audits.exchange(there[out].id, "wanted", closed_one)
    with pytest.raises(CannotRun, match="in this audit already"):
        desk.file_audits.exchange(there[out].id, "wanted", there["C4"].client)
    desk.file_audits.exchange(there[out].id, "I know the person")
    assert set(files(desk)) == {*there, left} - {out}
    assert files(desk)[left].client == left_one
    with pytest.raises(CannotRun, match="No other file of Sela Two"):
        desk.file_audits.exchange(files(desk)["C4"].id, "again")
    with pytest.raises(CannotRun, match="not in the audit any more"):
        desk.audited_files.answer(there[out].id, "plan", "yes")


def key_of(desk: Desk, reference: str) -> int:
    ((key,),) = rows_of(desk, f"SELECT id FROM clients WHERE reference = '{reference}'")
    return int(key)


def test_what_the_records_say_to_each_check(desk: Desk) -> None:
    desk.file_audits.draw(TODAY, 10)
    said = {
        reference: {one.check.key: one.proposed for one in file.checks}
        for reference, file in files(desk).items()
    }
    assert said["C1"] == dict.fromkeys(KEYS, "yes")
    assert said["C2"] == dict.fromkeys(KEYS, "no") | {"referral": "yes"}
    assert said["C3"] == {
        "referral": "yes", "consent": "no", "profile": "no", "plan": "no", "advice": "not applicable",
        "talks": "no", "follow_along": "not applicable", "outcome": "not applicable", "next_action": "no",
        "contacts": "not applicable",
    }  # fmt: skip
    words = {one.check.key: one.words for one in files(desk)["C2"].checks}
    assert words["profile"] == "First version 2 April 2026, 31 days after the start"
    assert words["plan"] == "Agreed 2 March 2026, review was due 21 November 2026"
    assert words["outcome"].startswith("Packer, Northgate Packaging ended 20 November 2026")
    assert words["follow_along"] == (
        "Packer, Northgate Packaging: 3 of 3 times missed, first from 26 October 2026 to 5 November 2026"
        " (around the start)"
    )


def test_the_statements_do_not_grow_with_the_files(desk: Desk) -> None:
    counts = []
    for each in (1, 10):
        desk.file_audits.draw(TODAY, each)
        asked: list[str] = []
        with desk.workspace.transactions.read() as connection:
            engine = connection.engine

        def note(_c: object, _k: object, statement: str, *_rest: object, into: list[str] = asked) -> None:
            into.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        desk.file_audits.page()
        event.remove(engine, "before_cursor_execute", note)
        counts.append(len([one for one in asked if one.startswith(("SELECT", "WITH"))]))
    assert counts[0] == counts[1] <= 12


def test_an_audit_is_completed_once_all_is_answered_and_said(desk: Desk) -> None:
    audit = desk.file_audits.draw(TODAY, 1, seed=2).audit
    with pytest.raises(CannotRun, match="30 checks without an answer, in the files of"):
        desk.file_audits.complete(audit)
    answer_all(desk)
    (file, *_) = files(desk).values()
    desk.audited_files.answer(file.id, "plan", "no")
    with pytest.raises(CannotRun, match=f"neither a finding nor a note in the files of {file.reference}"):
        desk.file_audits.complete(audit)
    form = desk.editing.form("file audit", audit)
    values = {**form.values, "completed_on": TODAY}
    with pytest.raises(NotSaved):
        desk.editing.save(Typed("file audit", audit, form.version, values))
    desk.audited_files.note(file.id, "Agreed yesterday, not typed in yet")
    desk.file_audits.complete(audit)
    with pytest.raises(CannotRun, match="is complete"):
        desk.audited_files.answer(file.id, "plan", "yes")
    with pytest.raises(CannotRun, match="is complete"):
        desk.file_audits.exchange(file.id, "no")
    desk.file_audits.reopen(audit, "the wrong file")
    desk.audited_files.answer(file.id, "plan", None)
    assert files(desk)[file.reference].answered == len(KEYS) - 1


def test_ones_own_file_takes_a_note(desk: Desk) -> None:
    desk.file_audits.draw(TODAY, 10)
    lead = space_of(desk, SPECIALIST, Role.LEAD)
    own, other = files(desk, lead)["C1"], files(desk, lead)["C4"]
    assert own.is_own
    assert not other.is_own
    AuditedFiles(lead).answer(other.id, "plan", "yes")
    with pytest.raises(CannotRun, match="your own file"):
        AuditedFiles(lead).answer(own.id, "plan", "yes")
    AuditedFiles(lead).note(own.id, "Nobody else is in this week")
    AuditedFiles(lead).answer(own.id, "plan", "yes")


def test_a_finding_is_put_right_by_whose_file_it_is_and_looked_at_again(desk: Desk) -> None:
    desk.file_audits.draw(TODAY, 10)
    file = files(desk)["C4"].id
    with pytest.raises(CannotRun, match="Nothing is to be put right"):
        desk.audited_files.put_right(file, TODAY)
    with pytest.raises(CannotRun, match="before the day of the audit"):
        desk.audited_files.find(file, "Ask for consent", TODAY - DAY, 2)
    desk.audited_files.find(file, "Ask for consent", TODAY + 7 * DAY, 2)
    stranger = AuditedFiles(space_of(desk, SPECIALIST, Role.PRACTITIONER))
    with pytest.raises(NotAllowed, match="whoever works with the person"):
        stranger.put_right(file, TODAY)
    whose = AuditedFiles(space_of(desk, OTHER, Role.PRACTITIONER))
    whose.put_right(file, TODAY)
    with pytest.raises(CannotRun, match="already"):
        whose.put_right(file, TODAY)
    with pytest.raises(CannotRun, match="by when"):
        desk.audited_files.again(file, TODAY, "not yet")
    desk.audited_files.again(file, TODAY, "not yet", TODAY + 14 * DAY)
    seen = files(desk)["C4"]
    assert (seen.is_to_put_right, seen.put_right_by_on, seen.result) == (True, TODAY + 14 * DAY, "not yet")
    whose.put_right(file, TODAY)
    desk.audited_files.again(file, TODAY, "put right")
    seen = files(desk)["C4"]
    assert (seen.is_to_put_right, seen.again_on, seen.result) == (False, TODAY, "put right")


def test_a_restricted_file_is_opened_with_a_reason(desk: Desk) -> None:
    desk.file_audits.draw(TODAY, 10)
    file = files(desk)["C1"]
    desk.audited_files.note(file.id, "to be kept")
    desk.restricted.restrict(file.client, "known in the town")
    strange = space_of(desk, AUDITOR, Role.LEAD)
    seen = files(desk, strange)["C1"]
    assert seen.is_withheld
    assert not seen.checks
    assert "to be kept" not in repr(seen)
    with pytest.raises(ReasonNeeded):
        AuditedFiles(strange).answer(file.id, "plan", "yes")
    with pytest.raises(ReasonNeeded):
        FileAudits(strange).exchange(files(desk, strange)["C2"].id, "wanted", file.client)
    assert "to be kept" not in repr(audit_blocks(FileAudits(strange).paper(1)))


def test_on_paper_nobody_is_named(desk: Desk) -> None:
    desk.file_audits.draw(TODAY, 10, "Sage One was away")
    file = files(desk)["C2"]
    desk.audited_files.find(file.id, "Benet and Sela to agree it; ask Larch", TODAY, 1)
    text = repr(audit_blocks(desk.file_audits.paper(1)))
    for name in ("Benet", "Larch", "Sage", "Sela", "Annis", "Northgate"):
        assert name not in text
    assert "C2 and S2 to agree it; ask C2" in text
    assert "S1 was away" in text
    assert blank_checklist()


def test_over_time_by_month_by_check_and_by_person(desk: Desk) -> None:
    desk.file_audits.draw(TODAY - 60 * DAY, 10)
    answer_all(desk)
    desk.file_audits.draw(TODAY, 1, seed=1)
    (file,) = (one for one in files(desk).values() if one.staff == "Sage One")
    desk.audited_files.answer(file.id, "plan", "no")
    desk.audited_files.answer(file.id, "talks", "not applicable")
    trend = desk.file_audits.trend()
    shares = {one.first: (one.audits, one.share.yes, one.share.of) for one in trend.months}
    assert len(shares) == 12
    assert shares[date(2026, 9, 1)] == (1, 60, 60)
    assert shares[date(2026, 10, 1)] == (0, 0, 0)
    assert shares[date(2026, 11, 1)] == (1, 0, 1)
    by_check = {check.key: (share.yes, share.of) for check, share in trend.checks}
    assert (by_check["plan"], by_check["talks"]) == ((6, 7), (6, 6))
    assert [name for _, name in trend.people] == ["Sage One", "Sela Two"]
    own = desk.file_audits.trend(1)
    assert (own.share.yes, own.share.of) == (40, 41)
    person = FileAudits(space_of(desk, OTHER, Role.PRACTITIONER))
    assert [name for _, name in person.trend().people] == ["Sela Two"]
    assert person.trend(2).share.yes == 10
    with pytest.raises(NotAllowed, match="a colleague"):
        person.trend(1)
    with pytest.raises(NotAllowed):
        FileAudits(space_of(desk, AUDITOR, Role.AUDITOR)).trend(1)
