"""Two records of one person become one: nothing is lost, both histories are read, undo restores all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipsdesk.errors import CannotRun, NotSaved, ReasonNeeded
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.merging import Keep, Merging
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.saving import SAVED_HERE
from tests.services.records_books import annis, ref
from tests.units import TODAY, rows_of

DAY = timedelta(days=1)
WHY = "The same NHS number on the referral letter"


def add(desk: Desk, family: str, **values: Any) -> int:
    """A new record."""
    return desk.editing.save(Typed(family, None, 0, values)).id


@pytest.fixture
def double(two: Desk) -> int:
    """Annis entered a second time, with a contact of her own and one that names both of her."""
    client = add(two, "client", reference="C9", name="Anis Fold", nhs_number="9990000018", gender="female")
    add(two, "contact", on_date=TODAY, kind="client", client_ids=[str(client)])
    add(two, "contact", on_date=TODAY, kind="client", client_ids=[str(client), str(annis(two).id)])
    return client


def standing(desk: Desk) -> Counter[str]:
    """How many records of each kind there are."""
    return Counter(
        {
            kind: rows_of(desk, f"SELECT count(*) FROM {model.__tablename__} WHERE removed_at IS NULL")[0][0]
            for kind, model in SAVED_HERE.items()
        }
    )


def content(desk: Desk) -> Mapping[str, list[tuple[Any, ...]]]:
    """Every record that counts, whole but for its version."""
    found = {}
    for model in SAVED_HERE.values():
        columns = ", ".join(one.name for one in model.__table__.columns if one.name != "version")
        table = f"SELECT {columns} FROM {model.__tablename__} WHERE removed_at IS NULL ORDER BY id"
        found[model.family.kind] = rows_of(desk, table)
    return found | {"named": rows_of(desk, "SELECT * FROM contact_clients ORDER BY 1, position")}


def named(desk: Desk, client: int) -> int:
    """How many contacts that count name a client."""
    return int(
        rows_of(
            desk,
            "SELECT count(*) FROM contact_clients JOIN contacts ON contacts.id = contact_id "
            f"WHERE client_id = {client} AND contacts.removed_at IS NULL",
        )[0][0]
    )


def test_everything_moves_and_nothing_is_lost(two: Desk, double: int) -> None:
    keep, before = annis(two).id, standing(two)
    contacts = named(two, keep) + named(two, double) - 1
    done = two.merging.merge(keep, double, WHY)
    assert standing(two) == before - Counter(client=1)
    assert (named(two, keep), named(two, double)) == (contacts, 0)
    assert done.words == "Merged: Anis Fold (C9) into Annis Fold (C1)"
    assert rows_of(two, f"SELECT nhs_number, gender, name FROM clients WHERE id = {keep}") == [
        ("9990000018", "female", "Annis Fold")
    ]
    (removed,) = two.records.removed()
    assert removed.reason == f"merged into Annis Fold (C1): {WHY}"


def test_undo_takes_a_merge_back_whole(two: Desk, double: int) -> None:
    before = content(two)
    two.merging.merge(annis(two).id, double, WHY, {"name": Keep.OTHER})
    assert content(two) != before
    two.records.undo_last()
    assert content(two) == before


def test_who_stands_twice_in_a_caseload_review_stands_in_it_once(two: Desk, double: int) -> None:
    staff = str(ref(two, "staff", "staff", "reference = 'S1'").id)
    review = str(add(two, "caseload review", reference="CR1", on_date=TODAY, staff_id=staff))
    for client, decision in ((annis(two).id, "continue"), (double, "close")):
        line = {"review_id": review, "client_id": str(client), "decision": decision}
        add(two, "person in a caseload review", **line)
    two.merging.merge(annis(two).id, double, WHY)
    lines = "SELECT client_id, decision FROM caseload_review_lines WHERE removed_at IS NULL"
    assert rows_of(two, lines) == [(annis(two).id, "continue")]


def test_both_histories_are_read_from_the_record_that_is_kept(two: Desk, double: int) -> None:
    keep = annis(two).id
    two.editing.save(Typed("client", double, 1, {"religion": "Sikh"}))
    theirs = {line.number for line in two.records.history_of_client(double)}
    mine = {line.number for line in two.records.history_of_client(keep)}
    two.merging.merge(keep, double, WHY)
    lines = two.records.history_of_client(keep)
    assert {line.number for line in lines} >= mine | theirs
    newest = [line for line in lines if line.number not in mine | theirs]
    assert any("merged into Annis Fold" in line.reason for line in newest)
    assert len(newest) < 4, "what moved along is not told line by line"


def test_what_differs_is_told_and_chosen(two: Desk, double: int) -> None:
    keep = annis(two).id
    told = two.merging.differences(keep, double)
    assert [(one.title, one.kept, one.other) for one in told.differing] == [
        ("Name", "Annis Fold", "Anis Fold")
    ]
    assert {one.title for one in told.filled} == {"NHS number", "Gender"}
    assert told.moving == ("2 contacts",)
    assert told.problems == ()
    two.merging.merge(keep, double, WHY, {"name": Keep.OTHER})
    assert rows_of(two, f"SELECT name FROM clients WHERE id = {keep}") == [("Anis Fold",)]


def test_two_referrals_open_at_once_are_said_before(two: Desk) -> None:
    keep, other = annis(two).id, ref(two, "client", "clients", "reference = 'C2'").id
    (problem,) = two.merging.differences(keep, other).problems
    assert problem == "Referrals R2 and R3 would be open at once: close one of them first."
    before = content(two)
    with pytest.raises(CannotRun, match="R2 and R3"):
        two.merging.merge(keep, other, WHY)
    assert content(two) == before


def test_a_restricted_record_stays_restricted_and_is_opened_first(two: Desk, double: int) -> None:
    keep = annis(two).id
    two.restricted.restrict(double, "Works for the unit")
    service = Merging(replace(two.workspace, actor=Actor(7, "Somebody else", Role.LEAD)))
    for act in (service.differences, lambda mine, theirs: service.merge(mine, theirs, WHY)):
        with pytest.raises(ReasonNeeded):
            act(keep, double)
    two.restricted.open_with_reason(double, "To merge it")
    two.merging.merge(keep, double, WHY)
    assert rows_of(two, "SELECT client_id FROM restrictions WHERE removed_at IS NULL") == [(keep,)]


def test_a_reason_is_needed_and_two_people(two: Desk, double: int) -> None:
    with pytest.raises(NotSaved):
        two.merging.merge(annis(two).id, double, " ")
    with pytest.raises(CannotRun, match="not two"):
        two.merging.merge(double, double, WHY)


FACTS = st.sampled_from(["01", "02", "03", None])
HISTORY = st.lists(st.tuples(st.integers(1, 4), FACTS), max_size=3)


MANY = st.integers(0, 2)


@given(
    many=st.tuples(MANY, MANY),
    bases=st.tuples(FACTS, FACTS),
    histories=st.tuples(HISTORY, HISTORY),
    takes_other=st.booleans(),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_whatever_was_recorded_from_which_day_the_chosen_fact_holds_and_undo_restores_all(
    two: Desk,
    many: tuple[int, int],
    bases: tuple[str | None, str | None],
    histories: tuple[list[tuple[int, str | None]], list[tuple[int, str | None]]],
    takes_other: bool,
) -> None:
    known = len(rows_of(two, "SELECT id FROM clients"))
    keep, other = (
        add(two, "client", reference=f"X{known + place}", name="Ida Moss", legal_status=base)
        for place, base in enumerate(bases, 1)
    )
    for client, history in zip((keep, other), histories, strict=True):
        for ago, value in history:
            version, shown = two.editing.form("client", client).version, {"legal_status": value}
            two.editing.save(Typed("client", client, version, shown, since=TODAY - ago * DAY))
    for client, number in zip((keep, other), many, strict=True):
        for place in range(number):
            add(two, "plan", client_id=str(client), agreed_on=TODAY - place * DAY)
            add(two, "contact", on_date=TODAY, kind="client", client_ids=[str(keep), str(other)][place:])
    before, count = content(two), standing(two)
    now = [two.editing.form("client", one).values["legal_status"] for one in (keep, other)]
    two.merging.merge(keep, other, WHY, {"legal_status": Keep.OTHER} if takes_other else {})
    expected = now[1] if now[0] is None or (takes_other and now[1] is not None) else now[0]
    assert two.editing.form("client", keep).values["legal_status"] == expected
    after = standing(two)
    assert {kind: count[kind] - after[kind] for kind in count if count[kind] != after[kind]}.keys() <= {
        "client",
        "change",
    }
    assert count["client"] - after["client"] == 1
    assert rows_of(two, f"SELECT count(*) FROM plans WHERE client_id = {keep}") == [(sum(many),)]
    days = "SELECT from_on FROM changes WHERE removed_at IS NULL AND client_id = "
    assert rows_of(two, f"{days}{other}") == []
    kept_days = rows_of(two, f"{days}{keep}")
    assert len(kept_days) == len(set(kept_days))
    given_days = {str(TODAY - ago * DAY) for history in histories for ago, _ in history}
    assert {day for (day,) in kept_days} >= given_days & {
        row[0] for row in rows_of(two, f"SELECT from_on FROM changes WHERE client_id IN ({keep}, {other})")
    }
    two.records.undo_last()
    assert content(two) == before


def test_who_was_merged_is_not_brought_back_empty(two: Desk, double: int) -> None:
    two.merging.merge(annis(two).id, double, WHY)
    merged = next(one for one in two.records.removed() if one.client == double)
    with pytest.raises(CannotRun, match="brought back alone it would be empty"):
        two.records.bring_back(merged.change)
