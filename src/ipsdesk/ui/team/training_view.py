"""Training and clearance: who had which topic when, what is due, and what is to be put on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.rules.codes import STAFF_TOPICS
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.roles import Role
from ipsdesk.services.training import ActionLine, TrainedPerson, TrainingLine, TrainingPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.team.due_words import due_mark, due_words, together
from ipsdesk.ui.team.training_asking import ask_record
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.list_room import ListRoom
from ipsdesk.ui.widgets.marks import Mark

HEADS = {
    "IPS": "IPS",
    "health and safety": "Health and safety",
    "disability and equality law": "Equality law",
    "in-work benefits": "In-work benefits",
    "working with employers": "Employers",
}
"""The five topics as the heads of columns."""
ACTION, TRAINING = "training action", "training of staff"
TOPIC_WIDTH = 112
NEVER = "Not yet"
NOTHING = "Nothing is to be put on. A new limit or rate of the unit is told here."
LOOKED_BACK = timedelta(days=60)
"""How long what is done stays listed."""


class TrainingView(DetailView):
    """What is to be put on above everybody in post; beside them all that the chosen one was trained in."""

    title: ClassVar[str] = "Training and DBS"
    kind: ClassVar[str] = TRAINING
    adds: ClassVar[str] = "Record training"
    finds: ClassVar[str] = "somebody by name or role"
    nouns: ClassVar[tuple[str, str]] = ("person", "people")
    nothing: ClassVar[str] = "Choose somebody to see what they were trained in"
    side_width: ClassVar[int] = 420

    def __init__(self, at: AtDesk) -> None:
        self.page: TrainingPage | None = None
        self._looked_for = 0
        super().__init__(at)
        self._role = at.desk.workspace.actor.role
        self.leads = self._role in (Role.LEAD, Role.MANAGER)
        self.trainings = self.card.add_section(
            Section(self._theme, "Trainings", "No training is recorded yet.", "Enter changes one.")
        )
        self._wire()

    def _wire(self) -> None:
        choose = "Choose a training action first"
        for words, does in (("Add action…", self.add_action),):
            self.to_do.add_button(words, does, "plus")
        self.to_do.add_line_button("Record training…", self._train, _any, choose, "Record training for it")
        self.to_do.add_line_button("Change…", self._change_action, _any, choose, "Change the training action")
        self.to_do.set_may_change(may=self.leads)
        self.to_do.list.opened.connect(self._train_for)
        one = "Choose a training first"
        self.trainings.add_line_button("Change…", self._change_training, _any, one, "Change the training")
        self.trainings.add_line_button("Remove…", self._remove_training, _any, one, "Remove the training")
        self.trainings.set_may_change(may=self.leads)
        self.trainings.list.opened.connect(self._open_training)
        for button in (self.card.change, self.card.remove):
            button.hide()
        self.own = Button(self._theme, "Record training…", Rank.PRIMARY)
        self.card.add_tools({self.own: self._train_chosen})

    # ---- what is shown ------------------------------------------------------------------------------

    def main(self) -> QWidget:
        self.to_do = Section(
            self._theme, "Training to put on", NOTHING, "Enter records the training.",
        )  # fmt: skip
        card = Card(self._theme)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.to_do)
        main = ListRoom(self._theme, (card,), self.list, Space.STEP)
        main.setFocusProxy(self.list)
        return main

    def listing(self, today: Callable[[], date]) -> Listing[TrainedPerson]:
        columns = (
            Column[TrainedPerson]("Name", lambda one: one.name, width=170, name=True,
                                  second=lambda one: sentence_case(one.role)),
            *(_topic(place, today) for place in range(len(STAFF_TOPICS))),
            Column[TrainedPerson]("DBS seen", lambda one: one.dbs and one.dbs.seen_on,
                                  partial(_dbs, today=today), TOPIC_WIDTH, second=_dbs_due, mark=_dbs_mark),
        )  # fmt: skip
        filters = [
            Filter[TrainedPerson]("All", everything),
            Filter[TrainedPerson]("Something overdue", _is_lacking),
        ]
        return Listing(
            "Training", columns, "Nobody is in post yet", lambda one: one.id, filters, Height.CASELOAD_ROW,
            fits=_fits,
        )  # fmt: skip

    def read(self) -> TrainingPage:
        return self._at.desk.staff_trainings.page()

    def rows_of(self, read: TrainingPage) -> Sequence[TrainedPerson]:
        self.page = read
        self.to_do.show_lines(
            [_action(one, read.today) for one in read.actions if _is_shown(one, read.today)]
        )
        if self._looked_for:
            self.to_do.list.go_to(self._looked_for)
            self.to_do.list.setFocus()
            self._looked_for = 0
        return read.people

    def words_of(self, read: TrainingPage) -> str:
        whole = sum(not one.lacking for one in read.people)
        to_do = counted(len(read.open_actions), "training") + " to put on"
        return f"{whole} of {len(read.people)} people have all five topics in date, {to_do}"

    def details(self, row: TrainedPerson) -> tuple[str, str, Details]:
        dbs = row.dbs
        told = [] if dbs is None else [("DBS certificate", _together(_seen(dbs.seen_on), dbs.due.words))]
        topics = [
            (sentence_case(one.topic), _together(_done(one.last_on), one.due.words)) for one in row.topics
        ]
        return row.name, f"{sentence_case(row.role)}, since {shown_day(row.started_on)}", [*told, *topics]

    def show_row(self, row: TrainedPerson) -> None:
        super().show_row(row)
        today = self._at.desk.workspace.today()
        self.trainings.show_lines([_training(one, today) for one in row.trainings])
        mine = self.page is not None and row.id == self.page.me
        self.card.offer({self.own: self.leads or (self.may_change and mine)})

    # ---- what is done -------------------------------------------------------------------------------

    def add(self) -> None:
        if self.page is not None:
            self.doing.ask(ask_record(self.page, self._role))

    def add_action(self) -> None:
        """The form of training that is to be put on."""
        self.doing.add(ACTION, raised_on=self._at.desk.workspace.today())

    def change(self) -> None:
        self._change_training()

    def remove(self) -> None:
        self._remove_training()

    def known(self) -> Mapping[str, Plain]:
        return {"on_date": self._at.desk.workspace.today()}

    def _train_chosen(self) -> None:
        if self.page is not None and self.chosen is not None:
            self.doing.ask(ask_record(self.page, self._role, [self.chosen.id]))

    def _train(self) -> None:
        if (line := self.to_do.list.current()) is not None:
            self._train_for(line.about)

    def _train_for(self, action: ActionLine) -> None:
        if self.page is None or not self.may_change:
            return
        still = [one for one, _ in action.still]
        self.doing.ask(ask_record(self.page, self._role, still, action))

    def _change_action(self) -> None:
        if (line := self.to_do.list.current()) is not None:
            self.doing.change(ACTION, line.about.id)

    def _change_training(self) -> None:
        if (line := self.trainings.list.current()) is not None:
            self._open_training(line.about)

    def _open_training(self, training: TrainingLine) -> None:
        if self.leads:
            self.doing.change(TRAINING, training.id)

    def _remove_training(self) -> None:
        line = self.trainings.list.current()
        if line is not None and self.leads and self.chosen is not None:
            name = f"training of {self.chosen.name} on {shown_day(line.about.on)}"
            self.doing.remove(TRAINING, line.about.id, name)

    def show_record(self, key: int) -> None:
        """Somebody by their key; less than 0: the action with that key."""
        if key > 0:
            super().show_record(key)
        else:
            self._looked_for = -key
            self.refresh()

    def _added(self, kind: str, key: int) -> None:
        if kind == ACTION:
            self.show_record(-key)


def _topic(place: int, today: Callable[[], date]) -> Column[TrainedPerson]:
    def last(row: TrainedPerson) -> date | None:
        return row.topics[place].last_on

    def words(row: TrainedPerson) -> str:
        day = last(row)
        return short_day(day, today()) if day else NEVER

    def due(row: TrainedPerson) -> str:
        return due_words(row.topics[place].due)

    def mark(row: TrainedPerson) -> Mark | None:
        return due_mark(row.topics[place].due)

    return Column(HEADS[STAFF_TOPICS[place]], last, words, TOPIC_WIDTH, second=due, mark=mark)


def _dbs(row: TrainedPerson, today: Callable[[], date]) -> str:
    if row.dbs is None:
        return ""
    return short_day(row.dbs.seen_on, today()) if row.dbs.seen_on else NEVER


def _dbs_due(row: TrainedPerson) -> str:
    return due_words(row.dbs.due) if row.dbs is not None else "not shown to you"


def _dbs_mark(row: TrainedPerson) -> Mark | None:
    return due_mark(row.dbs.due) if row.dbs is not None else None


def _action(one: ActionLine, today: date) -> Line:
    """What, for whom, who still lacks it, and by when."""
    whom = "for " + (", ".join(one.whom) if one.whom else "everybody in post")
    names = ", ".join(name for _, name in one.still)
    still = f"still to come: {names}" if one.is_begun else "nobody was trained yet"
    still = still if one.still else ""
    note = _together(sentence_case(one.topic), whom, still, one.owner and f"{one.owner} sees to it")
    if one.done_on is not None:
        return Line(one.id, one.what, note, f"Done {short_day(one.done_on, today)}", Mark.DONE, quiet=True,
                    about=one)  # fmt: skip
    over = one.due_on < today
    aside = f"{'Overdue since' if over else 'Due'} {short_day(one.due_on, today)}"
    return Line(one.id, one.what, note, aside, Mark.OVERDUE if over else Mark.WAITING, about=one)


def _is_shown(one: ActionLine, today: date) -> bool:
    return one.done_on is None or today - one.done_on <= LOOKED_BACK


def _training(one: TrainingLine, today: date) -> Line:
    title = one.title or sentence_case(one.topic)
    topic = sentence_case(one.topic) if one.title else ""
    note = together(topic, one.provider, "ad hoc" if one.is_ad_hoc else "")
    return Line(one.id, title, note, short_day(one.on, today), about=one)


def _done(day: date | None) -> str:
    return f"last {shown_day(day)}" if day else "not yet"


def _seen(day: date | None) -> str:
    return f"seen {shown_day(day)}" if day else "not seen yet"


def _together(*parts: str) -> str:
    return sentence_case("; ".join(part for part in parts if part))


def _any(_line: Line) -> bool:
    return True


def _is_lacking(row: TrainedPerson) -> bool:
    return bool(row.lacking) or (row.dbs is not None and row.dbs.due.is_over)


def _fits(row: Any, typed: Sequence[str]) -> bool:
    text = plain(f"{row.name}\n{row.role}")
    return all(plain(part) in text for part in typed)
