"""Lines of Today made from what was found: their words, their day, what opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import Connection

from ipsdesk.rules.milestones import confirmed_together
from ipsdesk.services.caseload_words import counted, days_ago, sentence_case
from ipsdesk.services.hours_words import week_words
from ipsdesk.services.today_advice import ADVICE_ASKED
from ipsdesk.services.today_asked import ASKED, Found
from ipsdesk.services.today_fidelity import FIDELITY_ASKED, FIDELITY_WORDED, fidelity_waiting
from ipsdesk.services.today_involvement import INVOLVEMENT_ASKED, INVOLVEMENT_WORDED
from ipsdesk.services.today_judged import judged
from ipsdesk.services.today_leads import LEADS_ASKED
from ipsdesk.services.today_lines import (
    Given,
    OpenForm,
    OpenPerson,
    TodayKind,
    day_of_week,
    shortened,
)
from ipsdesk.services.today_permitted import PERMITTED_ASKED
from ipsdesk.services.today_rhythms import rhythms_waiting
from ipsdesk.services.today_team import TEAM_ASKED, TEAM_WORDED
from ipsdesk.services.today_told import TOLD_ASKED
from ipsdesk.services.today_voices import VOICES_ASKED, VOICES_WORDED
from ipsdesk.services.today_worded import Worded, key_of, new_contact
from ipsdesk.services.today_work import WORK_ASKED

AHEAD = timedelta(days=28)
"""How far ahead Today looks."""


def worded(
    connection: Connection, today: date, *, with_missing: bool, with_weeks: bool, with_rates: bool = False
) -> Iterator[Worded]:
    """Everything that waits, of everyone, each once."""
    given = {"last": today, "until": today + AHEAD}
    people = {**ASKED, **PERMITTED_ASKED, **WORK_ASKED, **ADVICE_ASKED, **LEADS_ASKED, **TOLD_ASKED}
    house = {**INVOLVEMENT_ASKED, **VOICES_ASKED, **FIDELITY_ASKED, **TEAM_ASKED}
    for kind, asked in {**people, **house}.items():
        for row in asked.rows(connection, given):
            yield WORDED[kind](Found(*row), today)
    if with_weeks:
        yield from fidelity_waiting(connection, today)
    yield from rhythms_waiting(connection, today)
    yield from judged(
        connection, today, with_missing=with_missing, with_weeks=with_weeks, with_rates=with_rates
    )


def _form(found: Found, kind: str) -> OpenForm:
    return OpenForm(kind, found.record)


# ---- from the records -----------------------------------------------------------------------------


def _action(found: Found, _today: date) -> Worded:
    by = f"by {found.more}" if found.more else ""
    kind = TodayKind.ACTION
    return Worded(
        key_of(kind, found.record), kind, found.client, found.staff, found.due_on,
        shortened(found.text or ""), by, _form(found, "plan action"), can_be_done=True,
    )  # fmt: skip


def _next(found: Found, _today: date) -> Worded:
    others = found.more - 1
    about = f"and {counted(others, 'other')}" if others > 0 else ""
    kind = TodayKind.NEXT
    return Worded(
        key_of(kind, found.record), kind, found.client, found.staff, found.due_on,
        shortened(found.text or kind), about, _form(found, "contact"), can_be_done=True,
    )  # fmt: skip


def _follow_up(found: Found, _today: date) -> Worded:
    kind, ends_on = TodayKind.FOLLOW_UP, date.fromisoformat(str(found.more))
    words = f"Come back to the {week_words(ends_on)}, over a limit"
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on, words,
        shortened(found.text or ""), new_contact(found.client, "in-work support"),
    )  # fmt: skip


def _unsent(found: Found, _today: date) -> Worded:
    kind = TodayKind.PW1
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on,
        f"PW1 not sent, {found.text}", "the job began then", _form(found, "activity"), can_be_done=True,
    )  # fmt: skip


def _again(found: Found, _today: date) -> Worded:
    kind = TodayKind.PW1_AGAIN
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on,
        f"Tell DWP: re-send PW1, {found.text}", f"{found.more} since it was sent",
        OpenPerson(found.client or 0, "Permitted work"), can_be_done=True,
    )  # fmt: skip


def _milestone(found: Found, today: date) -> Worded:
    kind, which = TodayKind.MILESTONE, str(found.more)
    first = confirmed_together(which.partition(" and ")[0])[0].replace(" ", "-")
    return Worded(
        key_of(kind, found.record, first), kind, found.client, None, found.due_on,
        f"{sentence_case(which)}: still in work, same hours?", found.text or "",
        OpenPerson(found.client or 0, "Work"),
        can_be_done=found.due_on is not None and found.due_on <= today,
    )  # fmt: skip


def _step_due(found: Found, _today: date) -> Worded:
    kind = TodayKind.STEP_DUE
    what = "Planned end: end it, or plan anew" if found.more else "Review of the step"
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on, what, found.text or "",
        _form(found, "activity"),
    )  # fmt: skip


def _unsupported(found: Found, today: date) -> Worded:
    kind, began = TodayKind.NO_SUPPORT, day_of_week(date.fromisoformat(str(found.more)), today)
    given: tuple[tuple[str, Given], ...] = (("activity_id", str(found.record)), ("agreed_on", today))
    return Worded(
        key_of(kind, found.record), kind, found.client, None, None,
        f"No in-work support plan, {found.text}", f"the job began {began}",
        OpenForm("in-work support plan", None, given),
    )  # fmt: skip


def _plan_review(found: Found, _today: date) -> Worded:
    kind = TodayKind.PLAN_REVIEW
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on, "Review of the plan", "",
        _form(found, "plan"),
    )  # fmt: skip


def _profile_review(found: Found, _today: date) -> Worded:
    kind = TodayKind.PROFILE_REVIEW
    return Worded(
        key_of(kind, found.record), kind, found.client, found.staff, found.due_on,
        "Review of the vocational profile", "", _form(found, "vocational profile"),
    )  # fmt: skip


def _risk_review(found: Found, _today: date) -> Worded:
    kind = TodayKind.RISK_REVIEW
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on, "Look at risk together again", "",
        _form(found, "risk"),
    )  # fmt: skip


def _care_review(found: Found, today: date) -> Worded:
    kind, ahead = TodayKind.CARE_REVIEW, found.due_on is None or found.due_on >= today
    words = "Care review: write our section" if ahead else "Care review: was it held?"
    return Worded(
        key_of(kind, found.record),
        kind,
        found.client,
        None,
        found.due_on,
        words,
        "",
        _form(found, "care review"),
    )


def _quiet(found: Found, today: date) -> Worded:
    kind, since = TodayKind.QUIET, found.due_on or today
    days = (today - since).days
    about = f"last contact {days_ago(days)}" if found.more else f"started {days_ago(days)}"
    return Worded(
        key_of(kind, found.client), kind, found.client, None, None,
        f"No contact for {counted(days, 'day')}", about, new_contact(found.client, "client"),
    )  # fmt: skip


def _no_next(found: Found, today: date) -> Worded:
    kind, client = TodayKind.NO_NEXT, found.client
    given = (("client_id", str(client)), ("added_on", today))
    return Worded(
        key_of(kind, client), kind, client, None, None, "No next action with a day", "",
        OpenForm("plan action", None, given),
    )  # fmt: skip


def _no_advice(found: Found, today: date) -> Worded:
    kind = TodayKind.NO_ADVICE
    given: tuple[tuple[str, Given], ...] = (
        ("client_id", str(found.client)), ("on_date", today), ("trigger", "before a job"),
    )  # fmt: skip
    words = "the job begins then" if found.due_on is None or found.due_on > today else "the job began then"
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on,
        f"No benefits advice before the job, {found.text}", words, OpenForm("benefits advice", None, given),
    )  # fmt: skip


def _unsafe(found: Found, today: date) -> Worded:
    kind, began = TodayKind.UNSAFE, day_of_week(found.due_on or today, today)
    return Worded(
        key_of(kind, found.record), kind, found.client, None, None,
        f"{counted(found.more, 'safeguard')} missing, {found.text}", f"began {began}",
        OpenPerson(found.client or 0, "Work"),
    )  # fmt: skip


def _vacancy(found: Found, _today: date) -> Worded:
    kind, others = TodayKind.VACANCY, found.more - 1
    about = f"for {counted(others, 'other')} too" if others > 0 else ""
    return Worded(
        key_of(kind, found.record), kind, found.client, found.staff, found.due_on,
        shortened(f"Closes: {found.text}"), about, _form(found, "vacancy"),
    )  # fmt: skip


def _consent(found: Found, today: date) -> Worded:
    kind, scope = TodayKind.CONSENT, found.text or ""
    verb = "expires" if found.due_on is None or found.due_on > today else "has expired"
    given: tuple[tuple[str, Given], ...] = (
        ("client_id", str(found.client)), ("scope", scope), ("on_date", today),
    )  # fmt: skip
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on,
        f"Consent {verb}: {scope}", "ask again", OpenForm("consent", None, given),
    )  # fmt: skip


def _told_review(found: Found, _today: date) -> Worded:
    kind = TodayKind.TOLD_REVIEW
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on,
        shortened(f"What may be told to {found.more or 'any employer'}: look again"), f"now: {found.text}",
        _form(found, "decision about personal information"),
    )  # fmt: skip


WORDED: Mapping[TodayKind, Callable[[Found, date], Worded]] = {
    **INVOLVEMENT_WORDED,
    **VOICES_WORDED,
    **FIDELITY_WORDED,
    **TEAM_WORDED,
    TodayKind.VACANCY: _vacancy,
    TodayKind.ACTION: _action,
    TodayKind.NEXT: _next,
    TodayKind.FOLLOW_UP: _follow_up,
    TodayKind.PW1: _unsent,
    TodayKind.PW1_AGAIN: _again,
    TodayKind.MILESTONE: _milestone,
    TodayKind.STEP_DUE: _step_due,
    TodayKind.NO_SUPPORT: _unsupported,
    TodayKind.PLAN_REVIEW: _plan_review,
    TodayKind.PROFILE_REVIEW: _profile_review,
    TodayKind.CARE_REVIEW: _care_review,
    TodayKind.RISK_REVIEW: _risk_review,
    TodayKind.CONSENT: _consent,
    TodayKind.TOLD_REVIEW: _told_review,
    TodayKind.NO_ADVICE: _no_advice,
    TodayKind.UNSAFE: _unsafe,
    TodayKind.QUIET: _quiet,
    TodayKind.NO_NEXT: _no_next,
}
