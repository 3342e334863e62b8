"""A return is submitted under a number and stays as it was sent; what changes later is asked for and told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import AmendmentReasonNeeded, CannotRun
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.amending import because
from ipsdesk.services.amendments_told import amendments_told
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef
from ipsdesk.services.scorecards_scope import EVERYBODY
from ipsdesk.services.submissions import Form, ReturnFile
from tests.services.hours_books import a_unit_at_work
from tests.units import SAMPLES, bring_in, copy_unit, rows_of, sit_down, write_book

QUARTER, NEXT = parse_period("2026-27 Q1"), parse_period("2026-27 Q2")
SENT = [ReturnFile("Return.xlsx", Form.WORKBOOK, b"as sent"), ReturnFile("Return.pdf", Form.PDF, b"on paper")]
JOB = (
    "SELECT jobs.id FROM activities AS jobs JOIN return_rows AS kept ON kept.subject_uuid = jobs.uuid "
    "WHERE kept.key = 'jobs.started' AND kept.state = 'counted' AND jobs.removed_at IS NULL LIMIT 1"
)
COUNTED_AS_WOMAN = (
    "SELECT people.reference, people.name FROM clients AS people JOIN return_rows AS kept "
    "ON kept.subject_uuid = people.uuid WHERE kept.key = 'profile.gender' AND kept.band = 'female' LIMIT 1"
)

pytestmark = pytest.mark.skipif(
    not SAMPLES.exists(), reason="the shared samples are not beside this checkout"
)


@pytest.fixture(scope="module")
def oak(empty_unit: Path, tmp_path_factory: Any) -> Path:
    """A closed unit filled from the sample workbook, with one quarter submitted; copy it, never open it."""
    unit = copy_unit(empty_unit, tmp_path_factory.mktemp("oak") / "Larkrise.ipsdesk")
    with sit_down(unit) as desk:
        assert bring_in(desk, SAMPLES / "oak-unit.xlsx").written
        draft = desk.submissions.begin(NEXT)
        desk.submissions.narrate(draft, "access", "A quiet summer.")
        assert desk.submissions.submit(draft, SENT) == 1
    return unit


@pytest.fixture
def submitted(oak: Path, tmp_path: Path) -> Iterator[Desk]:
    """An open desk at a copy of it."""
    with sit_down(copy_unit(oak, tmp_path / "Larkrise.ipsdesk")) as desk:
        yield desk


def a_job(desk: Desk) -> RecordRef:
    """A job whose start stands in the return."""
    return RecordRef("activity", rows_of(desk, JOB)[0][0])


def submit_again(desk: Desk) -> int:
    """Another return of the same quarter."""
    return desk.submissions.submit(desk.submissions.begin(NEXT), SENT)


def test_a_draft_goes_on_where_it_was_left_and_is_sent_once(submitted: Desk) -> None:
    returns = submitted.submissions
    draft = returns.begin(QUARTER)
    returns.narrate(draft, "jobs", "Two new employers.")
    assert returns.begin(QUARTER, profile=Profile.OPEN) == draft
    assert returns.draft(draft).narratives == {"jobs": "Two new employers."}
    assert returns.draft(draft).submission.profile is Profile.OPEN
    assert returns.submit(draft, SENT) == 2
    with pytest.raises(CannotRun, match="Return 2 was submitted and stays as it is"):
        returns.narrate(draft, "jobs", "Another thing.")


def test_what_was_sent_stays_and_every_change_is_asked_for_and_told(submitted: Desk) -> None:
    returns, job = submitted.submissions, a_job(submitted)
    with pytest.raises(AmendmentReasonNeeded) as asked:
        submitted.records.remove(job, "entered twice")
    assert any("Job starts" in line for line in asked.value.touches)
    assert rows_of(submitted, JOB)[0][0] == job.id, "nothing was written"
    with because("was entered twice"):
        submitted.records.remove(job, "entered twice")
    assert returns.files(1) == tuple(SENT)
    (told,) = [one for one in returns.amendments(1) if one.key == "jobs.started"]
    assert (told.before, told.after, told.why) == ("counted", "not in it", "was entered twice")
    assert told.reference.startswith("C")
    beside = returns.compare(1)
    assert {(one.key, one.reference, one.today) for one in beside.rows} == {
        (one.key, one.reference, one.after) for one in returns.amendments(1)
    }
    assert {one.key for one in beside.figures if one.differs} <= {one.key for one in beside.rows}


def test_a_change_taken_back_leaves_nothing_that_differs(submitted: Desk) -> None:
    with because("was entered twice"):
        submitted.records.remove(a_job(submitted), "entered twice")
    with pytest.raises(AmendmentReasonNeeded):
        submitted.records.undo_last()
    with because("was right after all"):
        submitted.records.undo_last()
    assert submitted.submissions.compare(1).rows == ()
    assert {one.why for one in submitted.submissions.amendments()} == {
        "was entered twice",
        "was right after all",
    }


def test_the_next_return_tells_of_changes_once_and_protects_them(submitted: Desk) -> None:
    job = a_job(submitted)
    with because("was entered twice"):
        submitted.records.remove(job, "entered twice")
        submitted.records.undo_last()
        submitted.records.remove(job, "entered twice")
    with submitted.workspace.transactions.read() as connection:
        inside, others, public = (
            amendments_told(connection, profile, EVERYBODY)
            for profile in (Profile.INTERNAL, Profile.COMMISSIONER, Profile.OPEN)
        )
    assert inside.rows == submitted.submissions.untold()
    assert others.rows == public.rows == ()
    (starts,) = [one for one in others.figures if one.measure.key == "jobs.started"]
    assert starts.rows == 1
    assert starts.submitted is not None
    assert starts.now is not None
    assert starts.submitted.value == starts.now.value + 1  # type: ignore[operator]
    assert {(one.submitted, one.now, one.rows, one.why) for one in public.figures} == {(None, None, None, ())}
    assert submit_again(submitted) == 2
    assert submitted.submissions.untold() == ()
    assert {one.told_in for one in submitted.submissions.amendments(1)} == {2}
    assert [one.superseded_by for one in submitted.submissions.list()] == [None, 2]
    assert submitted.submissions.files(1) == tuple(SENT), "resubmission keeps both"


def test_a_reason_names_nobody(submitted: Desk) -> None:
    ((name,),) = rows_of(submitted, "SELECT name FROM clients WHERE removed_at IS NULL LIMIT 1")
    with because(f"{name} said so"), pytest.raises(AmendmentReasonNeeded) as asked:
        submitted.records.remove(a_job(submitted), "entered twice")
    assert "without a name" in asked.value.problem


def test_an_import_asks_once_for_all_of_it_and_so_does_its_undoing(submitted: Desk, tmp_path: Path) -> None:
    ((client, name),) = rows_of(submitted, COUNTED_AS_WOMAN)
    rows = [("Client ID", "Name", "Gender"), (client, name, "male")]
    book = write_book(tmp_path / "again.xlsx", {"Clients": rows})
    with pytest.raises(AmendmentReasonNeeded):
        bring_in(submitted, book)
    assert not bring_in(submitted, book, dry_run=True).problems
    with because("asked again"):
        assert bring_in(submitted, book).written
    with pytest.raises(AmendmentReasonNeeded):
        submitted.intake.undo(submitted.intake.imports()[0].id)
    assert {(one.reference, one.before, one.after) for one in submitted.submissions.amendments()} == {
        (client, "counted, female", "counted, male")
    }


def test_the_second_person_approves(submitted: Desk, oak: Path) -> None:
    with pytest.raises(CannotRun, match="You prepared return 1"):
        submitted.submissions.approve(1)
    with submitted.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE returns SET prepared_by = NULL WHERE number = 1")
    assert submitted.submissions.approve(1).approved_by == "First Manager"
    with pytest.raises(CannotRun, match="approved already"):
        submitted.submissions.approve(1)


def test_what_cannot_be_submitted_says_why(submitted: Desk) -> None:
    returns = submitted.submissions
    with pytest.raises(CannotRun, match="goes on until 31 December 2026"):
        returns.submit(returns.begin(parse_period("2026-27 Q3")), SENT)
    with pytest.raises(CannotRun, match=r"no submitted return with the number 9\. The last one is number 1"):
        returns.files(9)
    with pytest.raises(CannotRun, match="There is no file"):
        returns.submit(returns.begin(QUARTER), [])
    with submitted.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("INSERT INTO settings (name, value) VALUES ('practice', 'yes')")
    with pytest.raises(CannotRun, match="practice unit"):
        submit_again(submitted)


def test_what_went_out_is_listed_with_profile_and_fingerprint(submitted: Desk) -> None:
    (sent,) = [one for one in submitted.trail.gone_out() if one.how == "submitted a return"]
    assert (sent.what, sent.filter, sent.profile) == ("return 1", "2026-27 Q2", "commissioner")
    assert all(file.sha256 in sent.sha256 for file in SENT)
    assert sent.who == "First Manager"


def test_a_unit_that_never_submitted_is_not_asked(desk: Desk, tmp_path: Path) -> None:
    a_unit_at_work(desk, tmp_path)
    assert desk.submissions.list() == ()
    assert desk.submissions.amendments() == ()


def test_a_newer_program_counts_otherwise_and_asks_nobody(oak: Path, tmp_path: Path) -> None:
    unit = copy_unit(oak, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit) as desk, desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE settings SET value = '2025.9' WHERE name LIKE 'returns counted by%'"
        )
        connection.exec_driver_sql("UPDATE return_rows SET amount = amount + 1 WHERE key = 'retention.kept'")
    with sit_down(unit) as desk:
        assert {one.key for one in desk.submissions.amendments()} == {"retention.kept"}
        assert {(one.who, one.why[:22]) for one in desk.submissions.amendments()} == {
            ("", "Counted by definitions")
        }
    with sit_down(unit) as desk:
        noted = len(desk.submissions.amendments())
        with because("was entered twice"):
            desk.records.remove(a_job(desk), "entered twice")
        assert "retention.kept" not in {one.key for one in desk.submissions.amendments()[:-noted]}
