"""Unfolds each invented life into a client, a referral, plans, risk records and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import NamedTuple

from stdnum.gb import nhs

from ipsdesk.exchange.demo.commissioning import HOME, MOVED_OVER, MOVED_OVER_AGO, commissioner_of
from ipsdesk.exchange.demo.days import Days, Fact, after
from ipsdesk.exchange.demo.people import CLIENTS, CLINICIANS, DECLINED, EARLIER, GOALS, OWN_VIEWS, Life
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import Client, Episode, Plan, Risk
from ipsdesk.rules.codes import (
    DISABILITIES,
    INFORMATION_FORMS,
    NOT_ASKED,
    RELIGIONS,
    SEXUAL_ORIENTATIONS,
    WEEKDAYS,
)
from ipsdesk.rules.periods import add_months

FIRST_NHS_NUMBER = 9_990_000_000
"""Numbers that begin with 999 are never given to anyone."""

REVIEW_DAYS = 91
WARD = "Ash 1"
FORENSIC = ("09", "10", "16")
"""Legal statuses that a court gives."""

SEEN_TOGETHER = (0, 2)
"""Which of the cases have both parts of each risk record written."""

DEPENDENT = ("Kwame Alder", "Samir Thistle", "Harry Thorne")
PAUSED = {"Leah Stone": ((150, "ill health"), (120, None)), "Gulsen Vetch": ((3, "leave"),)}
"""Whose support was paused from how many days ago on, and why; None: it went on again."""


@dataclass(frozen=True, slots=True)
class Case:
    """One started referral as the diary needs it: whose, from when to when, with whom, how eager."""

    client: str
    staff: Fact
    started: date
    closed: date | None
    first_visit: date
    seeks_work: bool = True
    unseen_since: date | None = None

    def open_on(self, day: date) -> bool:
        """The person is on the caseload and can be met that day."""
        return self.started <= day and (self.closed is None or day < self.closed)


class Person(NamedTuple):
    """What other records ask of a client."""

    reference: str
    born_on: date | None
    week_ends: int


def people(days: Days) -> dict[str, Person]:
    """Everyone by name, with their reference, date of birth and the weekday their benefit week ends on."""
    return {
        life.name: Person(f"C{n:02}", _born_on(life.age, n, days), 3 if n % 7 == 0 else 6)
        for n, life in enumerate(CLIENTS, 1)
    }


def _born_on(age: int | None, n: int, days: Days) -> date | None:
    return None if age is None else add_months(days.ago(n), -12 * age - n % 11)


def unfold_lives(rows: Rows, days: Days, known: dict[str, Person]) -> list[Case]:
    """Add everything about the clients themselves and give the referrals that started."""
    numbers = (str(number) for number in count(FIRST_NHS_NUMBER) if nhs.is_valid(str(number)))
    for life in CLIENTS:
        _add_client(rows, days, life, known[life.name], next(numbers))
    cases = [*_present_cases(rows, days, known), *_earlier_cases(rows, days, known)]
    for n, case in enumerate(cases):
        _add_plan(rows, days, case, n)
        _add_risk(rows, days, case, n)
    return cases


def _add_client(rows: Rows, days: Days, life: Life, person: Person, number: str) -> None:
    team, legal, benefits = (days.fact(text) for text in (life.team, life.legal, life.benefits))
    rows.add(
        Client,
        reference=person.reference,
        name=life.name,
        nhs_number=number,
        born_on=person.born_on,
        gender=life.gender,
        ethnic_category=life.ethnic,
        team_id=team.first,
        key_worker_id="HO" if team.first == "ASH" else "KB",
        care_coordinator_id="RC" if life.team.endswith("CARR") else "KB",
        needs=_listed(life.needs),
        legal_status=legal.first,
        benefits=_listed(benefits.first),
        benefit_week_ends=WEEKDAYS[person.week_ends] if life.benefits else None,
        ward=WARD if team.first == "ASH" else None,
        responsible_clinician=CLINICIANS.get(life.name),
        **_equality(int(person.reference[1:])),
        forensic_history=legal.first in FORENSIC,
        dependency=None if life.quiet else life.name in DEPENDENT,
    )
    if team.first == "ASH" and team.later:
        rows.change("client", person.reference, "Ward", team.later[0][0], None)
    for heading, fact in (("Team ID", team), ("Legal status", legal)):
        for since, value in fact.later:
            rows.change("client", person.reference, heading, since, value)
    for since, value in benefits.later:
        rows.change("client", person.reference, "Benefits", since, _listed(value))


def _equality(n: int) -> dict[str, str | None]:
    """Answers to the questions about equality: some told, some not, some never asked."""
    asked = n % 4 != 0
    return {
        "disability": DISABILITIES[n % 3] if asked else NOT_ASKED,
        "religion": RELIGIONS[n % (len(RELIGIONS) - 1)] if asked else None,
        "sexual_orientation": SEXUAL_ORIENTATIONS[(0, 0, 5, 1)[n % 4]] if asked else NOT_ASKED,
    }


def _listed(text: str) -> list[str] | None:
    return text.split(";") if text else None


def _earlier_cases(rows: Rows, days: Days, known: dict[str, Person]) -> Iterator[Case]:
    for name, received, ended, reason, staff in EARLIER:
        client, first = known[name].reference, days.ago(received)
        if not staff:
            rows.add(
                Episode, reference=f"{client}-0", client_id=client, received_on=first, source="named nurse",
                commissioner_id=commissioner_of(name), declined_on=days.ago(ended), decline_reason=reason,
            )  # fmt: skip
            continue
        started = after(first, 16)
        rows.add(
            Episode, reference=f"{client}-0", client_id=client, received_on=first, source="GP",
            commissioner_id=commissioner_of(name), staff_id=staff,
            accepted_on=after(first, 5), started_on=started, profile_started_on=after(started, 7),
            closed_on=days.ago(ended), closure_reason=reason,
        )  # fmt: skip
        yield Case(client, days.fact(staff), started, days.ago(ended), after(started, 25))


def _present_cases(rows: Rows, days: Days, known: dict[str, Person]) -> Iterator[Case]:
    for n, life in enumerate(CLIENTS):
        client = known[life.name].reference
        received, staff, (ended, why) = days.ago(life.received), days.fact(life.staff), days.ended(life.end)
        outcome_on, outcome = days.ended(life.outcome)
        declined = life.name in DECLINED
        accepted = after(received, 3 + n % 5)
        started = after(accepted, 6 + n % 7)
        if declined or accepted > days.today:
            rows.add(
                Episode, reference=f"{client}-1", client_id=client, received_on=received, source=life.source,
                commissioner_id=commissioner_of(life.name), declined_on=ended, decline_reason=why,
            )  # fmt: skip
            continue
        begun = started < days.today
        rows.add(
            Episode, reference=f"{client}-1", client_id=client, received_on=received, source=life.source,
            commissioner_id=commissioner_of(life.name), accepted_on=accepted,
            started_on=started if begun else None, staff_id=staff.first,
            profile_started_on=after(started, 7) if after(started, 7) <= days.today else None,
            position_at_start=life.position, closed_on=ended, closure_reason=why,
            retention_outcome=outcome, retention_outcome_on=outcome_on,
            information_given_on=received, information_form=INFORMATION_FORMS[n % 2],
            closure_agreed=n % 4 != 1 if ended else None,
        )  # fmt: skip
        for ago, why in PAUSED.get(life.name, ()):
            rows.change("referral", f"{client}-1", "Paused", days.ago(ago), why)
        if life.name == MOVED_OVER:
            rows.change("referral", f"{client}-1", "Commissioner ID", days.ago(MOVED_OVER_AGO), HOME)
        for since, value in staff.later:
            rows.change("referral", f"{client}-1", "Staff ID", since, value)
        if begun:
            first_visit, seeks_work = after(started, life.wait), "at risk" not in life.position
            unseen = days.ago(life.quiet) if life.quiet else None
            yield Case(client, staff, started, ended, first_visit, seeks_work, unseen)


def _add_plan(rows: Rows, days: Days, case: Case, n: int) -> None:
    """Agreed some two to four weeks in, reviewed every three months; the newest have none yet."""
    agreed = after(case.started, 14 + n % 14)
    until = case.closed or days.today
    if agreed > until:
        return
    reviews = (until - agreed).days // REVIEW_DAYS
    reviewed = after(agreed, REVIEW_DAYS * reviews)
    rows.add(
        Plan,
        client_id=case.client,
        agreed_on=agreed,
        goal=GOALS[n % len(GOALS)],
        reviewed_on=reviewed if reviews and reviewed <= until else None,
        next_review_on=after(reviewed, REVIEW_DAYS - n % 20),
    )


def _add_risk(rows: Rows, days: Days, case: Case, n: int) -> None:
    """Seen together after three weeks and every half year; now and then the own view is not written down."""
    until = case.closed or days.today
    seen = after(case.started, 21)
    while seen <= until:
        rows.add(
            Risk,
            client_id=case.client,
            on_date=seen,
            own_view=None if n % 13 == 7 else OWN_VIEWS[n % len(OWN_VIEWS)],
            strengths="Keeps appointments, asks when unsure.",
            vulnerabilities="Sleep, crowds, changes at short notice.",
            protective_factors="Family visits, the morning walk, a clear rota.",
            staff_view="Agrees with the person's own view; go through it again before a new job.",
            review_on=after(seen, 182),
            **(_own_part(seen) if n in SEEN_TOGETHER else {}),
            **(_staff_part(case, seen, until) if n in SEEN_TOGETHER else {}),
        )
        seen = after(seen, 182)


def _own_part(seen: date) -> dict[str, object]:
    return {
        "early_signs": "I stop going for breakfast, and I walk at night.",
        "what_helps": "Ten minutes alone, then somebody I know.",
        "staff_should": "Ask me once, quietly; don't ring the ward behind my back.",
        "own_closed_on": seen,
        "workplace_visit": "Meet outside first; not in front of the others.",
    }


def _staff_part(case: Case, seen: date, until: date) -> dict[str, object]:
    """Written a week after the person's, with two points on which they differ."""
    written, reviewed = after(seen, 7), after(seen, 182)
    if written > until:
        return {}
    return {
        "staff_strengths": "Keeps appointments; says early when a shift is too much.",
        "staff_vulnerabilities": "Sleep; long days without a break.",
        "staff_protective_factors": "The walk to work, the rota, the family on Sundays.",
        "staff_early_signs": "Comes late two days in a row, answers shortly.",
        "staff_what_helps": "A break out of the noise; a word the same evening.",
        "staff_how_to_act": "Ring the ward if a whole shift is missed, and tell the person that we did.",
        "agreed_view": "agree",
        "agreed_strengths": "agree",
        "agreed_vulnerabilities": "disagree",
        "agreed_protective_factors": "agree",
        "agreed_early_signs": "agree",
        "agreed_what_helps": "partly",
        "agreed_how_to_act": "disagree",
        "staff_on": written,
        "staff_id": case.staff.on(written),
        "took_part": ["the person", "occupational therapist", "named nurse"],
        "reviewed_on": reviewed if reviewed <= until else None,
    }
