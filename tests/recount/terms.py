"""The terms every figure is built from: caseload, dated facts, specialists, jobs and contacts of one unit."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from .days import ONE_DAY, Period, days_in_financial_year, months_after
from .workbook import Records, Row

JOB_KINDS = {"paid job", "self-employment"}
FOUR_HOURS = 4 * 3600
AT_RISK = "in work, job at risk"
OUT_OF_WORK = "out of work"
WITH_PERSON = {"client", "in-work support", "benefits advice", "careers advice"}
SPEAKING = {"face to face", "phone", "video"}
USUAL = {
    "30-day clock": "started",
    "access": "initial assessment",
    "hours of a job start": "4",
    "sustained": "same job",
    "survey rhythm": "both",
}


def chosen_on(rows: list[Row], day: date | None) -> dict[str, str]:
    """What the unit chose by a day, subject by subject; of one day the row entered last."""
    chosen = dict(USUAL)
    for row in sorted(rows, key=lambda row: row["From"]):
        if day is not None and row["From"] <= day:
            chosen[row["Subject"]] = row["Choice"].casefold()
    return chosen


class Unit:
    """The records of one unit, with the questions that measures ask of them."""

    def __init__(self, records: Records, ends_on: date | None = None) -> None:
        """``ends_on``: the last day of what is counted, whose choices hold; without it the usual ones do."""
        self.records = records
        self.ends_on = ends_on
        self.chosen = chosen_on(records["Definitions chosen"], ends_on)
        self.clients = {row["Client ID"]: row for row in records["Clients"]}
        self.episodes = {row["Referral ID"]: row for row in records["Referrals"]}
        self.activities = {row["Activity ID"]: row for row in records["Activities"]}
        self.employers = {row["Employer ID"]: row for row in records["Employers"]}
        self.jobs = [row for row in records["Activities"] if row["Kind"] in JOB_KINDS]
        self.contacts = [row for row in records["Contacts"] if row["Attended"] != "no"]
        self.hours_of = _grouped(records["Hours"], "Activity ID")
        self.episodes_of = _grouped(records["Referrals"], "Client ID")
        self.jobs_of = _grouped(self.jobs, "Client ID")
        self.wte_changes_of = _grouped(records["WTE changes"], "Staff ID")
        self._changes: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for change in records["Changes"]:
            self._changes[change["Record"], change["ID"], change["Field"]].append(change)

    # Dated facts

    def _on(self, record: str, row: Row, key: str, heading: str, day: date) -> Any:
        """What the main sheet says, or the latest change from on or before the day, entered last."""
        value, since = row[heading], date.min
        for change in self._changes[record, row[key], heading.casefold()]:
            if since <= change["From"] <= day:
                value, since = change["Value"], change["From"]
        return value

    def client_fact(self, client_id: str, heading: str, day: date) -> Any:
        """A client's benefits, legal status or team on a day."""
        return self._on("client", self.clients[client_id], "Client ID", heading, day)

    def named_staff(self, episode: Row, day: date) -> str | None:
        """The Staff ID named in the referral on a day."""
        staff_id: str | None = self._on("referral", episode, "Referral ID", "Staff ID", day)
        return staff_id

    def job_fact(self, job: Row, heading: str, day: date) -> Any:
        """A job's weekly hours, hourly pay, contract or permitted-work category on a day."""
        return self._on("activity", job, "Activity ID", heading, day)

    def category(self, job: Row, day: date) -> str:
        """The permitted-work category on a day, `none` where none is recorded."""
        return self.job_fact(job, "Permitted work", day) or "none"

    # Clients and episodes

    def caseload(self, day: date) -> dict[str, Row]:
        """The clients on the caseload on a day, each with the episode that puts them there."""
        return {
            episode["Client ID"]: episode
            for episode in self.records["Referrals"]
            if on_caseload(episode, day)
        }

    def served(self, period: Period) -> set[str]:
        """The clients served in a period."""
        return {e["Client ID"] for e in self.records["Referrals"] if served_in(e, period)}

    def permitted_work_group(self, day: date) -> set[str]:
        """Clients on the caseload with a current job of a category other than `none`."""
        return {
            client
            for client in self.caseload(day)
            if any(current(job, day) and self.category(job, day) != "none" for job in self.jobs_of[client])
        }

    # Staff

    def wte(self, member: Row, day: date) -> Fraction:
        """The employment WTE of a member of staff on a day, 0 when not in post."""
        if not in_post(member, day):
            return Fraction(0)
        value, since = member["Employment WTE"] or Fraction(0), date.min
        for change in self.wte_changes_of[member["Staff ID"]]:
            if since <= change["From"] <= day:
                value, since = change["Employment WTE"], change["From"]
        return Fraction(value)

    def specialists(self, day: date) -> set[str]:
        """The Staff IDs of everyone in post with an employment WTE above 0."""
        return {member["Staff ID"] for member in self.records["Staff"] if self.wte(member, day) > 0}

    def wte_in_post(self, day: date) -> Fraction:
        """The employment WTE of the whole unit on a day."""
        return sum((self.wte(member, day) for member in self.records["Staff"]), Fraction(0))

    def specialist_years(self, period: Period) -> Fraction:
        """The WTE of every day over the days of that day's financial year."""
        parts = (self.wte_in_post(day) / days_in_financial_year(day) for day in period.days())
        return sum(parts, Fraction(0))

    def absent(self, staff_id: str, day: date) -> bool:
        """Whether a member of staff has a recorded absence on a day."""
        return any(
            absence["Staff ID"] == staff_id and absence["From"] <= day <= absence["To"]
            for absence in self.records["Absences"]
        )

    # Jobs

    def episode_of(self, activity: Row) -> Row | None:
        """The episode an activity is linked to: by its Referral ID, else the one that holds its start."""
        if activity["Referral ID"]:
            return self.episodes[activity["Referral ID"]]
        around = [
            episode
            for episode in self.episodes_of[activity["Client ID"]]
            if episode["Received"] <= activity["Started"]
            and (episode["Closed"] is None or activity["Started"] <= episode["Closed"])
        ]
        return around[0] if len(around) == 1 else None

    def counted_on(self, job: Row) -> date | None:
        """The day the fourth hour of paid work was done, or as many hours as the unit chose."""
        wanted, told = self.job_seconds, job["Four hours worked on"]
        if told is not None and wanted == FOUR_HOURS:
            filled_in: date = told
            return filled_in
        added = self._hours_done_on(job, wanted)
        if told is None or wanted >= FOUR_HOURS:
            return added
        sooner: date = min(told, added or told)
        return sooner

    def _hours_done_on(self, job: Row, wanted: int) -> date | None:
        worked = 0
        for row in sorted(self.hours_of[job["Activity ID"]], key=lambda row: row["Date"]):
            worked += row["Hours"]
            if worked >= wanted:
                day: date = row["Date"]
                return day
        return None

    @property
    def job_seconds(self) -> int:
        """Seconds of work that make a job start."""
        return round(float(self.chosen["hours of a job start"]) * 3600)

    def clock_day(self, episode: Row) -> date | None:
        """The day on which the 30-day clock starts; none for a referral declined before anybody was met."""
        heading = self.chosen["30-day clock"].capitalize()
        declined = episode["Declined"]
        if heading != "Started" and declined is not None and self.ends_on and declined <= self.ends_on:
            return None
        day: date | None = episode[heading]
        return day

    def access_day(self, episode: Row) -> date | None:
        """The day that counts as access."""
        headings = {"initial assessment": "Started", "profile started": "Profile started"}
        if self.chosen["access"] in headings:
            day: date | None = episode[headings[self.chosen["access"]]]
            return day
        return min(self._direct_contacts(episode), default=None)

    def _direct_contacts(self, episode: Row) -> list[date]:
        return [
            contact["Date"]
            for contact in self.contacts
            if contact["Kind"] in WITH_PERSON
            and contact["Mode"] in SPEAKING
            and episode["Client ID"] in contact["Client IDs"]
            and episode["Received"] <= contact["Date"] <= (episode["Closed"] or date.max)
        ]

    def keeps_on(self, job: Row, reached_on: date) -> bool:
        """Whether a job was kept to a day: the same job, or any with no longer break than the unit allows."""
        if self.chosen["sustained"] == "same job":
            return job["Ended"] is None or bool(job["Ended"] >= reached_on)
        most = int(self.chosen["sustained"].split()[4])
        idle, day = 0, job["Started"]
        while day <= reached_on:
            idle = 0 if any(current(other, day) for other in self.jobs_of[job["Client ID"]]) else idle + 1
            if idle > most:
                return False
            day += ONE_DAY
        return idle == 0

    @cached_property
    def _ever_counted(self) -> list[tuple[Row, Row]]:
        counted = []
        for job in self.jobs:
            episode = self.episode_of(job)
            if self.counted_on(job) is None or episode is None or episode["Started"] is None:
                continue
            if job["Started"] >= episode["Started"]:
                counted.append((job, episode))
        return counted

    def counted_jobs(self, day: date) -> list[tuple[Row, Row]]:
        """Each counted job on a day, with its episode."""
        return [
            (job, episode) for job, episode in self._ever_counted if (self.counted_on(job) or date.max) <= day
        ]

    def job_starts(self, period: Period) -> list[tuple[Row, Row]]:
        """The counted jobs whose fourth hour was done in the period."""
        return [
            (job, episode)
            for job, episode in self.counted_jobs(period.last)
            if period.holds(self.counted_on(job))
        ]

    # Contract

    def contract_year(self, day: date) -> int:
        """1 + whole years since the contract's start date; 1 before it and without one."""
        starts = [row["Contract starts"] for row in self.records["Contract"] if row["Contract starts"]]
        if not starts:
            return 1
        year = 1
        while months_after(starts[0], 12 * year) <= day:
            year += 1
        return year


def _grouped(rows: Iterable[Row], heading: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[heading]].append(row)
    return groups


def on_caseload(episode: Row, day: date) -> bool:
    """Started on or before the day and not closed on or before it."""
    started, closed = episode["Started"], episode["Closed"]
    return started is not None and started <= day and (closed is None or closed > day)


def served_in(episode: Row, period: Period) -> bool:
    """Started on or before the period's last day and not closed before its first."""
    started, closed = episode["Started"], episode["Closed"]
    return started is not None and started <= period.last and (closed is None or closed >= period.first)


def is_retention_case(episode: Row) -> bool:
    """Whether the client came in work with the job at risk."""
    return bool(episode["Position at start"] == AT_RISK)


def is_job_seeker(episode: Row) -> bool:
    """Whether the episode has started and is not a retention case."""
    return episode["Started"] is not None and not is_retention_case(episode)


def is_out_of_work(episode: Row) -> bool:
    """Whether the client came out of work, which is also what an empty position means."""
    return (episode["Position at start"] or OUT_OF_WORK) == OUT_OF_WORK


def current(activity: Row, day: date) -> bool:
    """Started on or before the day and not ended before it."""
    return activity["Started"] <= day and (activity["Ended"] is None or activity["Ended"] >= day)


def in_post(member: Row, day: date) -> bool:
    """Started on or before the day and not left before it."""
    return member["Started"] <= day and (member["Left"] is None or member["Left"] >= day)


def team_open(team: Row, day: date) -> bool:
    """Open from the opening day to the closing day, both included."""
    opened, closed = team["Opened"], team["Closed"]
    return (opened is None or opened <= day) and (closed is None or closed >= day)


def team_open_throughout(team: Row, period: Period) -> bool:
    """Open on every day of the period."""
    return all(team_open(team, day) for day in period.days())
