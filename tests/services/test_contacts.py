"""Contacts beyond their form: what a new one begins with, their clinical text, what is not entered yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from ipsdesk.errors import CannotRun, ReasonNeeded
from ipsdesk.models import Account
from ipsdesk.services.contacts import Contacts
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain, Typed
from ipsdesk.services.roles import Actor, Role
from tests.services.records_books import annis, ref
from tests.units import TODAY, rows_of

MAY = date(2026, 5, 12)


def contact(desk: Desk, *clients: int, **values: Plain) -> int:
    """A new contact with these people."""
    given: dict[str, Plain] = {
        "on_date": MAY,
        "kind": "client",
        "attended": True,
        "client_ids": [str(one) for one in clients],
    }
    return desk.editing.save(Typed("contact", None, 0, {**given, **values})).id


def benet(desk: Desk) -> int:
    return ref(desk, "client", "clients", "reference = 'C2'").id


def seen_by(desk: Desk, account: int, role: Role = Role.PRACTITIONER) -> Contacts:
    space = replace(desk.workspace, actor=Actor(account, f"Account {account}", role), opened=set())
    return Contacts(space)


@pytest.fixture
def priya(two: Desk) -> str:
    """The account at the desk belongs to this member of staff."""
    staff = ref(two, "staff", "staff", "reference = 'S1'").id
    with two.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET staff_id = ? WHERE id = 1", (staff,))
    return str(staff)


def test_a_new_contact_begins_with_today_oneself_and_the_person(two: Desk, priya: str) -> None:
    known = two.contacts.known(annis(two).id)
    assert known == {
        "on_date": TODAY,
        "kind": "client",
        "attended": True,
        "staff_id": priya,
        "client_ids": [str(annis(two).id)],
    }


def test_a_contact_reads_as_plain_sentences(two: Desk, priya: str) -> None:
    id_ = contact(
        two,
        annis(two).id,
        staff_id=priya,
        mode="face to face",
        place="unit",
        minutes=30,
        note="Talked about the packing line",
        others_present="Named nurse",
        next_action="Ring the bakery.",
        next_action_due_on=date(2026, 5, 19),
    )
    assert two.contacts.clinical_text([id_]).splitlines() == [
        "12 May 2026. Priya Meadows (employment specialist) met Annis Fold face to face at the unit "
        "for 30 minutes.",
        "Also present: Named nurse.",
        "What was done: Talked about the packing line.",
        "Next action: Ring the bakery, by 19 May 2026.",
    ]


def test_a_missed_contact_and_an_attempt_say_so(two: Desk) -> None:
    id_ = contact(two, annis(two).id, attended=False, mode="phone", outreach=True)
    text = two.contacts.clinical_text([id_])
    assert (
        "tried to reach Annis Fold by phone. Annis Fold did not attend. This was an outreach attempt." in text
    )


def test_of_a_group_nobody_else_is_named(two: Desk) -> None:
    note = (
        "Annis and Benet looked at adverts. Benet Larch asked about hours; Larch's own words. Mr Fold agreed."
    )
    id_ = contact(two, annis(two).id, benet(two), note=note)
    text = two.contacts.clinical_text([id_], annis(two).id)
    assert "Benet" not in text
    assert "Larch" not in text
    assert "Annis and [another person] looked at adverts." in text
    assert "It was with a group of 2." in text
    both = two.contacts.clinical_text([id_])
    first, second = both.split("Benet Larch, C2")
    assert first.startswith("Annis Fold, C1")
    assert "Annis" not in second


def test_an_employer_contact_says_about_whom_it_was(two: Desk) -> None:
    ((id_,),) = rows_of(two, "SELECT id FROM contacts WHERE kind = 'employer'")
    text = two.contacts.clinical_text([id_])
    assert "had contact with an employer, Larkfield Bakery, about Annis Fold." in text
    noted = "SELECT record_id FROM audit_entries WHERE action = 'copied as text' AND kind = 'client'"
    assert rows_of(two, noted) == [(annis(two).id,)]


def test_what_is_not_entered_is_listed_counted_and_marked(two: Desk, priya: str) -> None:
    mine = contact(two, annis(two).id, staff_id=priya)
    contact(two, staff_id=priya, kind="other duties")  # names nobody: no record to enter it in
    found = two.contacts.not_entered()
    assert (found.total, found.mine, found.withheld) == (4, 1, 0)
    assert [line.on for line in found.lines] == sorted((line.on for line in found.lines), reverse=True)
    assert next(line for line in found.lines if line.is_mine).id == mine
    done = two.contacts.mark_entered([line.id for line in found.lines], MAY + timedelta(days=1))
    assert done.words == "4 contacts, entered on the clinical system"
    assert two.contacts.not_entered().total == 0
    two.records.undo_last()
    assert two.contacts.not_entered().total == 4


def test_a_day_that_can_not_be_is_refused(two: Desk) -> None:
    id_ = contact(two, annis(two).id)
    for day, said in ((TODAY + timedelta(days=1), "still to come"), (MAY - timedelta(days=1), "12 May 2026")):
        with pytest.raises(CannotRun, match=said):
            two.contacts.mark_entered([id_], day)
    assert rows_of(two, f"SELECT entered_on FROM contacts WHERE id = {id_}") == [(None,)]


def test_of_a_restricted_record_nothing_is_told(two: Desk) -> None:
    alone, together = contact(two, benet(two)), contact(two, annis(two).id, benet(two))
    before = two.contacts.not_entered()
    two.restricted.restrict(benet(two), "works here")
    with two.workspace.transactions.begin() as connection:
        connection.execute(insert(Account).values(id=7, name="Seven", role=Role.PRACTITIONER, created_at=""))
    stranger = seen_by(two, 7)
    found = stranger.not_entered()
    assert found.withheld == 3
    assert found.total == before.total - 3
    assert not {alone, together} & {line.id for line in found.lines}
    for ask in (
        lambda: stranger.clinical_text([together]),
        lambda: stranger.mark_entered([together], MAY),
    ):
        with pytest.raises(ReasonNeeded):
            ask()
    assert "Benet" not in stranger.clinical_text([together], annis(two).id)
