"""The lines of Today are those that a plain count of the records gives, on random small units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.services.caseload import Caseload
from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.desk import Desk
from ipsdesk.services.today import Scope, Today
from ipsdesk.services.today_lines import TodayKind, TodayLine
from tests.recount.days import months_after
from tests.recount.generator import generate_unit
from tests.services.test_caseload import kinds
from tests.units import bring_in, rows_of

WITH_THE_PERSON = {"client", "in-work support", "benefits advice", "careers advice"}
DAYS = (date(2026, 3, 31), date(2026, 6, 24), date(2026, 9, 30))
Row = dict[str, Any]


class Plain:
    """The records as plain rows, removed ones left out, days as days."""

    def __init__(self, desk: Desk, today: date) -> None:
        self.today = today
        self._desk = desk
        self.episodes = self._rows("episodes")
        self.contacts = self._rows("contacts")
        self.actions = self._rows("plan_actions")
        self.plans = self._rows("plans")
        self.activities = self._rows("activities")
        self.milestones = {(one["activity_id"], one["milestone"]) for one in self._rows("milestones")}
        self.clients_of: dict[int, list[int]] = {}
        for contact, client in rows_of(
            desk, "SELECT contact_id, client_id FROM contact_clients ORDER BY contact_id, position"
        ):
            self.clients_of.setdefault(contact, []).append(client)

    def _rows(self, table: str) -> list[Row]:
        names = [name for (name,) in rows_of(self._desk, f"SELECT name FROM pragma_table_info('{table}')")]
        read = rows_of(self._desk, f"SELECT {', '.join(names)} FROM {table} WHERE removed_at IS NULL")
        return [{name: _day(name, value) for name, value in zip(names, row, strict=True)} for row in read]

    def on_caseload(self) -> list[Row]:
        return [
            one
            for one in self.episodes
            if one["started_on"] and one["started_on"] <= self.today
            if one["closed_on"] is None or one["closed_on"] > self.today
        ]

    def under_way(self) -> set[int]:
        def is_over(day: date | None) -> bool:
            return day is not None and day <= self.today

        return {
            one["client_id"]
            for one in self.episodes
            if not is_over(one["closed_on"]) and not is_over(one["declined_on"])
        }

    def latest_with(self, client: int) -> date | None:
        days = [
            one["on_date"]
            for one in self.contacts
            if client in self.clients_of.get(one["id"], [])
            if one["kind"] in WITH_THE_PERSON and one["attended"] and one["on_date"] <= self.today
        ]
        return max(days, default=None)


def _day(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name.endswith(("_on", "on_date")) and value else value


def actions(plain: Plain) -> Iterator[str]:
    until = plain.today + timedelta(days=28)
    for one in plain.actions:
        due = one["due_on"]
        if due and due <= until and one["done_on"] is None and one["client_id"] in plain.under_way():
            yield f"action:{one['id']}"


def next_actions(plain: Plain) -> Iterator[str]:
    until = plain.today + timedelta(days=28)
    for one in plain.contacts:
        due, people = one["next_action_due_on"], plain.clients_of.get(one["id"], [])
        is_open = due and due <= until and one["next_action_done_on"] is None
        if is_open and (not people or plain.under_way() & set(people)):
            yield f"next:{one['id']}"


def quiet(plain: Plain) -> Iterator[str]:
    for one in plain.on_caseload():
        since = plain.latest_with(one["client_id"]) or one["started_on"]
        if (plain.today - since).days >= 28:
            yield f"quiet:{one['client_id']}"


def without_employer(plain: Plain) -> Iterator[str]:
    """Of those long enough at it, who has met no employer; a counted job is taken from the measure."""
    met = [
        (client, one["on_date"])
        for one in plain.contacts
        if one["kind"] == "employer" and one["attended"] and one["mode"] == "face to face"
        for client in plain.clients_of.get(one["id"], [])
    ]
    for one in plain.on_caseload():
        days = (plain.today - one["started_on"]).days
        if days < 25 or one["position_at_start"] == "in work, job at risk":
            continue
        if not any(who == one["client_id"] and one["started_on"] <= on <= plain.today for who, on in met):
            yield f"employer:{one['id']}"


def no_next(plain: Plain) -> Iterator[str]:
    planned = {one["client_id"] for one in plain.actions if one["due_on"] and one["done_on"] is None}
    for one in plain.contacts:
        if one["next_action_due_on"] and one["next_action_done_on"] is None:
            planned |= set(plain.clients_of.get(one["id"], []))
    for one in plain.on_caseload():
        client = one["client_id"]
        agreed = [
            (plan["agreed_on"], plan["id"], plan)
            for plan in plain.plans
            if plan["client_id"] == client and one["received_on"] <= plan["agreed_on"] <= plain.today
        ]
        plan = max(agreed)[2] if agreed else None
        has_review = (
            plan and plan["next_review_on"] and (plan["reviewed_on"] or date.min) < plan["next_review_on"]
        )
        if client not in planned and not has_review:
            yield f"no_next:{client}"


JOBS = ("paid job", "self-employment")


def milestones(plain: Plain) -> Iterator[str]:
    """Of jobs that go on; the first two as one line, which is named by the first of them."""
    ours = {one["client_id"] for one in plain.on_caseload()}
    for job in plain.activities:
        if job["kind"] not in JOBS or job["client_id"] not in ours or not _goes_on(job, plain.today):
            continue
        began = job["started_on"]
        days = {"13 weeks": began + timedelta(days=91)}
        days |= {f"{many} months": months_after(began, many) for many in (3, 6, 9, 12)}
        for name, day in days.items():
            near = plain.today - timedelta(days=91) <= day <= plain.today + timedelta(days=28)
            if near and (job["id"], name) not in plain.milestones:
                line = "13 weeks" if name == "3 months" else name
                yield f"milestone:{job['id']}:{line.replace(' ', '-')}"


def unsupported(plain: Plain) -> Iterator[str]:
    """Jobs of the last 13 weeks; no random unit has a plan of support."""
    ours = {one["client_id"] for one in plain.on_caseload()}
    for job in plain.activities:
        new = plain.today - timedelta(days=90) <= job["started_on"] <= plain.today
        if job["kind"] in JOBS and new and job["client_id"] in ours and _goes_on(job, plain.today):
            yield f"no_support:{job['id']}"


def _goes_on(job: Row, today: date) -> bool:
    return job["ended_on"] is None or job["ended_on"] > today


def lines_on(desk: Desk, today: date) -> tuple[TodayLine, ...]:
    return Today(replace(desk.workspace, today=lambda: today)).lines(Scope.EVERYONE).lines


def of(lines: tuple[TodayLine, ...], kind: TodayKind) -> set[str]:
    return {line.key for line in lines if line.kind is kind}


@pytest.mark.parametrize("seed", [2, 6, 7, 9])
def test_every_line_is_one_of_a_plain_count_and_the_other_way_round(
    desk: Desk, tmp_path: Path, seed: int
) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    assert bring_in(desk, tmp_path / "unit.xlsx").written
    for today in DAYS:
        plain, lines = Plain(desk, today), lines_on(desk, today)
        assert of(lines, TodayKind.ACTION) == set(actions(plain))
        assert of(lines, TodayKind.NEXT) == set(next_actions(plain))
        assert of(lines, TodayKind.QUIET) == set(quiet(plain))
        assert of(lines, TodayKind.NO_NEXT) == set(no_next(plain))
        assert of(lines, TodayKind.MILESTONE) == set(milestones(plain))
        assert of(lines, TodayKind.NO_SUPPORT) == set(unsupported(plain))
        check_employers(desk, plain, of(lines, TodayKind.EMPLOYER))
        assert len({line.key for line in lines}) == len(lines)


def check_employers(desk: Desk, plain: Plain, found: set[str]) -> None:
    """Nobody is told who has met an employer, and who is left out has a job that counts."""
    unmet = set(without_employer(plain))
    assert found <= unmet
    at_work = {one["client_id"] for one in plain.activities if one["kind"] in ("paid job", "self-employment")}
    client_of = {f"employer:{one['id']}": one["client_id"] for one in plain.episodes}
    assert {client_of[key] for key in unmet - found} <= at_work
    caseload = Caseload(replace(desk.workspace, today=lambda: plain.today)).people().people
    flagged = {
        row.client for row in caseload if {FlagKind.DAY_COMING, FlagKind.NO_EMPLOYER} & set(kinds(row))
    }
    assert {client_of[key] for key in found} == flagged
