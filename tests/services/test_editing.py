"""Records typed into forms: what the form is given, what is saved, what is refused and at which field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipsdesk.errors import CannotRun, ChangedSince, NotAllowed, NotSaved
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Editing, SavedRecord, Typed
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.records import RecordRef
from ipsdesk.services.roles import Role
from tests.units import rows_of

MAY = date(2026, 5, 1)


def add(desk: Desk, kind: str, /, **values: Plain) -> SavedRecord:
    """A new record with these values over what its form is given."""
    blank = desk.editing.blank(kind)
    return desk.editing.save(Typed(kind, None, 0, {**blank.values, **values}))


def change(desk: Desk, kind: str, id_: int, /, since: date | None = None, **values: Plain) -> SavedRecord:
    """A record with these values instead of what its form showed."""
    shown = desk.editing.form(kind, id_)
    return desk.editing.save(Typed(kind, id_, shown.version, {**shown.values, **values}, since))


@pytest.fixture
def annis(desk: Desk) -> int:
    """A person."""
    return add(desk, "client", name="Annis Fold").id


def test_a_new_record_is_given_the_next_reference_and_what_is_known(desk: Desk, annis: int) -> None:
    assert desk.editing.form("client", annis).values["reference"] == "C1"
    assert desk.editing.blank("client").values == {"reference": "C2"}
    form = desk.editing.blank("plan", {"client_id": str(annis)})
    assert form.values["client_id"] == str(annis)
    assert [(one.value, one.words) for one in form.choices["client_id"]] == [(str(annis), "Annis Fold (C1)")]


@pytest.mark.parametrize(("known", "following"), [("IPS-007", "IPS-008"), ("99", "100"), ("Annis", "C1")])
def test_references_go_on_as_the_unit_writes_them(desk: Desk, known: str, following: str) -> None:
    add(desk, "client", name="Annis Fold", reference=known)
    assert desk.editing.blank("client").values["reference"] == following


def test_what_is_saved_stands_in_the_form_and_can_be_undone(desk: Desk, annis: int) -> None:
    heard: list[frozenset[str]] = []
    desk.changes.listen(heard.append)
    plan = add(desk, "plan", client_id=str(annis), agreed_on=MAY, goal="A job in a bakery")
    assert desk.editing.form("plan", plan.id).values["goal"] == "A job in a bakery"
    changed = change(desk, "plan", plan.id, goal="A job with bread")
    assert (changed.version, changed.done.words) == (2, "Changed: plan of 1 May 2026 for Annis Fold")
    assert heard == [frozenset({"plan"})] * 2
    desk.records.undo_last()
    assert desk.editing.form("plan", plan.id).values["goal"] == "A job in a bakery"


def test_an_unchanged_form_writes_nothing(desk: Desk, annis: int) -> None:
    before = rows_of(desk, "SELECT count(*) FROM audit_entries")
    assert change(desk, "client", annis).version == 1
    assert rows_of(desk, "SELECT count(*) FROM audit_entries") == before


def test_a_contact_names_several_people(desk: Desk, annis: int) -> None:
    piers = str(add(desk, "client", name="Piers Copse").id)
    contact = add(desk, "contact", on_date=MAY, kind="client", client_ids=[str(annis), piers])
    assert desk.editing.form("contact", contact.id).values["client_ids"] == [str(annis), piers]
    change(desk, "contact", contact.id, client_ids=[piers])
    assert desk.editing.form("contact", contact.id).values["client_ids"] == [piers]
    assert desk.editing.form("contact", contact.id).values["attended"] is True


def test_a_dated_fact_holds_from_a_day_on_or_is_corrected(desk: Desk, annis: int) -> None:
    elm, oak = (str(add(desk, "team", name=name).id) for name in ("Elm", "Oak"))
    change(desk, "client", annis, team_id=elm)
    change(desk, "client", annis, since=MAY, team_id=oak)
    assert rows_of(desk, "SELECT from_on, team_id FROM changes") == [("2026-05-01", int(oak))]
    assert desk.editing.form("client", annis).values["team_id"] == oak
    change(desk, "client", annis, team_id=elm)
    assert rows_of(desk, "SELECT from_on, team_id FROM changes") == [("2026-05-01", int(elm))]
    change(desk, "client", annis, since=MAY, team_id=None, benefits=["UC", "none"])
    assert desk.editing.form("client", annis).values["team_id"] is None
    assert desk.editing.form("client", annis).values["benefits"] == ["UC", "none"]
    assert rows_of(desk, "SELECT team_id, benefits FROM clients") == [(int(elm), None)]


@pytest.mark.parametrize(
    ("kind", "values", "field", "words"),
    [
        ("client", {"name": None}, "name", "Name is needed"),
        ("client", {"gender": "unsure"}, "gender", "'unsure' is not on the list"),
        ("client", {"name": "x" * 40_000}, "name", "it can have 32,767"),
        ("client", {"reference": "C1"}, "reference", "another client has it already"),
        ("client", {"born_on": date(2027, 1, 1)}, "born_on", "in the future"),
        ("client", {"team_id": "77"}, "team_id", "has been removed"),
        (
            "referral",
            {"client_id": "1", "received_on": MAY, "closed_on": date(2026, 4, 30)},
            "closed_on",
            "Closed 30 April 2026 is before Received 1 May 2026",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(
    desk: Desk, annis: int, kind: str, values: dict[str, Plain], field: str, words: str
) -> None:
    assert annis == 1
    before = rows_of(desk, "SELECT count(*) FROM audit_entries")
    with pytest.raises(NotSaved) as refused:
        add(desk, kind, **({"name": "Piers Copse"} if kind == "client" else {}) | values)
    assert list(refused.value.problems) == [field]
    assert words in refused.value.problems[field]
    assert rows_of(desk, "SELECT count(*) FROM audit_entries") == before


def test_one_referral_of_a_person_is_open_at_a_time(desk: Desk, annis: int) -> None:
    add(desk, "referral", client_id=str(annis), received_on=MAY)
    with pytest.raises(NotSaved) as refused:
        add(desk, "referral", client_id=str(annis), received_on=date(2026, 6, 1))
    assert "is open at that time" in refused.value.problems["received_on"]
    assert rows_of(desk, "SELECT count(*) FROM episodes") == [(1,)]


def test_a_record_names_nothing_of_somebody_else(desk: Desk, annis: int) -> None:
    piers = add(desk, "client", name="Piers Copse")
    job = add(desk, "activity", client_id=str(piers.id), kind="paid job", started_on=MAY)
    named = {"adjustment": "activity_id", "vocational profile": "after_activity_id"}
    for kind, field in named.items():
        texts = {"adjustment": "A later start"} if kind == "adjustment" else {"on_date": MAY}
        with pytest.raises(NotSaved) as refused:
            add(desk, kind, client_id=str(annis), **{field: str(job.id)}, **texts)
        assert "is another person's; choose again" in refused.value.problems[field]
    theirs = add(
        desk, "adjustment", client_id=str(piers.id), adjustment="A later start", activity_id=str(job.id)
    )
    with pytest.raises(NotSaved) as refused:
        change(desk, "activity", job.id, client_id=str(annis))
    assert refused.value.problems == {
        "client_id": "Client: the adjustment of another person names this activity"
    }
    assert rows_of(desk, "SELECT id FROM adjustments") == [(theirs.id,)]


def test_a_record_changed_meanwhile_is_not_written_over(desk: Desk, annis: int) -> None:
    shown = desk.editing.form("client", annis)
    change(desk, "client", annis, name="Annis Fold-Hay")
    with pytest.raises(ChangedSince, match="what you typed is still here"):
        desk.editing.save(Typed("client", annis, shown.version, {"name": "Annis Hay"}))
    assert desk.editing.form("client", annis).values["name"] == "Annis Fold-Hay"


def test_a_removed_record_is_not_opened(desk: Desk, annis: int) -> None:
    plan = add(desk, "plan", client_id=str(annis), agreed_on=MAY)
    desk.records.remove(RecordRef("plan", plan.id), "typed twice")
    with pytest.raises(CannotRun, match="has been removed"):
        desk.editing.form("plan", plan.id)


def test_staff_are_the_leads_and_the_contract_the_managers_to_change(desk: Desk) -> None:
    actor = replace(desk.workspace.actor, role=Role.PRACTITIONER)
    editing = Editing(replace(desk.workspace, actor=actor))
    for kind in ("staff", "contract"):
        with pytest.raises(NotAllowed):
            editing.blank(kind)
    assert editing.blank("client").kind == "client"
