"""Training, meetings with teams, host teams, policies and documents of the unit, on real units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import CannotRun, ChangedSince, NotAllowed, NotSaved
from ipsdesk.measures.together import team_meetings
from ipsdesk.rules.rates import RateKind
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.records import RecordRef
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.training import StaffTrainings, TrainedPerson
from tests.units import copy_unit, rows_of, sit_down

TODAY = date(2026, 11, 22)
APRIL = date(2027, 4, 5)
LIMIT = "The earnings limit changes to £203.50 from 5 April 2027"
ACTIONS = "SELECT what, because, due_on, done_on FROM training_actions WHERE removed_at IS NULL ORDER BY id"


def add(desk: Desk, kind: str, /, **values: object) -> int:
    """A record by its form, with the reference it proposes."""
    form = desk.editing.blank(kind, values)  # type: ignore[arg-type]
    return desk.editing.save(Typed(kind, None, 0, {**form.values, **values})).id  # type: ignore[dict-item]


def seen_by(desk: Desk, role: Role, account: int = 99) -> StaffTrainings:
    """The training of staff as somebody else sees it."""
    return StaffTrainings(replace(desk.workspace, actor=Actor(account, "Somebody", role)))


def person(desk: Desk, name: str, trainings: StaffTrainings | None = None) -> TrainedPerson:
    page = (trainings or desk.staff_trainings).page()
    return next(one for one in page.people if one.name == name)


def rate(desk: Desk, pence: int = 20350, kind: str = RateKind.LIMIT, **more: object) -> int:
    about = {"kind": kind, "from_on": APRIL, "pence": pence, "certainty": "published"}
    return add(desk, "rate", **about, **more)


@pytest.fixture(scope="module")
def closed(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    unit = copy_unit(empty_unit, tmp_path_factory.mktemp("standards") / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        add(desk, "team", name="Ward One", opened_on=date(2025, 1, 1))
        add(desk, "staff", name="Bryn Hale", role="employment specialist", started_on=date(2025, 3, 1),
            wte=1_000_000, team_ids=["1"], dbs_seen_on=date(2023, 12, 1))  # fmt: skip
        add(desk, "staff", name="Cass Moor", role="employment specialist", started_on=date(2026, 9, 1),
            wte=500_000)  # fmt: skip
        add(desk, "staff", name="Dov Leaver", role="employment specialist", started_on=date(2024, 1, 1),
            left_on=date(2026, 6, 30))  # fmt: skip
    return unit


@pytest.fixture
def desk(closed: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(closed, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        yield desk


# ---- training -----------------------------------------------------------------------------------------


def test_several_people_are_trained_in_one_change(desk: Desk) -> None:
    told: dict[str, Any] = {
        "on_date": date(2026, 5, 4),
        "topic": "IPS",
        "title": "The eight principles",
        "hours": 7200,
    }
    done = desk.staff_trainings.record(told, [1, 2])
    assert "for 2 people" in done.words
    bryn, cass = person(desk, "Bryn Hale"), person(desk, "Cass Moor")
    assert [one.topics[0].last_on for one in (bryn, cass)] == [date(2026, 5, 4)] * 2
    assert bryn.topics[0].due.words == "next 4 May 2027"
    with pytest.raises(NotSaved) as refused:
        desk.staff_trainings.record(told, [2])
    assert refused.value.problems == {"staff": "Cass Moor has this training on 4 May 2026 already"}
    desk.records.undo_last()
    assert not person(desk, "Bryn Hale").trainings
    assert not person(desk, "Cass Moor").trainings


def test_what_can_not_be_is_refused_at_its_field(desk: Desk) -> None:
    with pytest.raises(NotSaved) as refused:
        desk.staff_trainings.record({"on_date": date(2026, 12, 1), "topic": "dancing"}, [1])
    assert set(refused.value.problems) == {"on_date", "topic"}
    with pytest.raises(NotSaved, match="choose at least one"):
        desk.staff_trainings.record({"on_date": TODAY, "topic": "IPS"}, [])


def test_leavers_are_not_listed_and_a_topic_never_done_is_overdue(desk: Desk) -> None:
    assert [one.name for one in desk.staff_trainings.page().people] == ["Bryn Hale", "Cass Moor"]
    cass = person(desk, "Cass Moor")
    ips, safety = cass.topics[:2]
    assert not ips.due.is_over
    assert ips.due.never
    assert safety.last_on is None


def test_others_are_not_told_when_a_certificate_was_seen(desk: Desk) -> None:
    own = person(desk, "Bryn Hale").dbs
    assert own is not None
    assert own.seen_on == date(2023, 12, 1)
    assert own.due.words == "due 1 Dec"
    for role in (Role.PRACTITIONER, Role.AUDITOR):
        assert all(one.dbs is None for one in seen_by(desk, role).page().people)
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET staff_id = 1")
    me = seen_by(desk, Role.PRACTITIONER, desk.workspace.actor.account)
    assert person(desk, "Bryn Hale", me).dbs is not None
    assert person(desk, "Cass Moor", me).dbs is None


def test_a_practitioner_records_their_own_training_alone(desk: Desk) -> None:
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET staff_id = 2")
    me = seen_by(desk, Role.PRACTITIONER, desk.workspace.actor.account)
    told: dict[str, Any] = {"on_date": TODAY, "topic": "IPS"}
    with pytest.raises(NotAllowed, match="its own training alone"):
        me.record(told, [1, 2])
    me.record(told, [2])
    assert person(desk, "Cass Moor").topics[0].last_on == TODAY


# ---- training actions ---------------------------------------------------------------------------------


def test_a_new_limit_makes_one_action_and_the_next_figure_of_that_day_joins_it(desk: Desk) -> None:
    rate(desk)
    told = "New limits and rates from 5 April 2027"
    assert rows_of(desk, ACTIONS) == [(LIMIT, told, "2027-04-05", None)]
    rate(desk, 1300, RateKind.WAGE, from_age=21)
    wage = "The minimum wage from age 21 changes to £13.00 an hour from 5 April 2027"
    assert rows_of(desk, ACTIONS) == [(f"{LIMIT}\n{wage}", told, "2027-04-05", None)]
    desk.records.undo_last()
    assert [row[0] for row in rows_of(desk, ACTIONS)] == [LIMIT]
    desk.records.undo_last()
    assert rows_of(desk, ACTIONS) == []


def test_the_action_says_a_changed_figure_once_and_goes_with_a_removed_one(desk: Desk) -> None:
    key = rate(desk)

    def change(**values: object) -> None:
        form = desk.editing.form("rate", key)
        desk.editing.save(Typed("rate", key, form.version, {**form.values, **values}))  # type: ignore[dict-item]

    change(source="a letter")
    assert [row[0] for row in rows_of(desk, ACTIONS)] == [LIMIT]
    change(pence=20500)
    assert [row[0] for row in rows_of(desk, ACTIONS)] == [LIMIT.replace("203.50", "205.00")]
    change(from_on=date(2027, 4, 12), pence=20350)
    assert rows_of(desk, ACTIONS) == [
        (LIMIT.replace("5 April", "12 April"), "New limits and rates from 12 April 2027", "2027-04-12", None)
    ]
    removal = desk.records.remove(RecordRef("rate", key), "typed by mistake")
    assert "training action" in removal.kinds
    assert rows_of(desk, ACTIONS) == []
    (removed,) = desk.records.removed()
    desk.records.bring_back(removed.change)
    assert len(rows_of(desk, ACTIONS)) == 1


def test_the_action_is_done_when_everybody_in_post_was_trained_for_it(desk: Desk) -> None:
    rate(desk)
    (action,) = desk.staff_trainings.page().actions
    assert [name for _, name in action.still] == ["Bryn Hale", "Cass Moor"]
    told: dict[str, Any] = {"on_date": date(2026, 11, 20), "topic": "in-work benefits", "ad_hoc": True,
            "action_id": str(action.id)}  # fmt: skip
    desk.staff_trainings.record(told, [1])
    (action,) = desk.staff_trainings.page().open_actions
    assert [name for _, name in action.still] == ["Cass Moor"]
    done = desk.staff_trainings.record(told, [2])
    assert "The training action is done" in done.words
    (action,) = desk.staff_trainings.page().actions
    assert action.done_on == TODAY  # not before it was raised
    assert person(desk, "Cass Moor").topics[3].last_on == date(2026, 11, 20)
    (training,) = rows_of(desk, "SELECT id FROM staff_training WHERE staff_id = 2")
    desk.records.remove(RecordRef("training of staff", training[0]), "was not there")
    assert [one.still for one in desk.staff_trainings.page().open_actions] == [((2, "Cass Moor"),)]
    rate(desk, 70000, RateKind.WITH_HOUSING)
    desk.records.undo_last()
    desk.records.bring_back(desk.records.removed()[0].change)
    assert desk.staff_trainings.page().open_actions == ()


def test_what_everybody_was_told_already_is_not_asked_again(desk: Desk) -> None:
    rate(desk)
    told: dict[str, Any] = {"on_date": TODAY, "topic": "in-work benefits", "action_id": "1"}
    desk.staff_trainings.record(told, [1, 2])
    rate(desk, 70000, RateKind.WITH_HOUSING)
    first, second = desk.staff_trainings.page().actions
    assert first.done_on is None
    assert "work allowance" in first.what
    assert second.done_on == TODAY


# ---- meetings -----------------------------------------------------------------------------------------


def test_the_months_of_a_team_are_counted_as_the_measure_counts_them(desk: Desk) -> None:
    for on, staff in ((date(2026, 10, 6), ["1"]), (date(2026, 10, 20), []), (date(2026, 9, 8), ["1"]),
                      (date(2026, 9, 22), ["1"]), (date(2026, 11, 3), ["1"])):  # fmt: skip
        add(desk, "team meeting", on_date=on, team_id="1", kind="referral or allocation", staff_ids=staff)
    add(desk, "team meeting", on_date=date(2026, 11, 19), team_id="1", kind="clinical", staff_ids=["1"])
    add(desk, "contact", on_date=date(2026, 11, 10), kind="clinical vocational lead", team_id="1",
        staff_id="1", attended=True)  # fmt: skip
    page = desk.team_meetings.page()
    (ward,) = page.teams
    assert ward.meetings == (1, 1, 2, 0)
    assert ward.contacts == (False, True, False, False, False)
    assert ward.clinical_on == date(2026, 11, 19)
    assert ward.missing.startswith("October: 1 allocation meeting; August: 2 allocation meetings; contact")
    assert [one.staff for one in page.meetings[:2]] == [("Bryn Hale",), ("Bryn Hale",)]
    span = {"first": date(2026, 8, 1), "last": date(2026, 11, 30)}
    with desk.workspace.transactions.read() as connection:
        met = [bool(row.amount) for row in connection.execute(team_meetings.cases, span)]
    assert met == [had is not None and had >= 2 for had in reversed(ward.meetings)]


# ---- host teams ---------------------------------------------------------------------------------------


def test_a_host_team_says_what_is_missing(desk: Desk) -> None:
    (team,) = desk.host_teams.page().teams
    assert team.agreement is None
    key = add(desk, "host team agreement", team_id="1", agreed_on=date(2025, 10, 1), desk="yes",
              champion="yes", computer="yes", risk_information="yes", referral_process="yes",
              clinical_supervision="yes", clinical_meetings="yes", induction="partly")  # fmt: skip
    agreement = desk.host_teams.page().teams[0].agreement
    assert agreement is not None
    assert agreement.missing == (
        "Partly there: induction. Not talked about: meeting rooms, regular reviews. "
        "The champion has no name here."
    )
    assert agreement.due.words == "overdue since 1 Oct"
    desk.host_teams.answer(key, "rooms", "no")
    desk.host_teams.reviewed(key)
    agreement = desk.host_teams.page().teams[0].agreement
    assert agreement is not None
    assert agreement.missing.startswith("Missing: meeting rooms. ")
    assert agreement.due.day == date(2027, 11, 22)
    desk.records.remove(RecordRef("host team agreement", key), "agreed anew")
    with pytest.raises(CannotRun, match="has been removed"):
        desk.host_teams.answer(key, "rooms", "yes")


# ---- policies and documents ---------------------------------------------------------------------------


def test_the_six_policies_are_offered_checked_and_due_a_year_on(desk: Desk) -> None:
    add(desk, "policy", title="Our confidentiality", topic="confidentiality", agreed_on=date(2025, 6, 1))
    page = desk.policies.page()
    assert len(page.lacking) == 5
    assert page.policies[0].due.words == "overdue since 1 Jun"
    desk.policies.begin()
    page = desk.policies.page()
    assert (len(page.policies), page.lacking) == (6, ())
    assert page.overdue == 6
    with pytest.raises(CannotRun, match="already"):
        desk.policies.begin()
    for one in page.policies:
        desk.policies.checked(one.id)
    page = desk.policies.page()
    assert {one.due.day for one in page.policies} == {date(2027, 11, 22)}
    assert page.overdue == 0


def test_a_document_is_kept_inside_the_unit_and_programs_are_refused(desk: Desk, tmp_path: Path) -> None:
    path, program = tmp_path / "contract.txt", tmp_path / "contract.pdf"
    path.write_text("Between the trust and the unit")
    program.write_bytes(b"MZ\x90\x00")
    told: dict[str, Any] = {"title": "Contract 2026", "type": "contract", "review_on": date(2027, 3, 31)}
    with pytest.raises(CannotRun, match="a program or a script"):
        desk.unit_documents.add(program, told)
    with pytest.raises(NotSaved, match="Title is needed"):
        desk.unit_documents.add(path, {"type": "contract"})
    desk.unit_documents.add(path, told)
    path.unlink()
    (line,) = desk.policies.page().documents
    assert desk.unit_documents.open(line.id).content == b"Between the trust and the unit"
    desk.unit_documents.save_copy(line.id, tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text() == "Between the trust and the unit"
    version, values = desk.unit_documents.values(line.id)
    desk.unit_documents.change(line.id, version, {**values, "title": "Contract 2026 to 2027"})
    with pytest.raises(ChangedSince):
        desk.unit_documents.change(line.id, version, values)
    noted = rows_of(desk, "SELECT action FROM audit_entries WHERE kind = 'document of the unit' ORDER BY id")
    assert [action for (action,) in noted] == ["added", "viewed", "saved a copy", "changed"]
    desk.records.remove(RecordRef("document of the unit", line.id), "it is out of date")
    assert desk.policies.page().documents == ()
    with pytest.raises(CannotRun, match="has been removed"):
        desk.unit_documents.open(line.id)
    assert not [one for one in desk.folder.rglob("*") if one.is_file() and b"Between" in one.read_bytes()]
