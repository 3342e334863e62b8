"""The page of what was agreed: plans, who does what by when, adjustments at work, and the week."""

from __future__ import annotations

from typing import ClassVar

from ipsdesk.services.desk import Desk
from ipsdesk.services.pathway import PlanPage
from ipsdesk.services.pathway_plan import ActionLine
from ipsdesk.ui.caseload.plan_lines import action_line, adjustment_line, plan_line, week_line
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.caseload.week_picture import WeekPicture
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import Line

PLAN, ACTION, ADJUSTMENT, ENTRY = "plan", "plan action", "adjustment", "timetable entry"


class PlanOfPerson(RecordPage):
    """Four parts below each other."""

    title: ClassVar[str] = "Plan"

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme, may_change=may_change)
        self.plans = self.add_section(
            Section(theme, "Plan", "No plan is agreed yet.", "Enter changes a plan.")
        )
        self.to_do = self.add_section(
            Section(
                theme, "Actions", "Nothing is to be done.", "Space marks an action as done, Enter changes it."
            )
        )
        self.adjustments = self.add_section(
            Section(
                theme, "Adjustments at work", "No adjustment is recorded.", "Enter changes an adjustment."
            )
        )
        self.week = self.add_section(
            Section(theme, "The week", "Nothing is in the timetable yet.", "Enter changes a line.")
        )
        self.picture = WeekPicture(theme)
        self.week.add_above(self.picture)
        self._add_buttons()
        self.put_in_order()
        self.plans.list.opened.connect(self._open_plan)
        self.to_do.list.opened.connect(self._open_action)
        self.to_do.list.ticked.connect(self._tick)
        self.adjustments.list.opened.connect(self._open_adjustment)
        self.week.list.opened.connect(self._open_entry)

    def _add_buttons(self) -> None:
        self.plans.add_button("Add plan", self._add_plan, "plus")
        self.to_do.add_button("Add action", self._add_action, "plus")
        self.to_do.add_line_button(
            "Done", self._tick_current, _any_line, "Choose an action first", "Mark the action as done"
        )
        self.adjustments.add_button("Add adjustment", self._add_adjustment, "plus")
        self.week.add_button("Calendar…", self.week_wanted.emit, name="The person's week in the calendar")
        self.week.add_button("Add to the week", self._add_entry, "plus")

    # ---- what is shown ------------------------------------------------------------------------------

    def read(self, desk: Desk, client: int) -> object:
        return desk.pathway.plan(client)

    def show_read(self, client: int, read: PlanPage) -> None:
        self.client, self.today = client, read.today
        self.plans.show_lines([plan_line(one, self.today) for one in read.plans])
        self.to_do.show_lines([action_line(one, self.today) for one in read.actions])
        self.adjustments.show_lines([adjustment_line(one, self.today) for one in read.adjustments])
        self.week.show_lines([week_line(one, self.today) for one in read.week])
        self.picture.show_week([one for one in read.week if one.is_now])

    # ---- what is asked for --------------------------------------------------------------------------

    def _add_plan(self) -> None:
        self.add(PLAN, agreed_on=self.today)

    def _open_plan(self, plan: int) -> None:
        self.change(PLAN, plan)

    def _add_action(self) -> None:
        self.add(ACTION, added_on=self.today)

    def _open_action(self, action: ActionLine) -> None:
        self.change(ACTION, action.id)

    def _tick(self, action: ActionLine) -> None:
        self.tick(ACTION, action.id)

    def _tick_current(self) -> None:
        if (line := self.to_do.list.current()) is not None:
            self._tick(line.about)

    def _add_adjustment(self) -> None:
        self.add(ADJUSTMENT, asked_on=self.today)

    def _open_adjustment(self, adjustment: int) -> None:
        self.change(ADJUSTMENT, adjustment)

    def _add_entry(self) -> None:
        self.add(ENTRY)

    def _open_entry(self, entry: int) -> None:
        self.change(ENTRY, entry)


def _any_line(_line: Line) -> bool:
    return True
