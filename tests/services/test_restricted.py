"""Restricted records are opened with a reason, by who works with the person, or by who covers for them."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert

from ipsdesk.errors import CannotRun, ReasonNeeded
from ipsdesk.models import Account
from ipsdesk.rules.periods import DAY, parse_period
from ipsdesk.services.caseload import Caseload
from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.caseload_list import Filter, PersonRow
from ipsdesk.services.cases import Cases
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours import Hours
from ipsdesk.services.hours_week import PersonWeek
from ipsdesk.services.intake_conflicts import ONLY_READ
from ipsdesk.services.restricted import Restricted
from ipsdesk.services.restricted_access import LIFTED, OPENED, RESTRICTED
from ipsdesk.services.restricted_covers import MOST_DAYS, When
from ipsdesk.services.roles import Actor, Role, Service, Workspace
from ipsdesk.services.scorecards import Scorecards
from tests.units import TODAY, bring_in, rows_of, write_book

STARTED, MONDAY = date(2026, 3, 2), date(2026, 11, 16)
NAME = "Annis Fold"
SPECIALIST, KEY_WORKER, COORDINATOR, STRANGER = 11, 12, 13, 14
"""Accounts of the staff S1 to S4; the last works with nobody."""
BOOK: dict[str, list[tuple[object, ...]]] = {
    "Staff": [
        ("Staff ID", "Name", "Role", "Started", "Employment WTE"),
        *((f"S{n}", f"Staff {n}", "employment specialist", date(2024, 1, 1), 1) for n in range(1, 5)),
    ],
    "Clients": [
        ("Client ID", "Name", "Benefits", "Key worker ID", "Care coordinator ID", "Needs"),
        ("C1", NAME, "ESA new style", "S2", "S3", "quiet room"),
        ("C2", "Benet Larch", "UC", None, None, None),
    ],
    "Employers": [("Employer ID", "Name"), ("E1", "Northgate Packaging")],
    "Referrals": [
        ("Referral ID", "Client ID", "Received", "Accepted", "Started", "Staff ID"),
        *((f"R{n}", f"C{n}", STARTED, STARTED, STARTED, "S1") for n in (1, 2)),
    ],
    "Plans": [("Client ID", "Agreed", "Next review"), ("C1", STARTED, TODAY)],
    "Activities": [
        ("Activity ID", "Client ID", "Kind", "Title", "Employer ID", "Started", "Permitted work",
         "Hourly pay"),
        *((f"A{n}", f"C{n}", "paid job", "Packer", "E1", STARTED, "higher", 12.71) for n in (1, 2)),
    ],
    "Hours": [
        ("Activity ID", "Date", "Hours", "Earnings"),
        *(("A1", MONDAY - back * DAY, 17, 300) for back in (0, 7)),
    ],
    "Hours reasons": [("Client ID", "Week ending", "Reason"), ("C1", MONDAY - DAY, "stood in for a friend")],
}  # fmt: skip
TOLD = ("Packer", "Northgate", "quiet room", "ESA", "higher", "stood in", "Plan review")
"""What only those who work with the person may be told."""

WAYS_IN = {(Restricted, name) for name in ("of", "restrict", "lift", "open_with_reason")}
HOURS_ALONE = {(Hours, "copy_last_week")}
"""Takes a client and hands out nothing but the hours the grid shows anyway."""

Space = Callable[..., Workspace]


@pytest.fixture
def client(desk: Desk, tmp_path: Path) -> int:
    """The key of a person whose record is restricted."""
    report = bring_in(desk, write_book(tmp_path / "unit.xlsx", BOOK))
    assert report.written, report.problems
    with desk.workspace.transactions.begin() as connection:
        for number, account in enumerate((SPECIALIST, KEY_WORKER, COORDINATOR, STRANGER), 1):
            ((staff,),) = connection.exec_driver_sql(
                "SELECT id FROM staff WHERE reference = ?", (f"S{number}",)
            )
            values = {"id": account, "name": f"Account {number}", "role": Role.PRACTITIONER, "created_at": ""}
            connection.execute(insert(Account).values(staff_id=staff, **values))
    ((key,),) = rows_of(desk, "SELECT id FROM clients WHERE reference = 'C1'")
    desk.restricted.restrict(key, "works for the unit")
    return int(key)


def at(desk: Desk, account: int, role: Role = Role.PRACTITIONER, day: date = TODAY) -> Workspace:
    """The workspace of another account on a day, nothing opened yet."""
    actor = Actor(account, f"Account {account}", role)
    return replace(desk.workspace, actor=actor, today=lambda: day, opened=set())


def is_asked(space: Workspace, client: int) -> bool:
    """Whether this account is asked for a reason."""
    try:
        return Caseload(space).record(client).person.name != NAME
    except ReasonNeeded as needed:
        return needed.client == client


def row_of(space: Workspace, client: int) -> PersonRow:
    return next(one for one in Caseload(space).people().people if one.client == client)


def week_of(space: Workspace, client: int) -> PersonWeek:
    return next(one for one in Hours(space).week(MONDAY).people if one.client == client)


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """Every statement that reads or writes."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            found.append(statement)

    with desk.workspace.transactions.read() as connection:
        engine: Engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


# ---- who is asked -----------------------------------------------------------------------------------


def methods_about_a_client() -> list[tuple[type[Service], str]]:
    """Every public method of a service that takes a client."""
    services = [one for one in Service.__subclasses__() if one.__module__.startswith("ipsdesk.")]
    public = [
        (service, name, method)
        for service in services
        for name, method in vars(service).items()
        if callable(method) and not name.startswith("_")
    ]
    return [(one, name) for one, name, method in public if "client" in inspect.signature(method).parameters]


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.LEAD, Role.MANAGER, Role.AUDITOR])
def test_every_way_to_the_record_asks_before_anything_is_read(desk: Desk, client: int, role: Role) -> None:
    space = at(desk, STRANGER, role)
    given = {
        "up_to": TODAY,
        "received_on": TODAY,
        "day": TODAY,
        "from_on": TODAY,
        "benefits": ["UC"],
        "week_ending": MONDAY - DAY,
        "reason": "why",
        "client": client,
        "meeting": 1,
    }
    ways = [one for one in methods_about_a_client() if one not in WAYS_IN | HOURS_ALONE]
    assert {(Caseload, "record"), (Caseload, "timeline"), (Hours, "history")} <= set(ways)
    for service, name in ways:
        method = getattr(service(space), name)
        if role not in method.allowed_roles:
            continue
        needed = inspect.signature(method).parameters.values()
        wanted = {one.name: given[one.name] for one in needed if one.default is inspect.Parameter.empty}
        with statements(desk) as said, pytest.raises(ReasonNeeded):
            method(**wanted)
        assert len(said) == 1, name
        assert "restrictions" in said[0]


@pytest.mark.parametrize("account", [SPECIALIST, KEY_WORKER, COORDINATOR])
def test_who_works_with_the_person_is_not_asked(desk: Desk, client: int, account: int) -> None:
    space = at(desk, account)
    assert not is_asked(space, client)
    assert Hours(space).history(client, TODAY).name == NAME
    assert week_of(space, client).jobs[0].title == "Packer"
    row = row_of(space, client)
    assert (row.job, row.flags[-1].words) == ("Packer, Northgate Packaging", "Restricted record")
    state = Restricted(space).of(client)
    assert state is not None
    assert (state.needs_reason, state.reason, state.by) == (False, "works for the unit", "First Manager")


def test_an_account_of_the_same_name_alone_is_asked(desk: Desk, client: int) -> None:
    space = at(desk, 1)
    assert is_asked(replace(space, actor=replace(space.actor, name="Staff 1")), client)


def test_a_specialist_is_the_one_of_the_day_and_until_the_closing(
    desk: Desk, client: int, tmp_path: Path
) -> None:
    changes = [("Record", "ID", "Field", "From", "Value"), ("referral", "R1", "Staff ID", TODAY, "S4")]
    assert bring_in(desk, write_book(tmp_path / "other.xlsx", {"Changes": changes})).written
    assert not is_asked(at(desk, SPECIALIST, day=TODAY - DAY), client)
    assert is_asked(at(desk, SPECIALIST), client)
    assert not is_asked(at(desk, STRANGER), client)
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE episodes SET closed_on = ? WHERE reference = 'R1'", (str(TODAY),))
    assert not is_asked(at(desk, STRANGER), client)
    assert is_asked(at(desk, STRANGER, day=TODAY + DAY), client)


# ---- a reason ---------------------------------------------------------------------------------------


def test_a_reason_opens_the_record_for_this_account_until_the_desk_is_closed(desk: Desk, client: int) -> None:
    space, announced = at(desk, STRANGER), list[frozenset[str]]()
    space.changes.listen(announced.append)
    with pytest.raises(CannotRun, match="Say why you need this record"):
        Restricted(space).open_with_reason(client, "  ")
    assert is_asked(space, client)
    Restricted(space).open_with_reason(client, " ward round ")
    assert announced == [{"restriction"}]
    assert not is_asked(space, client)
    assert Caseload(space).note_viewed(client)
    assert row_of(space, client).flags[-1].words == "Restricted record: opened with a reason"
    assert is_asked(replace(space, actor=Actor(1, "First Manager", Role.MANAGER)), client)
    assert is_asked(at(desk, STRANGER), client)
    ((account, kind, record, details),) = rows_of(
        desk, f"SELECT account_id, kind, record_id, details FROM audit_entries WHERE action = '{OPENED}'"
    )
    assert (account, kind, record, details) == (STRANGER, "client", client, '{"reason": "ward round"}')


def test_restricting_and_lifting_are_noted_on_the_record(desk: Desk, client: int) -> None:
    with pytest.raises(CannotRun, match="restricted already"):
        desk.restricted.restrict(client, "again")
    desk.restricted.lift(client, "has left the unit")
    assert desk.restricted.of(client) is None
    assert not is_asked(at(desk, STRANGER), client)
    for refused in (desk.restricted.lift, desk.restricted.open_with_reason):
        with pytest.raises(CannotRun, match="not restricted"):
            refused(client, "why")
    noted = rows_of(
        desk, "SELECT action, details FROM audit_entries WHERE action LIKE 'restrict%' ORDER BY id"
    )
    without, restricted = {"restriction": None}, {"restriction": "works for the unit"}
    assert [(action, json.loads(details)) for action, details in noted] == [
        (RESTRICTED, {"before": without, "after": restricted}),
        (LIFTED, {"before": restricted, "after": without, "reason": "has left the unit"}),
    ]


def test_why_it_is_restricted_is_told_to_those_who_may_lift_it(desk: Desk, client: int) -> None:
    for role, told in ((Role.PRACTITIONER, ""), (Role.AUDITOR, ""), (Role.LEAD, "works for the unit")):
        state = Restricted(at(desk, STRANGER, role)).of(client)
        assert state is not None
        assert (state.needs_reason, state.reason, state.name, state.reference) == (True, told, NAME, "C1")


def test_reading_and_restricting_are_no_changes_that_an_import_would_undo(desk: Desk, client: int) -> None:
    assert all(f"'{action}'" in ONLY_READ for action in (RESTRICTED, LIFTED, OPENED))
    desk.restricted.open_with_reason(client, "ward round")
    desk.restricted.lift(client, "has left the unit")
    kept = desk.intake.undo(desk.intake.imports()[0].id).kept
    assert not [one for one in kept if one.kind == "client"]


# ---- what is shown all the same ---------------------------------------------------------------------


def test_lists_show_name_and_flag_and_nothing_that_tells_more(desk: Desk, client: int) -> None:
    space = at(desk, STRANGER)
    row = row_of(space, client)
    assert (row.name, row.reference, row.stage.value) == (NAME, "C1", "In work")
    assert [(flag.kind, flag.words) for flag in row.flags] == [(FlagKind.RESTRICTED, "Restricted record")]
    assert row.filters == {Filter.ALL, Filter.IN_WORK}
    assert Caseload(space).people().counts[Filter.PERMITTED] == 1
    (found,) = Caseload(space).find("fold")
    assert (found.name, found.stage) == (NAME, "Restricted record")
    shown = week_of(space, client)
    assert (shown.name, shown.jobs[0].name, shown.jobs[0].seconds) == (NAME, "A1", 17 * 3600)
    assert not [word for word in TOLD for one in (row, shown, shown.records) if word in repr(one)]


def test_hours_are_recorded_without_saying_how_the_week_stands(desk: Desk, client: int) -> None:
    space = at(desk, STRANGER)
    hours = Hours(space)
    (job,) = week_of(space, client).jobs
    assert hours.record(job.activity, MONDAY + DAY, 3600, seen=0).is_changed
    hours.record_pay(job.activity, MONDAY + 6 * DAY, 9900)
    shown = week_of(space, client)
    assert (shown.seconds, shown.pence, shown.weeks[0].words) == (18 * 3600, 9900, "Restricted record")
    assert not hours.weeks_needing_reason(MONDAY)
    assert Hours(at(desk, SPECIALIST)).weeks_needing_reason(MONDAY)


def test_rows_behind_a_figure_do_not_tell_whose_they_are(desk: Desk, client: int) -> None:
    period = parse_period("2026-27 Q3")

    def names(space: Workspace) -> list[tuple[str, str]]:
        listed = Cases(space).with_names("access.served", period)
        drilled = Scorecards(space).drill("access.served", period).rows
        assert {(one.reference, one.name) for one in drilled} == {(one.reference, one.name) for one in listed}
        return [(one.reference, one.name) for one in listed]

    stranger = at(desk, STRANGER, Role.MANAGER)
    assert names(stranger) == [("C2", "Benet Larch"), ("restricted", "restricted")]
    assert names(at(desk, SPECIALIST, Role.MANAGER)) == [("C1", NAME), ("C2", "Benet Larch")]
    for role, key in product((Role.PRACTITIONER, Role.AUDITOR), ("profile.needs", "permitted.hours")):
        space = at(desk, STRANGER, role)
        rows = (*Cases(space).of(key, period), *Scorecards(space).drill(key, period).rows)
        assert "restricted" in {one.reference for one in rows}
        assert not {"C1", "A1"} & {one.reference for one in rows}
        assert client not in {one.client for one in rows}


# ---- cover ------------------------------------------------------------------------------------------


def staff(desk: Desk, number: int) -> int:
    ((key,),) = rows_of(desk, f"SELECT id FROM staff WHERE reference = 'S{number}'")
    return int(key)


@pytest.mark.parametrize(("day", "asked"), [(-1, True), (0, False), (4, False), (5, True)])
def test_cover_opens_the_colleagues_records_from_its_first_day_to_its_last(
    desk: Desk, client: int, day: int, asked: bool
) -> None:
    desk.restricted.add_cover(STRANGER, staff(desk, 2), TODAY, TODAY + 4 * DAY, "annual leave")
    assert is_asked(at(desk, STRANGER, day=TODAY + day * DAY), client) is asked
    assert is_asked(at(desk, 1, Role.MANAGER, TODAY + day * DAY), client)


def test_cover_that_is_ended_opens_nothing_any_more(desk: Desk, client: int) -> None:
    service, colleague = desk.restricted, staff(desk, 2)
    first, second = (
        service.add_cover(STRANGER, colleague, TODAY, TODAY + 9 * DAY, "leave") for _ in range(2)
    )
    service.end_cover(first, "back early")
    assert not is_asked(at(desk, STRANGER), client)
    service.end_cover(second, "back early")
    assert is_asked(at(desk, STRANGER), client)
    with pytest.raises(CannotRun, match="ended already"):
        service.end_cover(second, "again")
    service.add_cover(STRANGER, colleague, TODAY + DAY, TODAY + DAY, "leave")
    told = [(one.account, one.colleague, one.when) for one in service.covers()]
    assert told == [("Account 4", "Staff 2", when) for when in (When.AHEAD, When.ENDED, When.ENDED)]
    noted = rows_of(desk, "SELECT action, account_id FROM audit_entries WHERE kind = 'cover' ORDER BY id")
    assert [action for action, _ in noted] == ["added", "added", "ended", "ended", "added"]


def test_what_can_be_no_cover(desk: Desk, client: int) -> None:
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET client_id = ? WHERE id = ?", (client, KEY_WORKER))
        connection.exec_driver_sql("UPDATE accounts SET disabled_at = '2026' WHERE id = ?", (COORDINATOR,))
    add, colleague = desk.restricted.add_cover, staff(desk, 1)
    for account, first, last, says in (
        (STRANGER, 0, -1, "before its first"),
        (STRANGER, -1, -1, "are over"),
        (STRANGER, 0, MOST_DAYS, "60 days at most"),
        (SPECIALIST, 0, 0, "for themself"),
        (KEY_WORKER, 0, 0, "may not see"),
        (COORDINATOR, 0, 0, "may not see"),
    ):
        with pytest.raises(CannotRun, match=says):
            add(account, colleague, TODAY + first * DAY, TODAY + last * DAY, "leave")
    assert desk.restricted.covers() == ()
    assert add(STRANGER, colleague, TODAY, TODAY + (MOST_DAYS - 1) * DAY, "leave")
    names = [name for _, name in desk.restricted.cover_choices().accounts]
    assert names == ["Account 1", "Account 4", "First Manager"]
