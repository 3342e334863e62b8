"""Meetings of Larkrise House that decide, who of the residents was there, and what they ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from ipsdesk.exchange.demo.days import Days, after
from ipsdesk.exchange.demo.lives import Person
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    AgendaItem,
    ClosedMeeting,
    DecisionMeeting,
    FirstImpression,
    Involvement,
    MeetingAction,
    Recommendation,
    Representative,
    Turn,
)
from ipsdesk.rules.periods import add_months

MONTHS_BACK, DAY_OF_MONTH = 13, 11
CHAIR, LEADER, LEAD = "SP", "MF", "YR"
SIGNED_AFTER, SHARED_AFTER, TURN_AHEAD = 8, 10, 14
GOVERNANCE, PANEL, GROUP = "clinical governance", "staff appointment panel", "task and finish group"
STANDING_ITEM = "Feedback from people who use the service"

REPRESENTATIVES = (
    ("Jonah Wren", 420, None, (GOVERNANCE,), "Large print. A walk round the garden before it starts."),
    ("Bernadette Plover", 400, 120, None, None),
    ("Isla Brook", 110, None, None, "Read aloud the day before, over tea."),
    ("Leah Stone", 95, None, (GOVERNANCE, PANEL), None),
)
"""Who, from and to how many days ago, at which meetings (None: any), and what they need."""
PAPERS = {"Jonah Wren": "large print", "Isla Brook": "read aloud"}
NOT_WELL = 4
"""Of so many turns one was declined, so that nobody was there."""

TOPICS = (
    ("What the log review shows", "staff", "Fewer visits were written down than made.",
     "Ask people on the wards whether visits were on time.", "agreed"),
    ("Opening the kitchen on Sundays", "resident", "Two people would work it; the head cook would come in.",
     "Everybody wants breakfast later on Sundays.", "agreed"),
    ("Mobile phones on Ash ward", "first impressions", "New people wait days for theirs.",
     "Staff should hand them back on the day, as they say they do.", "put off"),
    ("What the survey said", "survey", "Work is talked of early; letters are hard to read.",
     "Write the letters with us.", "agreed"),
)  # fmt: skip
"""Title, who proposed it, what was said, the residents' view, and the outcome."""

CLOSED_AT = {3: "A complaint about a colleague", 8: "Sick leave in the team"}
"""Months back in which the last item was closed, and what it was."""

TASKS = (
    ("Put the log review on the agenda of supervision", "MF", 30),
    ("Try Sundays for a month and count who comes", "HO", 35),
    ("Write down how phones are handed back", "YR", 28),
    ("Two residents and a specialist rewrite the letters", "PM", 40),
)
"""What, by whom, due how many days after the meeting."""
DONE_EARLY = 6
VOTES = ("votes_for", "votes_against", "abstained")

NOT_OPEN_YET = (
    ("Heads of department", "Names of staff come up in nearly every item.",
     "Part it in two, the open part first; ask the department heads in the autumn.", -60, None, "SP"),
    ("Admissions panel", "People who are not here yet are spoken of.",
     "Nobody is named any more; a representative since then.", 150, 140, "YR"),
)  # fmt: skip
"""Name, why not, the plan, to be opened and opened how many days ago, and by whom."""

IMPRESSIONS = (
    ("Chidi Dunnock", 96, 104, "yyypynp", "The cook asked what I like.", "My room had no lamp."),
    ("", 70, 78, "yynyypy", "Somebody stayed with me for the first hour.", "I did not know who was who."),
    ("Frances Dale", 31, 43, "yyyyyyp", "I was asked about work on the second day.",
     "A card with names and pictures."),
    ("Gulsen Vetch", 18, 29, "pyyyynn", "Quiet at night.", "Nobody told me where the post goes."),
)  # fmt: skip
"""Who (empty: no name given), asked and arrived how many days ago, seven answers, best, even better."""
ASKED = ("welcomed", "shown_round", "told_next", "room_ready", "felt_safe", "asked_work", "information")
ANSWERS = {"y": "yes", "p": "partly", "n": "no"}

RECOMMENDATIONS = (
    ("A lamp and a list of names in every room", "first impressions", "Chidi Dunnock", 90,
     "Bought; the list is put up by whoever has the shift.", 74, "done", 60),
    ("A board with pictures of everybody on shift", "first impressions", "", 66,
     "Staff agreed; pictures are being taken.", 50, "will be done", None),
    ("Interview practice with somebody who hires", "resident", "Isla Brook", 45,
     "Asked at the bakery; they will come.", 30, "being looked at", None),
    ("A second bus on Saturdays", "survey", "", 130, "The bus is not ours; asked the company.", 110,
     "cannot be done", None),
    ("Somebody to go with me to my first week", "resident", "Leah Stone", 9, None, None, None, None),
)  # fmt: skip
"""What, from where, who, how many days ago; the answer, when, with which outcome, and done when."""


def add_decisions(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    """Add the meetings of a year, the one ahead, and what residents find and ask for."""
    for name, first, last, meetings, needs in REPRESENTATIVES:
        rows.add(
            Representative, client_id=known[name].reference, from_on=days.ago(first),
            to_on=None if last is None else days.ago(last), meetings=list(meetings) if meetings else None,
            needs=needs,
        )  # fmt: skip
    month = days.today.replace(day=1)
    for back in range(MONTHS_BACK, -2, -1):
        on = after(add_months(month, -back), DAY_OF_MONTH)
        _Meeting(rows, days, known, f"M{MONTHS_BACK - back + 1:02}", on, back).write()
    for name, why, plan, open_by, opened, owner in NOT_OPEN_YET:
        rows.add(
            ClosedMeeting, name=name, why=why, plan=plan, open_by_on=days.ago(open_by),
            opened_on=None if opened is None else days.ago(opened), owner_id=owner,
        )  # fmt: skip
    _add_impressions(rows, days, known)


class _Meeting:
    """One meeting of a month: held and signed off, or still ahead."""

    def __init__(
        self, rows: Rows, days: Days, known: dict[str, Person], reference: str, on: date, back: int
    ) -> None:
        self.rows, self.days, self.known = rows, days, known
        self.reference, self.on, self.back = reference, on, back
        self.kind = PANEL if back == 6 else GROUP if back == 10 else GOVERNANCE
        self.held = on < days.today

    def write(self) -> None:
        """The meeting, its agenda, its action, and whose turn it was."""
        who = self._whose_turn()
        there = who if self.held and self.back % NOT_WELL else ""
        signed = self._later(SIGNED_AFTER)
        shared = self._later(SHARED_AFTER)
        self.rows.add(
            DecisionMeeting, reference=self.reference, on_date=self.on, kind=self.kind,
            name="Clinical governance" if self.kind == GOVERNANCE else None, from_time="14:00",
            place="Larkrise House, garden room", chair_id=CHAIR,
            staff_ids=[CHAIR, LEADER, LEAD] if self.held else None,
            client_ids=[self.known[there].reference] if there else None, open_to=True, signed_on=signed,
            signed_by_id=CHAIR if signed else None, minutes_version=1, shared_on=shared if there else signed,
            shared_how="Gone through together, with a copy to keep" if signed else None,
        )  # fmt: skip
        self._add_turn(who, there)
        self._add_agenda()
        if there and signed:
            self.rows.add(
                Involvement, on_date=self.on, client_id=self.known[there].reference,
                area="monitoring" if self.kind == GOVERNANCE else "planning",
                what=f"Full member of the meeting: {self.kind}", kind="meeting", meeting_id=self.reference,
            )  # fmt: skip

    def _later(self, days: int) -> date | None:
        later = after(self.on, days)
        return later if later <= self.days.today else None

    def _whose_turn(self) -> str:
        able = [
            name
            for name, first, last, meetings, _ in REPRESENTATIVES
            if self.days.ago(first) <= self.on
            and (last is None or self.on <= self.days.ago(last))
            and self.kind in (meetings or (self.kind,))
        ]
        return able[self.back % len(able)] if able else ""

    def _add_turn(self, who: str, there: str) -> None:
        offered = after(self.on, -TURN_AHEAD - 2)
        if not who or offered > self.days.today:
            return
        answered = after(offered, 2)
        known = answered <= self.days.today and (self.held or self.back % 2 == 0)
        self.rows.add(
            Turn, meeting_id=self.reference, client_id=self.known[who].reference, offered_on=offered,
            answer=("accepted" if there or not self.held else "declined") if known else None,
            answered_on=answered if known else None, attended=True if there else None,
            prepared_on=after(self.on, -3) if there else None,
            papers=PAPERS.get(who, "standard") if there else None,
            papers_on=after(self.on, -5) if there else None, expenses=8_50 if there else None,
            expenses_on=self._later(7) if there else None, debrief_on=self._later(1) if there else None,
            debrief="Was heard, and would go again." if there and self._later(1) else None,
        )  # fmt: skip

    def _add_agenda(self) -> None:
        place = self.back % len(TOPICS)
        title, proposed_by, discussion, view, outcome = TOPICS[place]
        self._item(1, STANDING_ITEM, "standing item", introduced_by="Sunita Park", outcome="noted")
        agreed = outcome == "agreed"
        votes: dict[str, Any] = dict.fromkeys(VOTES, 0) | {"votes_for": 4} if agreed else {}
        self._item(
            2, title, proposed_by, discussion=discussion, residents_view=view, outcome=outcome,
            decision="As proposed, for a month; then looked at again." if agreed else None, **votes,
        )  # fmt: skip
        if closed := CLOSED_AT.get(self.back):
            told = "Spoken of by those it concerns."
            self._item(3, closed, "staff", part="closed", discussion=told, outcome="noted")
        if self.held:
            task, owner, due = TASKS[place]
            due_on = after(self.on, due)
            done = after(due_on, -DONE_EARLY) if due_on < self.days.today else None
            self.rows.add(
                MeetingAction, meeting_id=self.reference, number=2, action=task, owner_id=owner,
                due_on=due_on, done_on=done,
            )  # fmt: skip

    def _item(self, number: int, title: str, by: str, *, part: str = "open", **minutes: Any) -> None:
        """An item of the agenda, with its minutes once the meeting was held."""
        self.rows.add(
            AgendaItem, meeting_id=self.reference, number=number, title=title, part=part, proposed_by=by,
            **(minutes if self.held else {}),
        )  # fmt: skip


def _add_impressions(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    for who, asked, arrived, answers, best, better in IMPRESSIONS:
        given = {name: ANSWERS[answer] for name, answer in zip(ASKED, answers, strict=True)}
        rows.add(
            FirstImpression, on_date=days.ago(asked), client_id=known[who].reference if who else None,
            helped_by="Jonah Wren", arrived_on=days.ago(arrived), best=best, better=better, **given,
        )  # fmt: skip
    for words, source, who, ago, answer, answered, outcome, done in RECOMMENDATIONS:
        rows.add(
            Recommendation, on_date=days.ago(ago), recommendation=words, source=source,
            client_id=known[who].reference if who else None, meeting_id="M12" if answer else None,
            answer=answer, answered_on=None if answered is None else days.ago(answered), outcome=outcome,
            done_on=None if done is None else days.ago(done),
        )  # fmt: skip
