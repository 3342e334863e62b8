"""The diary of two years: whom the specialists met, week by week, drawn with a fixed seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from ipsdesk.exchange.demo.days import WEEK, Days
from ipsdesk.exchange.demo.lives import Case
from ipsdesk.exchange.demo.people import ABSENCES, STAFF, TEAMS
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.exchange.demo.town import partner_met, whom_met
from ipsdesk.exchange.demo.working import EMPLOYER_IDS, Spell, Spells
from ipsdesk.models import Contact
from ipsdesk.rules.codes import FACE_TO_FACE
from ipsdesk.rules.periods import DAY

SEED = 2014
"""The year in which the stories behind this program were told."""

ROTA = {"PM": ("01234", 9), "TB": ("012", 5), "HO": ("1", 3)}
"""The weekdays each specialist works, and the employer visits of a full week."""

VISITS = {
    "promote a client": (
        "Spoke for the person's strengths; the manager would meet them.",
        "Walked round the site together, quieter than expected.",
    ),
    "vacancy enquiry": ("Asked what is coming up in spring.", "No vacancy now, glad of the visit."),
    "advertised job": ("Asked about the advertised shifts and the team.",),
    "application": ("Handed in the application and asked what they look for.",),
    "relationship": ("Learnt what a good week looks like there; will come back with a name.",),
    "in-work": (
        "Happy with the work; agreed to ask us before offering extra shifts.",
        "Went through the rota and a quieter place for breaks.",
        "Heard what goes well, and that mornings suit better.",
    ),
}
"""What a note of an employer visit says, by the purpose of the visit."""

LOOKING = ("promote a client", "promote a client", "vacancy enquiry", "advertised job", "application")
MEETING_NOTES = (
    "Worked on the profile: what has gone well before, and where.",
    "Looked at vacancies together; two worth a visit.",
    "Practised the way there by bus.",
    None,
)
IN_WORK_NOTES = (
    "Went through last week's hours and the payslip.",
    "Likes the work. Talked about what to do when shifts change.",
    "Met at the end of the shift; tired and content.",
    None,
)
OTHERS_PRESENT = ("Kofi Bell, care coordinator", "Sister", None)
OUTCOMES = ("Will look at two places before we meet again.", "Content for now; no change wanted.")
NEXT_ACTIONS = ("Bring the payslip", "Send the advert", "Ring the care coordinator", "Ask about the rota")
FIRST_MEETING = "First meeting: what work would mean, what helped before, what to steer clear of."
MISSED = "Did not come; rang and agreed another day."

OTHERS = (
    ("benefits advice", 2, "phone", "remote", 40, True),
    ("care coordinator", 1, "phone", "remote", 15, True),
    ("careers advice", 5, FACE_TO_FACE, "community", 45, True),
    ("family or carer", 3, "phone", "remote", 20, True),
    ("partner agency", 2, FACE_TO_FACE, "community", 50, False),
    ("other duties", 1, "other", "office", 90, False),
)  # fmt: skip
"""Kind, every how many weeks, mode, place, minutes, and whether it is about one person."""

WEEKLY = (("clinical vocational lead", 9, 1), ("clinical team", 6, 2))
"""Kind, once in how many weeks it falls through, and the weekday."""


@dataclass
class Diary:
    """Writes contacts; ``met`` are the referrals that have had their first employer visit."""

    rows: Rows
    days: Days
    cases: list[Case]
    spells: Spells
    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 - a demonstration, no secret
    met: set[Case] = field(default_factory=set)

    def write(self) -> None:
        """Each first meeting, then every week of every specialist from two years ago to today."""
        for case in self.cases:
            self._add(
                case.started, "client", case.staff.on(case.started), client_ids=[case.client],
                mode=FACE_TO_FACE, place="unit", minutes=60, note=FIRST_MEETING,
            )  # fmt: skip
        for number, monday in enumerate(self.days.mondays()):
            for staff, (weekdays, visits) in ROTA.items():
                at_work = list(self._at_work(staff, monday, weekdays))
                if at_work:
                    share = visits * len(at_work) // len(weekdays)
                    self._visits(staff, at_work, share)
                    self._meetings(staff, at_work, number)
                    self._others(staff, at_work, number)
            self._teams(monday, number)

    def _at_work(self, staff: str, monday: date, weekdays: str) -> Iterator[date]:
        since = next(self.days.ago(post.since) for post in STAFF if post.reference == staff)
        for day in (monday + timedelta(days=int(weekday)) for weekday in weekdays):
            if since <= day <= self.days.today and not self._away(staff, day):
                yield day

    def _away(self, staff: str, day: date) -> bool:
        return any(
            who == staff and self.days.ago(first) <= day <= self.days.ago(last)
            for who, first, last, _ in ABSENCES
        )

    def _add(self, day: date, kind: str, staff: str, **values: Any) -> None:
        person = whom_met(self.days, values.get("employer_id"), day)
        partner = partner_met(kind, day)
        self.rows.add(
            Contact, on_date=day, kind=kind, staff_id=staff, employer_person_id=person, partner_id=partner,
            **values,
        )  # fmt: skip

    def _job_of(self, client: str, day: date) -> Spell | None:
        """The client's latest paid work on a day."""
        current = (
            spell
            for spell in self.spells.get(client, ())
            if spell.since <= day and (spell.until is None or spell.until >= day)
        )
        return max(current, key=lambda spell: spell.since, default=None)

    # ---- employers --------------------------------------------------------------------------------

    def _visits(self, staff: str, at_work: list[date], visits: int) -> None:
        """Visits for somebody (now and then for nobody yet), and one call to keep in touch."""
        for visit in range(visits):
            day = at_work[visit % len(at_work)]
            case = self._someone(staff, day) if self.random.random() < 0.95 else None
            job = self._job_of(case.client, day) if case else None
            purpose = "in-work" if job else self.random.choice(LOOKING) if case else "relationship"
            self._add(
                day, "employer", staff, mode=FACE_TO_FACE, place="workplace", purpose=purpose,
                minutes=self.random.choice((20, 30, 40, 50)), note=self.random.choice(VISITS[purpose]),
                employer_id=(job and job.employer) or self._some_employer(), **self._credit(case),
            )  # fmt: skip
        self._add(
            self.random.choice(at_work), "employer", staff, purpose="relationship", minutes=10,
            place="remote", mode=self.random.choice(("phone", "email")), employer_id=self._some_employer(),
        )  # fmt: skip

    def _some_employer(self) -> str:
        return self.random.choice(list(EMPLOYER_IDS.values()))

    def _someone(self, staff: str, day: date) -> Case | None:
        """Whom a visit is for: first those who have waited, then mostly those who look for work."""
        ready = [case for case in self._caseload(staff, day) if case.first_visit <= day]
        waiting = [case for case in ready if case.seeks_work and case not in self.met]
        if waiting:
            self.met.add(waiting[0])
            return waiting[0]
        weights = [1 if self._job_of(case.client, day) else 6 for case in ready]
        return self.random.choices(ready, weights)[0] if ready else None

    def _caseload(self, staff: str, day: date) -> list[Case]:
        return [case for case in self.cases if case.open_on(day) and case.staff.on(day) == staff]

    def _credit(self, case: Case | None) -> dict[str, Any]:
        if case is None:
            return {}
        return {
            "client_ids": [case.client],
            "matches_plan": self.random.random() < 0.88,
            "by": self.random.choice(("specialist",) * 6 + ("both", "client")),
        }

    # ---- clients ----------------------------------------------------------------------------------

    def _meetings(self, staff: str, at_work: list[date], number: int) -> None:
        """Each person weekly at first, then every other week, at work or wherever suits."""
        for place, case in enumerate(self._caseload(staff, at_work[-1])):
            day = at_work[place % len(at_work)]
            new = day - case.started < 5 * WEEK
            due = case.started < day and case.open_on(day) and (new or (number + place) % 2)
            if not due or self._unseen(case, day):
                continue
            in_work, came = self._job_of(case.client, day), self.random.random() < 0.92
            self._add(
                day, "in-work support" if in_work else "client", staff, client_ids=[case.client],
                attended=came,
                mode=FACE_TO_FACE if came else "phone",
                minutes=self.random.choice((30, 45, 60)) if came else 5,
                place="workplace" if in_work else self.random.choice(("community", "community", "unit")),
                note=self.random.choice(IN_WORK_NOTES if in_work else MEETING_NOTES) if came else MISSED,
                **self._afterwards(day, came=came, turn=number + place),
            )  # fmt: skip

    def _afterwards(self, day: date, *, came: bool, turn: int) -> dict[str, Any]:
        """What followed from a meeting: every fifth leaves something to do; the latest are not copied yet."""
        copied = day + DAY if day + DAY < self.days.ago(5) else None
        if not came:
            return {"outreach": turn % 2 == 0, "entered_on": copied}
        if turn % 5:
            return {"entered_on": copied}
        due = day + WEEK
        return {
            "others_present": OTHERS_PRESENT[turn % len(OTHERS_PRESENT)],
            "outcome": OUTCOMES[turn % len(OUTCOMES)],
            "next_action": NEXT_ACTIONS[turn % len(NEXT_ACTIONS)],
            "next_action_due_on": due,
            "next_action_done_on": due if due <= self.days.today else None,
            "entered_on": copied,
        }

    def _unseen(self, case: Case, day: date) -> bool:
        return case.unseen_since is not None and day > case.unseen_since

    # ---- colleagues -------------------------------------------------------------------------------

    def _others(self, staff: str, at_work: list[date], number: int) -> None:
        for kind, every, mode, place, minutes, personal in OTHERS:
            day = self.random.choice(at_work)
            cases = [case for case in self._caseload(staff, day) if not self._unseen(case, day)]
            if (number + len(kind)) % every == 0 and (cases or not personal):
                client = [self.random.choice(cases).client] if personal else None
                self._add(day, kind, staff, mode=mode, place=place, minutes=minutes, client_ids=client)

    def _teams(self, monday: date, number: int) -> None:
        """The clinical team and its vocational lead, once a week for each team, with some gaps."""
        for place, (team, *_) in enumerate(TEAMS):
            staff = "TB" if team == "CARR" and monday >= self.days.ago(296) else "PM"
            for kind, gap_every, weekday in WEEKLY:
                day = monday + weekday * DAY
                held = (number + 3 * place) % gap_every != 2
                if held and list(self._at_work(staff, day, "0")):
                    self._add(day, kind, staff, mode=FACE_TO_FACE, place="unit", minutes=25, team_id=team)
