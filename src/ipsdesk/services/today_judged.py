"""Lines of Today that are judged by a rule: employer contacts, weeks of hours, leave, what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from ipsdesk.rules.codes import FACE_TO_FACE
from ipsdesk.rules.periods import quarter_of
from ipsdesk.rules.rates import MissingRate, first_day_for_new
from ipsdesk.services.caseload_flags import EMPLOYER_WITHIN
from ipsdesk.services.caseload_reading import without_employer_contact
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.contracts_reading import ReturnDue, returns_due
from ipsdesk.services.employer_week_due import WeekToSignOff, weeks_to_sign_off
from ipsdesk.services.readiness import Owned, owned
from ipsdesk.services.today_asked import STARTED, Found
from ipsdesk.services.today_hours import WeekFound, weeks_found
from ipsdesk.services.today_leave import LeaveWaits, NotCovered, leave_waiting, not_covered
from ipsdesk.services.today_lines import (
    OpenForm,
    OpenHours,
    OpenPerson,
    OpenReadiness,
    OpenReturn,
    Section,
    Target,
    TodayKind,
    day_of_week,
    shortened,
)
from ipsdesk.services.today_permitted import rates_missing
from ipsdesk.services.today_worded import Worded, key_of, new_contact


def judged(
    connection: Connection, today: date, *, with_missing: bool, with_weeks: bool, with_rates: bool
) -> Iterator[Worded]:
    """Everything that waits by a rule of ours."""
    yield from _without_employer(connection, today)
    yield from map(_of_week, weeks_found(connection, today))
    yield from (_of_leave(one, today) for one in leave_waiting(connection, today))
    yield from (_bare(one, today) for one in not_covered(connection, today))
    if with_rates:
        yield from (_of_rate(one, today) for one in rates_missing(connection, today))
    if with_weeks:
        yield from (_of_sign_off(one, today) for one in weeks_to_sign_off(connection, today))
        yield from map(_of_return, returns_due(connection, today))
    if with_missing:
        yield from (_of_missing(one, today) for one in owned(connection, quarter_of(today), today))


def _of_rate(missing: MissingRate, today: date) -> Worded:
    kind = TodayKind.RATES
    since = max(missing.since, first_day_for_new(today))
    form = OpenForm("rate", None, (("kind", str(missing.kind)), ("from_on", since)))
    return Worded(
        key_of(kind, missing.kind.name.lower(), missing.since), kind, None, None, missing.since,
        missing.words, "add it, or weeks are held against the last one known", form,
    )  # fmt: skip


def _without_employer(connection: Connection, today: date) -> Iterator[Worded]:
    """The same referrals that the caseload flags."""
    unmet = without_employer_contact(connection, today)
    for row in connection.execute(STARTED, {"referrals": json.dumps(sorted(unmet))}):
        found = Found(*row)
        started = found.due_on or today
        days, kind = (today - started).days, TodayKind.EMPLOYER
        words = (
            f"Day {days} of {EMPLOYER_WITHIN} without an employer contact"
            if days <= EMPLOYER_WITHIN
            else f"No employer contact in {counted(days, 'day')}"
        )
        yield Worded(
            key_of(kind, found.record), kind, found.client, None, started + timedelta(days=EMPLOYER_WITHIN),
            words, f"is day {EMPLOYER_WITHIN}", new_contact(found.client, "employer", mode=FACE_TO_FACE),
        )  # fmt: skip


def _of_week(week: WeekFound) -> Worded:
    advice = week.kind is TodayKind.ADVICE
    opens: Target = (
        new_contact(week.client, "benefits advice") if advice else OpenHours(week.client, week.ends_on)
    )
    return Worded(
        key_of(week.kind, week.client, week.ends_on), week.kind, week.client, None, week.due_on,
        week.words, week.figures, opens,
    )  # fmt: skip


def _of_leave(waits: LeaveWaits, today: date) -> Worded:
    rule, changed = waits.seen.rule, waits.changed
    kind = TodayKind.LEAVE_CHECK if changed else TodayKind.LEAVE_ENDING
    words = (
        f"Leave to be checked: clinician or legal status changed {day_of_week(changed, today)}"
        if changed
        else "Leave ends"
    )
    return Worded(
        key_of(kind, rule.id), kind, waits.client, None, None if changed else rule.to_on,
        words, shortened(waits.seen.place), OpenForm("leave authority", rule.id),
    )  # fmt: skip


def _bare(found: NotCovered, today: date) -> Worded:
    kind, slot = TodayKind.NOT_COVERED, found.slot
    why = slot.cover.words.partition(": ")[2] if slot.cover else ""
    others = f"and {counted(found.many - 1, 'other')}" if found.many > 1 else ""
    about = ", ".join(part for part in (why, others) if part)
    return Worded(
        key_of(kind, found.client, slot.day, slot.from_time), kind, found.client, None, slot.day,
        shortened(f"No leave covers {slot.from_time}–{slot.to_time}, {slot.words}"), about,
        OpenPerson(found.client, "Leave"),
    )  # fmt: skip


def _of_sign_off(week: WeekToSignOff, today: date) -> Worded:
    kind = TodayKind.SIGN_OFF
    first = OpenForm("log review", None, (("staff_id", str(week.staff)), ("week_starting_on", week.first),
                                          ("reviewed_on", today)))  # fmt: skip
    words = f"Employer contacts to sign off: {week.name}, {week.made} of {week.wanted}"
    return Worded(
        key_of(kind, week.staff, week.first), kind, None, None, None, shortened(words),
        f"week of {day_of_week(week.first, today)}", first, can_be_done=True,
    )  # fmt: skip


def _of_return(due: ReturnDue) -> Worded:
    kind, label = TodayKind.RETURN_DUE, due.period.label
    return Worded(
        key_of(kind, due.contract, label), kind, None, None, due.due_on,
        shortened(f"Return of {label} for {due.name}"), "", OpenReturn(label),
    )  # fmt: skip


def _of_missing(one: Owned, today: date) -> Worded:
    """One line for each member of staff, all quarter long."""
    kind = TodayKind.MISSING
    of = f" of {counted(one.people, 'person').replace('persons', 'people')}" if one.people else ""
    return Worded(
        key_of(kind, one.owner), kind, None, one.owner or None, None,
        f"{counted(one.missing, 'gap')} in the records{of}", f"return of {quarter_of(today).label}",
        OpenReadiness(one.owner), usual=Section.LATER,
    )  # fmt: skip
