"""Today: what needs a person, what is simply done with one key, and what is put off until a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, delete, func, insert, or_, select

from ipsdesk.errors import CannotRun
from ipsdesk.models import Snooze
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.meetings_closed import my_staff
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, STANDS_FOR, access_of
from ipsdesk.services.roles import EVERYONE, STAFF, Role, Service, allowed
from ipsdesk.services.today_done import NOT_THERE, done_today, mark, week_of
from ipsdesk.services.today_lines import (
    OpenPerson,
    Scope,
    Section,
    TodayKind,
    TodayLine,
    TodayList,
    section_of,
)
from ipsdesk.services.today_whose import WHOSE, staff_names
from ipsdesk.services.today_worded import Worded
from ipsdesk.services.today_words import worded

__all__ = ["Scope", "Today", "TodayLine", "TodayList"]

NOBODYS = "Nobody’s yet"
"""Whose records are that no member of staff is named for."""
SNOOZES = Snooze.__table__
PUT_OFF = "snooze"
"""The kind of record that is announced when a line was put off."""
CONFIDENTIAL = frozenset({TodayKind.SUPERVISION, TodayKind.DBS})
LONGEST_PUT_OFF = 30 * DAY
ORDER = {one: place for place, one in enumerate((*Section, *TodayKind))}


class Today(Service):
    """Each line is told from the records whenever it is asked for; only what is put off is kept."""

    @allowed(*EVERYONE)
    def lines(self, scope: Scope = Scope.MINE) -> TodayList:
        """What waits, the most pressing first; of a restricted record no more than that something does."""
        today, actor = self.workspace.today(), self.workspace.actor
        with self.workspace.transactions.read() as connection:
            every, put_off = self._lines(connection, today), self._put_off(connection, today)
            me = who_am_i(connection, actor.account, actor.name)
            waiting = [line for line in every if line.key not in put_off]
            lines = [line for line in waiting if scope is Scope.EVERYONE or line.is_mine]
            return TodayList(
                today,
                scope,
                me[1] if me else "",
                tuple(lines),
                len(waiting) - len(lines),
                sum(line.key in put_off for line in every),
                done_today(connection, self.workspace),
                week_of(connection, me[0], today) if me else None,
            )

    @allowed(*STAFF)
    def snooze(self, key: str, until: date) -> Done:
        """Put a line off until a day, for this account alone; the others go on seeing it.

        Raises ``CannotRun`` for a day that is not one of the next thirty, and for a line that is not there.
        """
        today, account, now = self.workspace.today(), self.workspace.actor.account, self.workspace.now()
        if not today < until <= today + LONGEST_PUT_OFF:
            raise CannotRun(
                f"Put it off until a day between {shown_day(today + DAY)} and "
                f"{shown_day(today + LONGEST_PUT_OFF)}. Nothing was changed."
            )
        with self.workspace.transactions.begin() as connection:
            line = next((one for one in self._lines(connection, today) if one.key == key), None)
            if line is None:
                raise CannotRun(NOT_THERE)
            over = or_(SNOOZES.c.key == key, SNOOZES.c.until_on <= today)
            connection.execute(delete(Snooze).where(SNOOZES.c.account_id == account, over))
            row = {"key": key, "until_on": until, "account_id": account, "at": now.isoformat()}
            connection.execute(insert(Snooze).values(row))
            words = ", ".join(part for part in (line.kind, line.name) if part)
            self.workspace.note(connection, "put off", {"line": words, "until": until.isoformat()})
        return self._announced(f"Put off until {shown_day(until)}: {words}")

    @allowed(*STAFF)
    def bring_back(self) -> Done:
        """Show again all that this account has put off; raises ``CannotRun`` where that is nothing."""
        today, account = self.workspace.today(), self.workspace.actor.account
        own = (SNOOZES.c.account_id == account, SNOOZES.c.until_on > today)
        with self.workspace.transactions.begin() as connection:
            count = connection.scalar(select(func.count()).select_from(SNOOZES).where(*own))
            if not count:
                raise CannotRun("Nothing of yours is put off. Nothing was changed.")
            connection.execute(delete(Snooze).where(*own))
            self.workspace.note(connection, "brought back what was put off", {"lines": count})
        return self._announced(f"Brought back: {count} put off")

    @allowed(*STAFF)
    def mark_done(self, key: str) -> Done:
        """Write today as the day on which what a line asks for was done; undone as any saved change.

        Raises ``CannotRun`` where it is done already or more is needed, and ``ReasonNeeded``.
        """
        with self.workspace.transactions.begin() as connection:
            saving = mark(connection, self.workspace, key, self.workspace.today())
        self.workspace.changes.announce(frozenset(saving.kinds))
        return Done(saving.words, saving.at, frozenset(saving.kinds))

    # ---- in the caller's transaction ----------------------------------------------------------------

    def _lines(self, connection: Connection, today: date) -> list[TodayLine]:
        """Everything that waits, of everyone, put off or not."""
        role = self.workspace.actor.role
        leads = role in (Role.LEAD, Role.MANAGER)
        missing, rates = role in STAFF, role is Role.MANAGER
        waiting = worded(connection, today, with_missing=missing, with_weeks=leads, with_rates=rates)
        found = {one.key: one for one in waiting}
        lines: dict[str, TodayLine] = {}
        for line in self._owned(connection, today, list(found.values())):
            if line.kind is TodayKind.MISSING and not (leads or (line.is_mine and line.owner)):
                continue  # each fills in what is theirs; who makes the return sees whose is open
            if line.is_mine or line.key not in lines:
                lines[line.key] = line
        return sorted(lines.values(), key=_in_order)

    def _owned(self, connection: Connection, today: date, found: list[Worded]) -> Iterator[TodayLine]:
        wanted = {one.client for one in found if one.client is not None}
        given = {"last": today, "wanted": json.dumps(sorted(wanted))}
        people = {client: (name, staff) for client, name, staff in WHOSE.rows(connection, given)}
        withheld, mine = access_of(connection, self.workspace).asked, self._mine(connection, today)
        names = staff_names(connection)
        for one in self._told(connection, found):
            if one.client is not None and one.client not in people:
                continue  # removed
            name, specialist = people.get(one.client or 0, ("", None))
            staff = one.staff or specialist
            owner = names.get(staff or 0, "")
            if one.kind is TodayKind.MISSING:
                name = owner or NOBODYS
            if one.client in withheld:
                yield _withheld(one.client or 0, name, owner, is_mine=staff in mine)
            else:
                to_all = one.kind in (TodayKind.RATES, TodayKind.SIGN_OFF, TodayKind.RETURN_DUE)
                is_mine = staff in mine or to_all or (staff is None and self._is_for_all(one))
                yield _line(one, today, name, owner, is_mine=is_mine)

    def _told(self, connection: Connection, found: list[Worded]) -> Iterator[Worded]:
        """Without the supervision and clearance of others, but for those who lead or see to it."""
        me, leads = (
            my_staff(connection, self.workspace),
            self.workspace.actor.role in (Role.LEAD, Role.MANAGER),
        )
        for one in found:
            if one.person is not None and one.person == me:
                yield one._replace(staff=me, words=one.to_them)
            elif leads or one.kind not in CONFIDENTIAL or (me is not None and one.staff == me):
                yield one

    def _is_for_all(self, one: Worded) -> bool:
        """Whether a line that is nobody's is seen under Mine: what is about nobody waits for leads."""
        leads = self.workspace.actor.role in (Role.LEAD, Role.MANAGER)
        return one.kind is TodayKind.MISSING or (leads and one.client is None)

    def _mine(self, connection: Connection, today: date) -> set[int]:
        """The members of staff whose lines are Mine: the account's own, and those it covers."""
        actor = self.workspace.actor
        me = who_am_i(connection, actor.account, actor.name)
        stands_for = connection.scalars(STANDS_FOR, {"account": actor.account, "last": today})
        return {*stands_for, *(me[:1] if me else ())}

    def _put_off(self, connection: Connection, today: date) -> set[str]:
        own = select(SNOOZES.c.key).where(
            SNOOZES.c.account_id == self.workspace.actor.account, SNOOZES.c.until_on > today
        )
        return set(connection.scalars(own))

    def _announced(self, words: str) -> Done:
        kinds = frozenset({PUT_OFF})
        self.workspace.changes.announce(kinds)
        return Done(words, self.workspace.now(), kinds)


def _line(one: Worded, today: date, name: str, owner: str, *, is_mine: bool) -> TodayLine:
    return TodayLine(
        one.key,
        one.kind,
        one.client,
        name,
        one.words,
        one.second(today),
        one.due_on,
        section_of(one.due_on, today, one.usual),
        owner,
        is_mine,
        one.opens,
        one.can_be_done,
    )


def _withheld(client: int, name: str, owner: str, *, is_mine: bool) -> TodayLine:
    """One line for all that waits about a person whose record this account opens only with a reason."""
    kind = TodayKind.RESTRICTED
    key = f"{kind.name.lower()}:{client}"
    return TodayLine(
        key, kind, client, name, RESTRICTED_RECORD, "opened with a reason", None, Section.THIS_WEEK, owner,
        is_mine, OpenPerson(client),
    )  # fmt: skip


def _in_order(line: TodayLine) -> tuple[int, date, int, str, str]:
    return ORDER[line.section], line.due_on or date.max, ORDER[line.kind], line.name.casefold(), line.key
