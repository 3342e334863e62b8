"""One person's record looked at together with that person: what is shown of it, and how that is ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.measures.terms import live
from ipsdesk.models import Client, PlanAction
from ipsdesk.services.caseload_reading import uuid_of
from ipsdesk.services.caseload_record import read_record
from ipsdesk.services.caseload_way import Reached, WayStep
from ipsdesk.services.handouts import AdjustmentTold, WeekEntry, read_week
from ipsdesk.services.pathway_plan import PlanPage, read_plan_page
from ipsdesk.services.profiles_goals import GoalLine, read_goals
from ipsdesk.services.restricted_access import note_on, refuse_without_reason
from ipsdesk.services.risk_reading import RiskVersion, read_versions
from ipsdesk.services.roles import STAFF, Service, allowed
from ipsdesk.services.saving import table_of
from ipsdesk.services.trail_notes import TOGETHER_BEGUN, TOGETHER_ENDED

__all__ = ["ActionTogether", "AdjustmentTold", "GoalLine", "Reached", "Together", "TogetherPage", "WayStep"]

US = "the team"
ACTIONS = table_of(PlanAction)


@dataclass(frozen=True, slots=True)
class ActionTogether:
    """Something to be done; ``who`` is a part ("the person", "the team"), never a name."""

    action: str
    who: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """What is looked at together: nobody else is named in it."""

    client: int
    name: str
    today: date
    agreed_on: date | None
    review_due: date | None
    aim: str
    actions: tuple[ActionTogether, ...]
    adjustments: tuple[AdjustmentTold, ...]
    goals: tuple[GoalLine, ...]
    week: tuple[WeekEntry, ...]
    risk: tuple[RiskVersion, ...]
    way: tuple[WayStep, ...]


class Together(Service):
    """Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` for somebody who was removed."""

    @allowed(*STAFF)
    def begin(self, client: int) -> TogetherPage:
        """What is shown; that the view begins is noted on the person's record."""
        with self.workspace.transactions.begin() as connection:
            self._note(connection, TOGETHER_BEGUN, client)
        return self.page(client)

    @allowed(*STAFF)
    def page(self, client: int) -> TogetherPage:
        """What is shown, as it is now."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            record = read_record(connection, today, None, client)
            plan = read_plan_page(connection, client, today)
            newest = next((one for one in plan.plans if one.agreed_on <= today), None)
            return TogetherPage(
                client,
                record.person.name,
                today,
                newest.agreed_on if newest else None,
                newest.review_due if newest else None,
                newest.goal if newest else "",
                tuple(_actions(connection, client)),
                tuple(_adjustments(plan)),
                read_goals(connection, client),
                read_week(connection, client, today),
                read_versions(connection, client),
                record.way,
            )

    @allowed(*STAFF)
    def end(self, client: int) -> None:
        """Note that the view has ended; that its passphrase was right is for ``Accounts`` to say."""
        with self.workspace.transactions.begin() as connection:
            self._note(connection, TOGETHER_ENDED, client)

    def _note(self, connection: Connection, action: str, client: int) -> None:
        refuse_without_reason(connection, self.workspace, client)
        record = (Client.family.kind, client, uuid_of(connection, client))
        note_on(connection, self.workspace, action, record, {})


def _actions(connection: Connection, client: int) -> Iterator[ActionTogether]:
    """What is not done first, by its day."""
    own = ACTIONS.c
    for row in connection.execute(
        select(ACTIONS)
        .where(live(ACTIONS), own.client_id == client)
        .order_by(own.done_on.is_not(None), own.due_on.nulls_last(), own.done_on.desc(), own.id)
    ):
        yield ActionTogether(row.action, row.by_whom or (US if row.staff_id else ""), row.due_on, row.done_on)


def _adjustments(plan: PlanPage) -> Iterator[AdjustmentTold]:
    for one in plan.adjustments:
        yield AdjustmentTold(
            one.adjustment, one.asked_on, one.agreed_on, one.in_place_on, bool(one.access_to_work)
        )
