"""Risk together: the person first and locked, the staff beside them, differences, reviews, who may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipsdesk.errors import CannotRun, ChangedSince, NotSaved, ReasonNeeded
from ipsdesk.models import Risk
from ipsdesk.rules.periods import free_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain, Typed
from ipsdesk.services.profiles import Difference
from ipsdesk.services.records import RecordRef
from ipsdesk.services.risk import OwnPart, Risks, StaffPart
from ipsdesk.services.risk_points import OWN, POINTS
from ipsdesk.services.risk_sealed import sealed_in
from ipsdesk.services.roles import Actor, Role, Workspace
from ipsdesk.services.saving import Saving, record_at
from ipsdesk.services.today import Today
from ipsdesk.services.today_lines import Scope, TodayKind
from tests.services.records_books import annis
from tests.units import TODAY, bring_in, rows_of, write_book

OWN_TEXTS = {"own_view": "I know my signs.", "strengths": "I am kind.", "early_signs": "I go quiet."}
STAFF_VALUES: dict[str, Plain] = {
    "staff_view": "Settled.",
    "agreed_view": "agree",
    "agreed_strengths": "disagree",
    "staff_early_signs": "Stays in bed.",
    "agreed_early_signs": "partly",
    "took_part": ["Annis", "Priya Meadows"],
    "workplace_visit": "Loud voices upset her.",
    "review_on": TODAY + timedelta(days=90),
}


def say(desk: Desk, *, closes: bool = True, **texts: str) -> None:
    """The person's part as it stands, with these words."""
    form = desk.risk.own_form(annis(desk).id)
    desk.risk.save_own(OwnPart(form.client, form.id, form.version, texts or OWN_TEXTS, closes))


def answer(desk: Desk, **values: Plain) -> None:
    """The staff's part beside it."""
    form = desk.risk.staff_form(annis(desk).id)
    desk.risk.save_staff(StaffPart(form.client, form.id, form.version, {**STAFF_VALUES, **values}))


def on_day(desk: Desk, day: date) -> Risks:
    """The service as it is on another day."""
    return Risks(replace(desk.workspace, today=lambda: day))


def as_role(desk: Desk, role: Role, account: int = 2) -> Workspace:
    """The same desk with somebody else at it."""
    return replace(desk.workspace, actor=Actor(account, "Other", role))


def test_what_the_person_said_is_kept_and_then_locked(two: Desk) -> None:
    client = annis(two).id
    say(two, closes=False, own_view="I know my signs.")
    form = two.risk.own_form(client)
    assert (form.begins_from, form.texts["own_view"]) == (None, "I know my signs.")
    say(two)
    (version,) = two.risk.page(client).versions
    assert version.own_closed_on == TODAY
    with pytest.raises(CannotRun, match="finished"):
        two.risk.save_own(OwnPart(client, version.id, version.version, {"own_view": "Other"}, closes=False))
    with pytest.raises(ValueError, match="service of its own"):
        two.editing.save(Typed("risk", version.id, version.version, {"own_view": "Other"}))
    with pytest.raises(CannotRun, match="finished"):
        two.records.undo_last()
    assert rows_of(two, "SELECT own_view FROM risks") == [("I know my signs.",)]


def test_nothing_can_not_be_finished(two: Desk) -> None:
    with pytest.raises(NotSaved, match="Nothing is written"):
        say(two, own_view="  ")
    assert rows_of(two, "SELECT count(*) FROM risks") == [(0,)]


def test_staff_stand_beside_the_person_and_differences_are_told(two: Desk) -> None:
    say(two)
    answer(two)
    (version,) = two.risk.page(annis(two).id).versions
    assert [one.point.title for one in version.differing] == ["Strengths", "Early signs"]
    assert (version.staff_on, version.staff_first, version.took_part) == (
        TODAY, "", ("Annis", "Priya Meadows")
    )  # fmt: skip
    assert two.risk.page(annis(two).id).versions[0].points[0].own == "I know my signs."
    answer(two, staff_view="Settled and looking ahead.")
    assert two.risk.page(annis(two).id).versions[0].points[0].staff == "Settled and looking ahead."


def test_staff_write_first_only_with_a_reason_and_that_is_marked(two: Desk) -> None:
    with pytest.raises(NotSaved) as refused:
        answer(two)
    assert set(refused.value.problems) == {"staff_first"}
    answer(two, staff_first="She asked us to begin.")
    version = two.risk.page(annis(two).id).versions[0]
    assert (version.staff_first, version.own_closed_on) == ("She asked us to begin.", None)
    say(two)
    (after,) = two.risk.page(annis(two).id).versions
    assert (after.own_closed_on, after.points[0].staff) == (TODAY, "Settled.")


def test_a_review_begins_with_the_last_version_and_ends_it(two: Desk) -> None:
    client, later = annis(two).id, TODAY + timedelta(days=92)
    say(two)
    answer(two)
    risk = on_day(two, later)
    form = risk.own_form(client)
    assert (form.id, form.begins_from, form.texts["strengths"]) == (None, TODAY, "I am kind.")
    texts = {**OWN_TEXTS, "strengths": "I am kind and on time."}
    risk.save_own(OwnPart(client, None, 0, texts, closes=True))
    newest, before = risk.page(client).versions
    assert (newest.on_date, newest.has_staff, before.reviewed_on) == (later, False, later)
    begins = risk.staff_form(client).values
    assert (begins["staff_view"], begins["workplace_visit"]) == ("Settled.", "Loud voices upset her.")
    assert "agreed_view" not in begins
    told = {one.title: one.difference for one in risk.compare(before.id, newest.id)}
    assert told["Strengths: the person"] is Difference.CHANGED
    assert told["Early signs: the person"] is Difference.SAME
    assert told["Early signs: staff"] is Difference.TAKEN_OUT


def test_two_people_writing_at_once_lose_nothing(two: Desk) -> None:
    client = annis(two).id
    seen = two.risk.own_form(client)
    say(two, closes=False, own_view="Mine")
    with pytest.raises(ChangedSince):
        two.risk.save_own(OwnPart(client, None, seen.version, {"own_view": "Theirs"}, closes=True))
    form = two.risk.own_form(client)
    say(two, closes=False, own_view="Mine again")
    with pytest.raises(ChangedSince):
        two.risk.save_own(OwnPart(client, form.id, form.version, {"own_view": "Theirs"}, closes=True))


def test_a_review_before_the_staffs_part_and_a_day_to_come_are_refused(two: Desk) -> None:
    say(two)
    with pytest.raises(NotSaved) as refused:
        answer(two, review_on=TODAY - timedelta(days=1))
    assert set(refused.value.problems) == {"review_on"}
    with pytest.raises(NotSaved) as refused:
        answer(two, staff_on=TODAY + timedelta(days=1))
    assert set(refused.value.problems) == {"staff_on"}


def test_a_restricted_record_asks_for_a_reason_and_an_auditor_reads_no_words(two: Desk) -> None:
    client = annis(two).id
    say(two)
    answer(two)
    auditor = Risks(as_role(two, Role.AUDITOR)).page(client)
    version = auditor.versions[0]
    assert not auditor.told
    assert (version.workplace_visit, version.took_part, {one.own for one in version.points}) == ("", (), {""})
    assert len(version.differing) == 2
    two.restricted.restrict(client, "works on this ward")
    other = Risks(as_role(two, Role.PRACTITIONER))
    for ask in (other.page, other.own_form, other.staff_form, other.note_viewed):
        with pytest.raises(ReasonNeeded):
            ask(client)
    (note,) = other.before_visit([client])
    assert (note.is_kept, note.words) == (True, "")


def test_that_it_was_looked_at_is_noted_once_in_ten_minutes(two: Desk) -> None:
    client = annis(two).id
    assert not two.risk.note_viewed(client)  # there is nothing to look at
    say(two)
    assert two.risk.note_viewed(client)
    assert not two.risk.note_viewed(client)
    assert rows_of(two, "SELECT count(*) FROM audit_entries WHERE kind = 'risk' AND action = 'viewed'") == [
        (1,)
    ]


def test_before_a_visit_the_newest_words_are_told(two: Desk) -> None:
    client = annis(two).id
    say(two)
    assert two.risk.before_visit([client]) == ()
    answer(two)
    (note,) = two.risk.before_visit([client, client])
    assert (note.name, note.words, note.on_date) == ("Annis Fold", "Loud voices upset her.", TODAY)


def test_a_review_waits_on_today_until_a_new_version_is_begun(two: Desk) -> None:
    client = annis(two).id
    say(two)
    answer(two, review_on=TODAY + timedelta(days=7))

    def waits(day: date) -> list[str]:
        found = Today(replace(two.workspace, today=lambda: day)).lines(Scope.EVERYONE).lines
        return [line.second for line in found if line.kind is TodayKind.RISK_REVIEW]

    assert [words.split(" · ")[0] for words in waits(TODAY)] == ["Sun 29 Nov"]
    later = TODAY + timedelta(days=8)
    assert waits(later) == ["was due Sun 29 Nov"]
    on_day(two, later).save_own(OwnPart(client, None, 0, OWN_TEXTS, closes=False))
    assert waits(later) == []


def test_history_tells_both_parts(two: Desk) -> None:
    say(two)
    answer(two)
    version = two.risk.page(annis(two).id).versions[0]
    assert len(two.records.history(RecordRef("risk", version.id))) == 2


def test_the_figure_of_own_views_follows(two: Desk) -> None:
    period = free_period(TODAY, TODAY)
    before = two.figures.scorecard(period)["risk.own_view"].value
    say(two)
    after = two.figures.scorecard(period)["risk.own_view"].value
    assert (before, after) == (Fraction(0), Fraction(1, 2))


def test_an_import_does_not_change_what_was_finished(two: Desk, tmp_path: Path) -> None:
    say(two)
    ((uuid,),) = rows_of(two, "SELECT uuid FROM risks")
    heads = ["Record ID", "Client ID", "Date", "Own view", "Staff view"]
    book = write_book(tmp_path / "risk.xlsx", {"Risk": (heads, [uuid, "C1", TODAY, "Other words", "Ours"])})
    report = bring_in(two, book)
    assert [(one.cell, "finished" in one.text) for one in report.problems] == [("D2", True)]
    same = write_book(
        tmp_path / "same.xlsx", {"Risk": (heads, [uuid, "C1", TODAY, OWN_TEXTS["own_view"], "Ours"])}
    )
    assert bring_in(two, same).problems == ()
    assert rows_of(two, "SELECT own_view, staff_view FROM risks") == [(OWN_TEXTS["own_view"], "Ours")]


@given(
    name=st.sampled_from([*OWN, "own_closed_on", "staff_view", "review_on", "agreed_view"]),
    value=st.none() | st.text(max_size=5),
    closed=st.booleans(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_what_the_person_finished_is_sealed(name: str, value: str | None, closed: bool) -> None:
    record = dict.fromkeys(OWN, "said") | {"own_closed_on": TODAY if closed else None}
    record |= {"staff_view": "said", "review_on": None, "agreed_view": None}
    sealed = sealed_in(Risk, record, {name: value})
    belongs = name in OWN or name == "own_closed_on"
    assert sealed == ([name] if closed and belongs and value != record[name] else [])


def test_whoever_writes_can_not_change_what_was_finished(two: Desk) -> None:
    say(two)
    with two.workspace.transactions.begin() as connection:
        record = record_at(connection, Risk, 1)
        saving = Saving(two.workspace, connection, "anything")
        for point in POINTS:
            with pytest.raises(CannotRun):
                saving.alter(Risk, record, {point.own: "Something else"})
        saving.alter(Risk, record, {"staff_view": "Ours"})
