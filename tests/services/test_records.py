"""Removal takes along what belongs to a record, names its reason, and comes back whole or with a sentence."""

from __future__ import annotations

import pytest

from ipsdesk.errors import CannotRun, NoSpace, NotAllowed, ReasonNeeded
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef, Records
from ipsdesk.services.records_names import many
from ipsdesk.services.roles import Role
from ipsdesk.services.saving import SAVED_HERE
from ipsdesk.services.trail import TrailFilter
from tests.services.records_books import MAY, alive, annis, ref, seen_by
from tests.units import rows_of

WHY = "entered twice"


def test_a_person_goes_with_all_that_belongs_to_them(two: Desk) -> None:
    before = alive(two)
    heard: list[frozenset[str]] = []
    two.changes.listen(heard.append)
    done = two.records.remove(annis(two), WHY)
    assert done.words == "removing client Annis Fold (C1)"
    assert heard == [frozenset({"backup"}), done.kinds]
    assert done.kinds == {"client", "referral", "activity", "hours", "change", "hours reason", "contact"}
    gone = {table: before[table] - number for table, number in alive(two).items() if number < before[table]}
    assert gone == {
        "clients": 1,
        "episodes": 2,
        "activities": 1,
        "hours": 1,
        "changes": 2,
        "hours_reasons": 1,
        "contacts": 2,  # the one with Benet Larch stays
    }
    (removed,) = two.records.removed()
    assert (removed.noun, removed.words, removed.client_name) == ("client", "Annis Fold (C1)", "Annis Fold")
    assert (removed.who, removed.reason, removed.along) == ("First Manager", WHY, 9)


def test_what_would_go_with_a_record_is_counted(two: Desk) -> None:
    assert sorted(two.records.goes_with(annis(two))) == [
        ("activity", 1),
        ("changes", 2),
        ("contacts", 2),
        ("day of hours", 1),
        ("reason for a week over the limit", 1),
        ("referrals", 2),
    ]
    contact = ref(two, "contact", "contacts", "minutes = 30")
    assert two.records.goes_with(contact) == ()
    with pytest.raises(NotAllowed):
        seen_by(two, Role.PRACTITIONER).goes_with(annis(two))
    two.restricted.restrict(annis(two).id, "works on this ward")
    with pytest.raises(ReasonNeeded):
        two.records.goes_with(contact)


def test_every_noun_has_its_plural() -> None:
    several = {many(2, model.family.noun) for model in SAVED_HERE.values()}
    assert {"members of staff", "days of hours", "activities", "survey rounds"} <= several
    assert {"reasons for a week over the limit", "timetable entries", "reviews of the contact log"} <= several


def test_a_backup_is_made_before_a_person_is_removed_and_for_nothing_else(two: Desk) -> None:
    before = backup_reasons(two)
    two.records.remove(ref(two, "contact", "contacts", "minutes = 30"), WHY)
    for reason in ("", "..."):
        with pytest.raises(CannotRun, match="Say in a few words"):
            two.records.remove(annis(two), reason)
    with pytest.raises(NotAllowed):
        seen_by(two, Role.PRACTITIONER).remove(annis(two), WHY)
    assert backup_reasons(two) == before
    two.records.remove(annis(two), WHY)
    assert backup_reasons(two) == [*before, "before a person is removed"]


def test_where_no_backup_can_be_made_the_person_stays(two: Desk) -> None:
    def full(_reason: str) -> None:
        raise NoSpace("The disk is full. Free some space and try again.")

    before = alive(two)
    with pytest.raises(NoSpace, match="The disk is full"):
        Records(two.workspace, full).remove(annis(two), WHY)
    with pytest.raises(CannotRun, match="nobody was removed"):
        Records(two.workspace).remove(annis(two), WHY)
    assert alive(two) == before


def backup_reasons(desk: Desk) -> list[str]:
    """Why each backup was made, oldest first, as the audit trail notes it."""
    entries = desk.trail.entries(TrailFilter(actions=frozenset({"backed up"}))).entries
    return [one.reason for one in reversed(entries)]


def test_it_comes_back_whole(two: Desk) -> None:
    before, contents = (
        alive(two),
        rows_of(two, "SELECT note, minutes FROM contacts ORDER BY id"),
    )
    two.records.remove(annis(two), WHY)
    (removed,) = two.records.removed()
    done = two.records.bring_back(removed.change)
    assert (done.words, alive(two)) == ("bringing back client Annis Fold (C1)", before)
    assert rows_of(two, "SELECT note, minutes FROM contacts ORDER BY id") == contents
    assert two.records.removed() == ()
    with pytest.raises(CannotRun, match="brought back already"):
        two.records.bring_back(removed.change)


def test_what_was_removed_before_stays_removed(two: Desk) -> None:
    """Two removals stand apart: each takes back its own records."""
    two.records.remove(ref(two, "hours", "hours", "1"), "wrong day")
    two.records.remove(annis(two), WHY)
    whole, hours = two.records.removed()
    assert (whole.along, hours.noun, hours.words) == (8, "day of hours", "4 May 2026")
    two.records.bring_back(whole.change)
    assert (alive(two)["hours"], alive(two)["activities"]) == (0, 1)
    two.records.bring_back(hours.change)
    assert alive(two)["hours"] == 1


def test_a_contact_goes_with_the_last_person_it_names(two: Desk) -> None:
    two.records.remove(annis(two), WHY)
    two.records.remove(ref(two, "client", "clients", "reference = 'C2'"), WHY)
    assert alive(two)["contacts"] == 0


def test_a_record_that_is_only_named_stays(two: Desk) -> None:
    two.records.remove(ref(two, "employer", "employers", "1"), "closed for good")
    assert (alive(two)["activities"], alive(two)["contacts"]) == (1, 3)


def test_nothing_comes_back_to_a_removed_record(two: Desk) -> None:
    for key in (
        ref(two, "hours", "hours", "1"),
        ref(two, "contact", "contacts", "minutes = 30"),
        annis(two),
    ):
        two.records.remove(key, WHY)
    person, contact, hours = two.records.removed()
    with pytest.raises(
        CannotRun, match=r"belongs to activity Packer \(A1\) for Annis Fold, which was removed"
    ):
        two.records.bring_back(hours.change)
    with pytest.raises(CannotRun, match=r"belongs to client Annis Fold \(C1\), which was removed"):
        two.records.bring_back(contact.change)
    assert len(two.records.removed()) == 3
    for one in (person, contact, hours):
        two.records.bring_back(one.change)


def test_nothing_comes_back_against_what_was_recorded_meanwhile(two: Desk) -> None:
    client = annis(two).id
    for key in (
        ref(two, "hours reason", "hours_reasons", "1"),
        ref(two, "hours", "hours", "1"),
        ref(two, "referral", "episodes", "reference = 'R2'"),
    ):
        two.records.remove(key, WHY)
    two.hours.give_reason(client, MAY + 6 * DAY, "Covered a shift")
    with two.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE activities SET ended_on = '2026-05-03'")
        connection.exec_driver_sql("UPDATE episodes SET closed_on = NULL WHERE reference = 'R1'")
    referral, hours, reason = two.records.removed()
    for removed, sentence in (
        (referral, "two referrals open at once"),
        (hours, "the dates of activity A1 were changed since"),
        (reason, "there is another reason for a week over the limit of 10 May 2026 for Annis Fold"),
    ):
        with pytest.raises(CannotRun, match=sentence):
            two.records.bring_back(removed.change)
    assert len(two.records.removed()) == 3


@pytest.mark.parametrize("reason", ["", "  ", "ok", "1234", "a. b."])
def test_a_removal_needs_a_reason(two: Desk, reason: str) -> None:
    before = alive(two)
    with pytest.raises(CannotRun, match="why it is removed"):
        two.records.remove(annis(two), reason)
    assert alive(two) == before


def test_what_is_gone_cannot_be_removed_again(two: Desk) -> None:
    two.records.remove(annis(two), WHY)
    for key in (annis(two), RecordRef("contact", 999)):
        with pytest.raises(CannotRun, match="removed already"):
            two.records.remove(key, WHY)


MAY_REMOVE = {
    "client": {Role.LEAD, Role.MANAGER},
    "team": {Role.MANAGER},
    "staff": {Role.MANAGER},
    "contract": set(),
    "restriction": set(),
    "contact": {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
}


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.LEAD, Role.MANAGER])
@pytest.mark.parametrize("kind", MAY_REMOVE)
def test_who_may_remove_what(two: Desk, role: Role, kind: str) -> None:
    records = seen_by(two, role)
    if role in MAY_REMOVE[kind]:
        records.remove(RecordRef(kind, 1), WHY)
        (removed,) = records.removed()
        assert removed.kind == kind
    else:
        with pytest.raises(NotAllowed, match=f"may not remove a .*{kind if kind != 'staff' else 'of staff'}"):
            records.remove(RecordRef(kind, 1), WHY)


def test_who_may_not_remove_may_not_bring_back(two: Desk) -> None:
    two.records.remove(annis(two), WHY)
    (removed,) = two.records.removed()
    with pytest.raises(NotAllowed):
        seen_by(two, Role.PRACTITIONER).bring_back(removed.change)
    seen_by(two, Role.LEAD).bring_back(removed.change)


def test_a_cleared_day_is_no_removal_to_be_listed(two: Desk) -> None:
    ((job,),) = rows_of(two, "SELECT id FROM activities")
    two.hours.record(job, MAY + DAY, 3600)
    two.hours.record(job, MAY + DAY, None)
    assert two.records.removed() == ()
