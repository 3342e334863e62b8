"""Lines of Today made from what was found: their words, their day, what opens them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from ipsdesk.rules.codes import FACE_TO_FACE
from ipsdesk.services.caseload_flags import EMPLOYER_WITHIN
from ipsdesk.services.caseload_reading import without_employer_contact
from ipsdesk.services.caseload_words import counted, days_ago, sentence_case
from ipsdesk.services.hours_words import week_words
from ipsdesk.services.today_asked import ASKED, STARTED, Found
from ipsdesk.services.today_hours import WeekFound, weeks_found
from ipsdesk.services.today_lines import (
    OpenForm,
    OpenHours,
    OpenPerson,
    Section,
    Target,
    TodayKind,
    due_words,
    shortened,
)
from ipsdesk.services.today_missing import Missing, missing_from, quarter_of

AHEAD = timedelta(days=28)
"""How far ahead Today looks."""


class Worded(NamedTuple):
    """A line before it is known whose it is: ``staff`` is whom the record itself names, if anyone."""

    key: str
    kind: TodayKind
    client: int | None
    staff: int | None
    due_on: date | None
    words: str
    about: str
    opens: Target
    can_be_done: bool = False
    usual: Section = Section.THIS_WEEK
    """Where it stands without a day."""

    def second(self, today: date) -> str:
        """The day, and what else is to be said."""
        return " · ".join(part for part in (due_words(self.due_on, today), self.about) if part)


def worded(connection: Connection, today: date, *, with_missing: bool) -> Iterator[Worded]:
    """Everything that waits, of everyone, each once."""
    given = {"last": today, "until": today + AHEAD}
    for kind, asked in ASKED.items():
        for row in asked.rows(connection, given):
            yield WORDED[kind](Found(*row), today)
    yield from _without_employer(connection, today)
    yield from map(_of_week, weeks_found(connection, today))
    if with_missing:
        yield from (_of_missing(one, today) for one in missing_from(connection, today))


def _key(kind: TodayKind, *parts: object) -> str:
    """What tells a line from all others: short, and the same for as long as it waits."""
    return ":".join(map(str, (kind.name.lower(), *parts)))


def _form(found: Found, kind: str) -> OpenForm:
    return OpenForm(kind, found.record)


def new_contact(client: int | None, kind: str, **more: str) -> OpenForm:
    """The form of a new contact with a person."""
    whom: tuple[tuple[str, tuple[str, ...]], ...] = (("client_ids", (str(client),)),) if client else ()
    return OpenForm("contact", None, (("kind", kind), *whom, *more.items()))


# ---- from the records -----------------------------------------------------------------------------


def _action(found: Found, _today: date) -> Worded:
    by = f"by {found.more}" if found.more else ""
    kind = TodayKind.ACTION
    return Worded(
        _key(kind, found.record), kind, found.client, found.staff, found.due_on,
        shortened(found.text or ""), by, _form(found, "plan action"), can_be_done=True,
    )  # fmt: skip


def _next(found: Found, _today: date) -> Worded:
    others = found.more - 1
    about = f"and {counted(others, 'other')}" if others > 0 else ""
    kind = TodayKind.NEXT
    return Worded(
        _key(kind, found.record), kind, found.client, found.staff, found.due_on,
        shortened(found.text or kind), about, _form(found, "contact"), can_be_done=True,
    )  # fmt: skip


def _follow_up(found: Found, _today: date) -> Worded:
    kind, ends_on = TodayKind.FOLLOW_UP, date.fromisoformat(str(found.more))
    words = f"Come back to the {week_words(ends_on)}, over a limit"
    return Worded(
        _key(kind, found.record), kind, found.client, None, found.due_on, words,
        shortened(found.text or ""), new_contact(found.client, "in-work support"),
    )  # fmt: skip


def _unsent(found: Found, _today: date) -> Worded:
    kind = TodayKind.PW1
    return Worded(
        _key(kind, found.record), kind, found.client, None, found.due_on,
        f"PW1 not sent, {found.text}", "the job began then", _form(found, "activity"), can_be_done=True,
    )  # fmt: skip


def _milestone(found: Found, _today: date) -> Worded:
    kind = TodayKind.MILESTONE
    return Worded(
        _key(kind, found.record, str(found.more).replace(" ", "-")), kind, found.client, None, found.due_on,
        f"{sentence_case(str(found.more))}: still in work?", found.text or "",
        OpenPerson(found.client or 0),
    )  # fmt: skip


def _plan_review(found: Found, _today: date) -> Worded:
    kind = TodayKind.PLAN_REVIEW
    return Worded(
        _key(kind, found.record), kind, found.client, None, found.due_on, "Review of the plan", "",
        _form(found, "plan"),
    )  # fmt: skip


def _profile_review(found: Found, _today: date) -> Worded:
    kind = TodayKind.PROFILE_REVIEW
    return Worded(
        _key(kind, found.record), kind, found.client, found.staff, found.due_on,
        "Review of the vocational profile", "", _form(found, "vocational profile"),
    )  # fmt: skip


def _care_review(found: Found, today: date) -> Worded:
    kind, ahead = TodayKind.CARE_REVIEW, found.due_on is None or found.due_on >= today
    words = "Care review: write our section" if ahead else "Care review: was it held?"
    return Worded(
        _key(kind, found.record),
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
        _key(kind, found.client), kind, found.client, None, None,
        f"No contact for {counted(days, 'day')}", about, new_contact(found.client, "client"),
    )  # fmt: skip


def _no_next(found: Found, today: date) -> Worded:
    kind, client = TodayKind.NO_NEXT, found.client
    given = (("client_id", str(client)), ("added_on", today))
    return Worded(
        _key(kind, client), kind, client, None, None, "No next action with a day", "",
        OpenForm("plan action", None, given),
    )  # fmt: skip


WORDED: Mapping[TodayKind, Callable[[Found, date], Worded]] = {
    TodayKind.ACTION: _action,
    TodayKind.NEXT: _next,
    TodayKind.FOLLOW_UP: _follow_up,
    TodayKind.PW1: _unsent,
    TodayKind.MILESTONE: _milestone,
    TodayKind.PLAN_REVIEW: _plan_review,
    TodayKind.PROFILE_REVIEW: _profile_review,
    TodayKind.CARE_REVIEW: _care_review,
    TodayKind.QUIET: _quiet,
    TodayKind.NO_NEXT: _no_next,
}


# ---- judged ---------------------------------------------------------------------------------------


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
            _key(kind, found.record), kind, found.client, None, started + timedelta(days=EMPLOYER_WITHIN),
            words, f"is day {EMPLOYER_WITHIN}", new_contact(found.client, "employer", mode=FACE_TO_FACE),
        )  # fmt: skip


def _of_week(week: WeekFound) -> Worded:
    advice = week.kind is TodayKind.ADVICE
    opens: Target = (
        new_contact(week.client, "benefits advice") if advice else OpenHours(week.client, week.ends_on)
    )
    return Worded(
        _key(week.kind, week.client, week.ends_on), week.kind, week.client, None, week.due_on,
        week.words, week.figures, opens,
    )  # fmt: skip


def _of_missing(missing: Missing, today: date) -> Worded:
    kind = TodayKind.MISSING
    first, *others = (title[:1].lower() + title[1:] for title in missing.titles)
    lacks = ", ".join((first, *others))
    subject = "" if missing.client else "Contact credited to nobody: "
    whose = (missing.client,) if missing.client else (missing.kind, missing.record)
    return Worded(
        _key(kind, *whose), kind, missing.client, missing.staff, None,
        shortened(sentence_case(f"{subject}lacks {lacks}")), f"return of {quarter_of(today).label}",
        OpenForm(missing.kind, missing.record), usual=Section.LATER,
    )  # fmt: skip
