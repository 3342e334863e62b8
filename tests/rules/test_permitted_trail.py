"""The way of form PW1: what comes next, and each concern at the day it begins and ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ipsdesk.rules.permitted_trail import Concern, Notice, Trail, TrailEvent, TrailStep, trail_of

SENT, TODAY = date(2026, 3, 2), date(2026, 6, 1)
CHECKED = TrailEvent(TrailStep.CHECKED, date(2026, 2, 20), by="Hannah Orchard")


def on(step: TrailStep, days: int, decision: str | None = None) -> TrailEvent:
    """So many days after PW1 was sent."""
    return TrailEvent(step, SENT + timedelta(days=days), decision)


def trail(
    *events: TrailEvent,
    category: str = "higher",
    sent: date | None = SENT,
    first_shift: date | None = date(2026, 3, 9),
    changes: tuple[tuple[date, str], ...] = (),
    supported_by: str | None = None,
) -> Trail:
    return trail_of(Notice(category, supported_by, first_shift, sent, events, changes), TODAY)


def concerns(found: Trail) -> list[Concern]:
    return [told.concern for told in found.concerns]


DECIDED = (CHECKED, on(TrailStep.ACKNOWLEDGED, 5), on(TrailStep.DECISION, 20, "permitted"))


def test_the_way_goes_on_step_by_step() -> None:
    assert trail(sent=None).next is TrailStep.CHECKED
    assert trail(CHECKED, sent=None).next is TrailStep.SENT
    assert trail(CHECKED).next is TrailStep.ACKNOWLEDGED
    assert trail(CHECKED, on(TrailStep.ACKNOWLEDGED, 5)).next is TrailStep.DECISION
    decided = trail(*DECIDED)
    assert (decided.next, decided.concerns) == (None, ())
    assert [event.step for event in decided.steps] == [
        TrailStep.CHECKED, TrailStep.SENT, TrailStep.ACKNOWLEDGED, TrailStep.DECISION,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (trail(CHECKED, sent=None), [Concern.NOT_SENT]),
        (trail(CHECKED, sent=date(2026, 6, 2)), [Concern.NOT_SENT]),
        (trail(CHECKED, sent=None, category="lower"), []),
        (trail(sent=None, category="none"), [Concern.NOT_CHECKED]),
        (trail(*DECIDED, first_shift=date(2026, 3, 1)), [Concern.LATE]),
        (trail(*DECIDED, first_shift=SENT), []),
        (trail(CHECKED), [Concern.AWAITED]),
        (trail(*DECIDED[:2], on(TrailStep.DECISION, 20, "more asked")), [Concern.MORE_ASKED]),
        (trail(*DECIDED[:2], on(TrailStep.DECISION, 20, "not permitted")), [Concern.NOT_PERMITTED]),
        (trail(*DECIDED, category="supported"), [Concern.NO_SUPPORT]),
        (trail(*DECIDED, category="supported", supported_by="Carr Valley Works CIC"), []),
    ],
)
def test_each_concern(found: Trail, expected: list[Concern]) -> None:
    assert concerns(found) == expected


def test_a_change_after_sending_is_to_be_told_until_the_form_is_sent_again() -> None:
    changes = ((SENT + timedelta(days=40), "weekly hours"),)
    changed = trail(*DECIDED, changes=changes)
    assert (concerns(changed), changed.next) == ([Concern.RESEND], TrailStep.SENT_AGAIN)
    assert changed.concerns[0].words == (
        "Weekly hours changed on 11 April 2026. PW1 was sent last on 2 March 2026."
    )
    again = on(TrailStep.SENT_AGAIN, 41)
    assert concerns(trail(*DECIDED, again, changes=changes)) == [Concern.AWAITED]
    assert trail(*DECIDED, again, on(TrailStep.DECISION, 60, "permitted"), changes=changes).concerns == ()


def test_a_form_sent_again_shortly_before_is_about_the_change_to_come() -> None:
    changes = ((SENT + timedelta(days=40), "hourly pay"),)
    decided = on(TrailStep.DECISION, 60, "permitted")
    assert trail(*DECIDED, on(TrailStep.SENT_AGAIN, 26), decided, changes=changes).concerns == ()
    assert concerns(trail(*DECIDED, on(TrailStep.SENT_AGAIN, 25), decided, changes=changes)) == [
        Concern.RESEND
    ]


def test_what_is_still_to_come_has_not_happened() -> None:
    ahead = TrailEvent(TrailStep.DECISION, TODAY + timedelta(days=1), "permitted")
    assert concerns(trail(CHECKED, ahead, changes=((TODAY + timedelta(days=1), "hourly pay"),))) == [
        Concern.AWAITED
    ]


def test_changed_circumstances_count_too() -> None:
    assert concerns(trail(*DECIDED, on(TrailStep.CHANGED, 30))) == [Concern.RESEND]
    assert concerns(trail(*DECIDED, on(TrailStep.CHANGED, 30), on(TrailStep.SENT_AGAIN, 30))) == [
        Concern.AWAITED
    ]
