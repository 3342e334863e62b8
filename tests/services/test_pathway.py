"""The way of a person: each step taken, refused where it can't be, undone, and counted as measures say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from ipsdesk.errors import CannotRun, NotSaved, ReasonNeeded
from ipsdesk.rules.codes import NOT_READY, OUT_OF_WORK
from ipsdesk.rules.pathway import LOST_CONTACT, MISSED, OTHER
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import SavedRecord, Typed
from ipsdesk.services.pathway import CheckKind, Pathway, Step
from ipsdesk.services.records import RecordRef
from ipsdesk.services.roles import Actor, Role
from tests.services.records_books import annis, ref
from tests.units import TODAY, rows_of

DAY = timedelta(days=1)
RECEIVED = TODAY - 30 * DAY


@pytest.fixture
def cora(two: Desk) -> int:
    """Somebody who was never referred."""
    return add(two, "client", reference="C9", name="Cora Reed")


def add(desk: Desk, family: str, **values: object) -> int:
    """A new record."""
    return desk.editing.save(Typed(family, None, 0, values)).id  # type: ignore[arg-type]


def staff(desk: Desk) -> int:
    """The one member of staff."""
    return ref(desk, "staff", "staff", "reference = 'S1'").id


def figure(desk: Desk, key: str) -> object:
    """What one figure of the last 60 days is."""
    period = parse_period(f"{TODAY - 60 * DAY}..{TODAY}")
    return {one.key: one.value for one in desk.figures.scorecard(period).figures}[key]


def started(desk: Desk, client: int) -> int:
    """A referral of this person, accepted and begun."""
    episode = desk.pathway.refer(client, RECEIVED, "self").id
    desk.pathway.accept(episode, RECEIVED + 2 * DAY)
    desk.pathway.start(episode, RECEIVED + 5 * DAY, OUT_OF_WORK)
    return episode


def problems(act: Callable[[], object]) -> dict[str, str]:
    """What is said at the fields."""
    with pytest.raises(NotSaved) as refused:
        act()
    return refused.value.problems


def test_the_whole_way_is_saved_step_by_step_and_counted(two: Desk, cora: int) -> None:
    way, before = two.pathway, figure(two, "access.referrals")
    episode = way.refer(cora, RECEIVED, "GP", RECEIVED, "leaflet").id
    assert figure(two, "access.referrals") == int(str(before)) + 1
    way.accept(episode, RECEIVED + 2 * DAY)
    assert figure(two, "access.accepted") == 1
    way.start(episode, RECEIVED + 6 * DAY, OUT_OF_WORK)
    assert (figure(two, "access.started"), figure(two, "access.days_to_start")) == (1, 4)
    way.hand_over(episode, staff(two), TODAY - 10 * DAY)
    assert way.standing(cora).specialist == "Priya Meadows"
    way.pause(episode, "leave", TODAY - 5 * DAY)
    assert way.standing(cora).paused == "leave"
    assert figure(two, "caseload.working") == 3
    way.resume(episode, TODAY)
    assert way.standing(cora).paused is None
    closed = way.close(episode, TODAY, "moved away", agreed=True)
    assert closed.done.words == "Closed: referral R4 for Cora Reed"
    assert figure(two, "caseload.working") == 2
    again = way.refer_again(cora, TODAY, "self").id
    assert again != episode
    assert rows_of(two, f"SELECT reference, closure_agreed FROM episodes WHERE client_id = {cora}") == [
        ("R4", 1),
        ("R5", None),
    ]


def test_each_step_is_one_change_that_undo_takes_back(two: Desk, cora: int) -> None:
    whole = "SELECT accepted_on, declined_on, started_on, closed_on, staff_id FROM episodes ORDER BY id"
    dated = "SELECT fact, from_on, value, staff_id FROM changes WHERE removed_at IS NULL ORDER BY id"
    episode = two.pathway.refer(cora, RECEIVED, None).id
    way = two.pathway
    steps: list[Callable[[], SavedRecord]] = [
        lambda: way.accept(episode, RECEIVED),
        lambda: way.start(episode, RECEIVED, OUT_OF_WORK),
        lambda: way.hand_over(episode, staff(two), TODAY),
        lambda: way.pause(episode, "leave", TODAY),
        lambda: way.resume(episode, TODAY),
        lambda: way.close(episode, TODAY, "retired"),
    ]
    for step in steps:
        before = rows_of(two, whole), rows_of(two, dated)
        step()
        assert (rows_of(two, whole), rows_of(two, dated)) != before
        two.records.undo_last()
        assert (rows_of(two, whole), rows_of(two, dated)) == before
        step()


def test_a_handover_keeps_who_it_was_before(two: Desk, cora: int) -> None:
    other = add(
        two, "staff", reference="S2", name="Tom Ellery", role="employment specialist", started_on=RECEIVED
    )
    episode = started(two, cora)
    two.pathway.hand_over(episode, staff(two), RECEIVED)
    two.pathway.hand_over(episode, other, TODAY)
    assert two.pathway.standing(cora).specialist == "Tom Ellery"
    assert rows_of(
        two, f"SELECT from_on, staff_id FROM changes WHERE episode_id = {episode} ORDER BY from_on"
    ) == [(RECEIVED.isoformat(), staff(two)), (TODAY.isoformat(), other)]
    assert "named specialist already" in problems(
        lambda: two.pathway.hand_over(episode, other, TODAY)
    )["staff"]  # fmt: skip


def test_days_in_the_wrong_order_are_said_at_their_field(two: Desk, cora: int) -> None:
    way, episode = two.pathway, two.pathway.refer(cora, RECEIVED, None).id
    assert (
        "before the day the referral was received"
        in problems(lambda: way.accept(episode, RECEIVED - DAY))["on"]
    )
    assert "in the future" in problems(lambda: way.accept(episode, TODAY + DAY))["on"]
    way.accept(episode, RECEIVED + 3 * DAY)
    assert (
        "before the day it was accepted" in problems(lambda: way.start(episode, RECEIVED, OUT_OF_WORK))["on"]
    )
    way.start(episode, RECEIVED + 4 * DAY, OUT_OF_WORK)
    way.pause(episode, "leave", TODAY - 3 * DAY)
    assert "before the day it was paused" in problems(lambda: way.resume(episode, TODAY - 4 * DAY))["on"]
    assert (
        "before the day it was paused"
        in problems(lambda: way.close(episode, RECEIVED + DAY, "retired"))["on"]
    )
    assert rows_of(two, f"SELECT closed_on FROM episodes WHERE id = {episode}") == [(None,)]


def test_only_what_fits_how_the_referral_stands_can_be_done(two: Desk, cora: int) -> None:
    way = two.pathway

    def on() -> set[Step]:
        standing = way.standing(cora)
        return {step for step in Step if not standing.why_not(step)}

    assert on() == {Step.REFER}
    episode = way.refer(cora, RECEIVED, None).id
    assert on() == {Step.ACCEPT, Step.DECLINE, Step.HAND_OVER}
    way.accept(episode, RECEIVED)
    assert on() == {Step.START, Step.HAND_OVER, Step.CLOSE}
    way.start(episode, RECEIVED, OUT_OF_WORK)
    assert on() == {Step.HAND_OVER, Step.PAUSE, Step.CLOSE}
    way.pause(episode, "leave", TODAY)
    assert on() == {Step.HAND_OVER, Step.RESUME, Step.CLOSE}
    way.close(episode, TODAY, "retired")
    assert on() == {Step.REFER_AGAIN}
    with pytest.raises(CannotRun, match="was closed on 22 November 2026"):
        way.accept(episode, TODAY)


def test_a_second_referral_is_refused_while_one_is_open(two: Desk, cora: int) -> None:
    started(two, cora)
    for refer in (two.pathway.refer, two.pathway.refer_again):
        with pytest.raises(CannotRun, match="under way"):
            refer(cora, TODAY, None)


def test_a_new_referral_may_not_begin_before_the_former_ended(two: Desk, cora: int) -> None:
    two.pathway.close(started(two, cora), TODAY, "retired")
    said = problems(lambda: two.pathway.refer_again(cora, TODAY - DAY, None))
    assert "open at that time" in said["received_on"]


def test_not_ready_may_be_chosen_and_is_marked_as_against_zero_exclusion(two: Desk, cora: int) -> None:
    episode = two.pathway.refer(cora, RECEIVED, None).id
    two.pathway.decline(episode, TODAY, NOT_READY)
    assert figure(two, "access.not_ready") == 1
    (row,) = [one for one in two.caseload.people().people if one.client == cora]
    assert [flag.words for flag in row.flags] == ["Declined as not ready: against zero exclusion"]


def test_another_reason_is_kept_in_ones_own_words(two: Desk, cora: int) -> None:
    episode = two.pathway.refer(cora, RECEIVED, None).id
    assert problems(lambda: two.pathway.decline(episode, TODAY, OTHER))["words"]
    two.pathway.decline(episode, TODAY, OTHER, " Joined the navy ")
    assert rows_of(two, f"SELECT decline_reason FROM episodes WHERE id = {episode}") == [("Joined the navy",)]


def test_missed_appointments_alone_never_close_a_referral(two: Desk, cora: int) -> None:
    episode, way = started(two, cora), two.pathway
    for reason, words, field in (
        (MISSED, "", "reason"),
        (LOST_CONTACT, "", "reason"),
        (OTHER, "DNA x 3", "words"),
    ):
        said = problems(partial(way.close, episode, TODAY, reason, words=words))
        assert "fidelity item 25" in said[field]
        assert "Record each attempt" in said[field]
    contact = {"on_date": TODAY, "kind": "client", "attended": False, "outreach": True}
    add(two, "contact", **contact, client_ids=[str(cora)])
    assert "1 outreach attempt is documented" in problems(lambda: way.close(episode, TODAY, MISSED))["reason"]
    way.close(episode, TODAY, LOST_CONTACT)
    assert way.standing(cora).closed_on == TODAY


def test_what_is_still_under_way_is_told_before_closing(two: Desk, cora: int) -> None:
    episode = started(two, cora)
    kinds = {CheckKind.OUTREACH}
    assert {check.kind for check in two.pathway.checks_before_closing(episode)} == kinds
    of_cora = {"client_id": str(cora)}
    add(two, "activity", **of_cora, reference="A7", kind="paid job", title="Baker", started_on=TODAY - DAY)
    add(
        two, "activity", **of_cora, reference="A8", kind="paid job", started_on=RECEIVED, ended_on=TODAY - DAY
    )
    add(two, "plan", **of_cora, agreed_on=TODAY - DAY, next_review_on=TODAY + DAY)
    add(two, "plan", **of_cora, agreed_on=TODAY - DAY, next_review_on=TODAY - DAY, reviewed_on=TODAY)
    action = add(two, "plan action", **of_cora, added_on=TODAY, action="Write a CV", due_on=TODAY)
    add(two, "contact", on_date=TODAY, kind="client", client_ids=[str(cora)], next_action="Ring the baker")
    assert [check.words for check in two.pathway.checks_before_closing(episode)] == [
        "Still in a job: Baker, since 21 November 2026",
        "Plan of 21 November 2026: its review is due on 23 November 2026",
        "Not done: Write a CV, due 22 November 2026",
        "Not done: Ring the baker",
        "No outreach is documented: lost contact can't be the reason",
    ]
    two.pathway.mark_done(RecordRef("plan action", action))
    assert "Write a CV" not in str(two.pathway.checks_before_closing(episode))
    two.pathway.mark_done(RecordRef("plan action", action))
    assert "Write a CV" in str(two.pathway.checks_before_closing(episode))


def test_a_restricted_record_is_opened_with_a_reason_first(two: Desk) -> None:
    client = annis(two).id
    two.restricted.restrict(client, "Works for the unit")
    episode = ref(two, "referral", "episodes", "reference = 'R2'").id
    way = Pathway(replace(two.workspace, actor=Actor(7, "Somebody else", Role.LEAD)))
    for act in (
        lambda: way.standing(client),
        lambda: way.plan(client),
        lambda: way.contacts(client),
        lambda: way.checks_before_closing(episode),
        lambda: way.pause(episode, "leave", TODAY),
        lambda: way.refer_again(client, TODAY),
        lambda: way.hand_over(episode, staff(two), TODAY),
    ):
        with pytest.raises(ReasonNeeded):
            act()


def test_somebody_who_is_here_already_is_found_while_typing(two: Desk) -> None:
    add(
        two,
        "client",
        reference="C9",
        name="Zoë O'Hara-Quill",
        nhs_number="9990000018",
        born_on=date(1990, 5, 4),
    )
    find = two.pathway.similar_people
    assert [one.why for one in find("Quill, Zoe O Hara")] == ["the same name"]
    assert [one.why for one in find("Zoe Ohara Quil")] == ["a name like it"]
    assert [one.why for one in find("Somebody Else", "999 000 0018")] == ["the same NHS number"]
    assert [one.why for one in find("", "", date(1990, 5, 4))] == ["born on 4 May 1990 too"]
    assert find("Theodore Vance", "", date(1991, 1, 1)) == ()
    assert find("") == ()


def test_people_who_were_removed_or_are_restricted_are_found_too(two: Desk) -> None:
    two.restricted.restrict(annis(two).id, "Works for the unit")
    way = Pathway(replace(two.workspace, actor=Actor(7, "Somebody else", Role.LEAD)))
    (found,) = way.similar_people("Annis Fold")
    assert (found.reference, found.name, found.why) == ("C1", "Restricted record", "")
    two.restricted.open_with_reason(annis(two).id, "To remove it")
    two.records.remove(annis(two), "Entered by mistake")
    (found,) = way.similar_people("Annis Fold")
    assert (found.name, found.is_removed) == ("Restricted record", True)
    two.records.remove(ref(two, "client", "clients", "reference = 'C2'"), "Entered by mistake")
    (found,) = way.similar_people("Benet Larch")
    assert (found.name, found.is_removed) == ("Benet Larch", True)
