"""Employers: the list and the record, who is here already, leads to job starts, two made one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipsdesk.errors import CannotRun, NotSaved, ReasonNeeded
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.employers import Employers
from ipsdesk.services.employers_list import EmployerFilter, EmployerRow, Since
from ipsdesk.services.employers_merging import EmployerMerging
from ipsdesk.services.employers_similar import NOT_TELLING, name_key
from ipsdesk.services.merging import Keep
from ipsdesk.services.partners import Partners
from ipsdesk.services.records import RecordRef
from ipsdesk.services.roles import Actor, Role, Workspace
from ipsdesk.services.today import Scope
from ipsdesk.services.today_lines import TodayKind
from ipsdesk.services.vacancies import JobStart, Vacancies
from tests.services.records_books import annis, ref
from tests.services.test_merging import content, standing
from tests.units import TODAY, rows_of

DAY = timedelta(days=1)
WHY = "The same shop, typed twice"
STRANGER = Actor(7, "Somebody else", Role.LEAD)


def add(desk: Desk, family: str, **values: Any) -> int:
    """A new record, with a reference of its own where it has one."""
    known = desk.editing.blank(family).values
    reference = {"reference": known["reference"]} if "reference" in known else {}
    return desk.editing.save(Typed(family, None, 0, {**reference, **values})).id


@dataclass
class Town:
    """The bakery of the unit of two, and what is around it."""

    desk: Desk
    bakery: int
    person: int

    def row(self, employer: int | None = None) -> EmployerRow:
        """As the list has it."""
        wanted = employer or self.bakery
        return next(one for one in self.desk.employers.directory().employers if one.employer == wanted)

    def contact(self, **values: Any) -> int:
        """A contact with the bakery today."""
        usual = {"on_date": TODAY, "kind": "employer", "mode": "face to face", "attended": True,
                 "employer_id": str(self.bakery), "by": "specialist",
                 "staff_id": str(self.priya)}  # fmt: skip
        return add(self.desk, "contact", **{**usual, **values})

    def vacancy(self, **values: Any) -> int:
        """A vacancy there."""
        usual = {"employer_id": str(self.bakery), "title": "Counter assistant", "found_on": TODAY - 9 * DAY,
                 "stage": "idea"}  # fmt: skip
        return add(self.desk, "vacancy", **{**usual, **values})

    @property
    def priya(self) -> int:
        """The specialist."""
        return ref(self.desk, "staff", "staff", "reference = 'S1'").id


@pytest.fixture
def town(two: Desk) -> Town:
    bakery = ref(two, "employer", "employers", "reference = 'E1'").id
    return Town(two, bakery, annis(two).id)


@pytest.fixture
def stranger(town: Town) -> Workspace:
    """The workspace of an account to which Annis's record is not open."""
    town.desk.restricted.restrict(town.person, "Works for the unit")
    town.desk.restricted.open_with_reason(town.person, "I support her")
    return replace(town.desk.workspace, actor=STRANGER)


# ---- the list ---------------------------------------------------------------------------------------


def test_the_list_says_who_knows_them_when_they_were_met_and_what_is_next(town: Town) -> None:
    add(town.desk, "employer site", employer_id=str(town.bakery), name="Mill Lane", town="Holmby")
    town.contact(next_action="Send the leaflet", next_action_due_on=TODAY - DAY)
    town.contact(next_action="Ring again", next_action_due_on=TODAY + DAY)
    town.contact(by="client", on_date=TODAY, staff_id=None)
    town.vacancy(closes_on=TODAY + 3 * DAY)
    town.vacancy(stage="closed", closes_on=TODAY + DAY)
    row = town.row()
    assert (row.known_by, row.last_contact_on, row.since) == (("Priya Meadows",), TODAY, Since.RECENT)
    assert (row.next_action, row.next_on) == ("Send the leaflet", TODAY - DAY)
    assert (row.leads, row.closes_on, row.jobs_now, row.jobs_before) == (1, TODAY + 3 * DAY, 1, 0)
    assert row.towns == ("Holmby",)
    assert row.filters == {EmployerFilter.ALL, EmployerFilter.DUE, EmployerFilter.LEADS}
    assert "holmby" in row.searched


def test_known_to_me_gone_quiet_and_do_not_contact(town: Town) -> None:
    assert town.row().since is Since.LONGER, "the unit of two met them in May"
    assert EmployerFilter.QUIET in town.row().filters
    version = town.desk.editing.form("employer", town.bakery).version
    with pytest.raises(NotSaved) as refused:
        town.desk.editing.save(Typed("employer", town.bakery, version, {"do_not_contact": True}))
    assert "do_not_contact_reason" in refused.value.problems
    values: dict[str, Any] = {"do_not_contact": True, "do_not_contact_reason": "Asked us not to call"}
    town.desk.editing.save(Typed("employer", town.bakery, version, values))
    row = town.row()
    assert (row.do_not_contact, row.reason) == (True, "Asked us not to call")
    assert EmployerFilter.SPARED in row.filters
    assert EmployerFilter.QUIET not in row.filters
    town.contact()
    named = replace(town.desk.workspace, actor=Actor(1, "Priya Meadows", Role.PRACTITIONER))
    (mine,) = Employers(named).directory().employers
    assert EmployerFilter.MINE in mine.filters


def test_nobody_is_named_whose_record_is_restricted(town: Town, stranger: Workspace) -> None:
    who = [str(town.person)]
    town.contact(client_ids=who, note="Spoke up for Annis", next_action="Ring about Annis",
                 next_action_due_on=TODAY, outcome="They like Annis")  # fmt: skip
    town.vacancy(client_ids=who, note="Annis would fit")
    mine = town.desk.employers.record(town.bakery)
    assert [one.name for one in mine.jobs] == ["Annis Fold"]
    theirs = Employers(stranger).record(town.bakery)
    listed = Employers(stranger).directory()
    assert "Annis" not in repr((theirs, listed))
    assert theirs.contacts.total == mine.contacts.total == 2
    assert {one.people for one in theirs.contacts.lines} == {("Restricted record",)}
    assert [(one.name, one.started_on, one.title) for one in theirs.jobs] == [("Restricted record", None, "")]
    assert theirs.vacancies[0].people == ("Restricted record",)
    (row,) = listed.employers
    assert (row.next_action, row.next_on) == ("Restricted record", TODAY)
    with pytest.raises(ReasonNeeded):
        Vacancies(stranger).move_on(theirs.vacancies[0].id)


# ---- the record -------------------------------------------------------------------------------------


def test_the_record_tells_people_sites_jobs_and_who_knows_them(town: Town) -> None:
    site = add(town.desk, "employer site", employer_id=str(town.bakery), name="Mill Lane")
    jo = add(town.desk, "person at an employer", employer_id=str(town.bakery), name="Jo Baker",
             job_title="Manager", site_id=str(site))  # fmt: skip
    town.contact(employer_person_id=str(jo), client_ids=[str(town.person)])
    record = town.desk.employers.record(town.bakery)
    (person,) = record.people
    assert (person.name, person.site, person.left_on) == ("Jo Baker", "Mill Lane", None)
    assert record.contacts.lines[0].person == "Jo Baker, Manager"
    assert record.contacts.lines[0].people == ("Annis Fold",)
    (job,) = record.jobs
    assert job.started_on is not None
    assert (job.name, job.is_now, job.days) == ("Annis Fold", True, (TODAY - job.started_on) // DAY + 1)
    assert [(one.name, one.contacts) for one in record.knowers] == [("Priya Meadows", 1)]
    assert town.desk.employers.mark_left(jo).words == "Jo Baker (P1) has left"
    assert town.desk.employers.record(town.bakery).people[0].left_on == TODAY
    town.desk.employers.mark_left(jo)
    assert town.desk.employers.record(town.bakery).people[0].left_on is None


def test_contacts_come_page_by_page_without_gap_or_repetition(town: Town) -> None:
    for _ in range(52):
        town.contact()
    first = town.desk.employers.record(town.bakery).contacts
    assert (len(first.lines), first.total, first.has_more) == (50, 53, True)
    rest = town.desk.employers.contacts(town.bakery, first.lines[-1].place)
    assert (len(rest.lines), rest.has_more) == (3, False)
    assert len({one.id for one in (*first.lines, *rest.lines)}) == 53


# ---- who is here already ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["larkfield bakery", "The Larkfield Bakery Ltd.", "Larkfield  Bakry", "LARKFIELD"]
)
def test_the_same_employer_typed_in_other_ways_is_found(town: Town, typed: str) -> None:
    add(town.desk, "employer", name="Holm Nursery")
    assert [one.name for one in town.desk.employers.similar("employer", typed)] == ["Larkfield Bakery"]


def test_who_is_not_here_is_not_found(town: Town) -> None:
    for typed in ("", "La", "Holm Nursery", "Bakery"):
        assert town.desk.employers.similar("employer", typed) == ()


@given(name=st.text(max_size=30), after=st.sampled_from([" ", ".", ", ", " -", "!"]))
def test_a_name_is_like_itself_with_any_sign_and_the_words_every_firm_has_after_it(
    name: str, after: str
) -> None:
    assert name_key(f"{name}{after}") == name_key(name)
    if set(name_key(name).split()) - NOT_TELLING:
        assert name_key(f"{name} Ltd{after}") == name_key(name)


@given(name=st.text(alphabet="abcdefghij &.'éà", max_size=30))
def test_a_name_is_like_itself_in_large_letters(name: str) -> None:
    assert name_key(name.upper()) == name_key(name) == name_key(name_key(name))


# ---- from an idea to a start ------------------------------------------------------------------------


def test_a_lead_becomes_a_job_and_undo_takes_it_back(town: Town) -> None:
    lead = town.vacancy(client_ids=[str(town.person)], job_type="retail", stage="lead")
    service = town.desk.vacancies
    assert service.move_on(lead).words == "Counter assistant (V1): moved on to applied"
    assert town.desk.employers.record(town.bakery).vacancies[0].stage_on == TODAY
    start = JobStart(town.person, TODAY, "permanent", 8 * 3600, 127_100)
    assert "a job for Annis Fold" in service.became_job(lead, start).words
    jobs = town.desk.employers.record(town.bakery).jobs
    assert (jobs[0].title, jobs[0].started_on) == ("Counter assistant", TODAY)
    (vacancy,) = town.desk.employers.record(town.bakery).vacancies
    assert (vacancy.stage, vacancy.activity) == ("started", jobs[0].id)
    for again in (service.move_on, service.close):
        with pytest.raises(CannotRun, match="started already"):
            again(lead)
    town.desk.records.undo_last()
    record = town.desk.employers.record(town.bakery)
    assert (record.vacancies[0].stage, record.vacancies[0].activity, len(record.jobs)) == ("applied", None, 1)


def test_a_job_before_the_vacancy_was_found_is_refused_at_its_day(town: Town) -> None:
    lead = town.vacancy(stage="offer")
    with pytest.raises(CannotRun, match="became one"):
        town.desk.vacancies.move_on(lead)
    with pytest.raises(NotSaved) as refused:
        town.desk.vacancies.became_job(lead, JobStart(town.person, TODAY - 10 * DAY))
    assert set(refused.value.problems) == {"started_on"}
    assert town.desk.vacancies.close(lead).words.endswith("closed")
    assert len(town.desk.employers.record(town.bakery).jobs) == 1


# ---- two made one -----------------------------------------------------------------------------------


@pytest.fixture
def double(town: Town) -> int:
    """The bakery typed in a second time, with people, a lead and a contact of its own."""
    other = add(town.desk, "employer", name="Larkfield Bakery Ltd", sector="Baking", town="Carrowby")
    add(town.desk, "person at an employer", employer_id=str(other), name="Jo Baker")
    town.vacancy(employer_id=str(other))
    town.contact(employer_id=str(other))
    return other


def test_all_moves_both_histories_are_kept_and_undo_takes_it_apart(town: Town, double: int) -> None:
    merging = town.desk.employer_merging
    told = merging.differences(town.bakery, double)
    assert [one.title for one in told.differing] == ["Name"]
    assert {one.title for one in told.filled} == {"Sector", "Town"}
    assert told.moving == ("1 person at an employer", "1 vacancy", "1 contact")
    theirs = {line.number for line in town.desk.records.history(RecordRef("employer", double))}
    done = merging.merge(town.bakery, double, WHY, {"name": Keep.OTHER})
    assert done.words == "Merged: Larkfield Bakery Ltd (E2) into Larkfield Bakery (E1)"
    (row,) = town.desk.employers.directory().employers
    assert (row.name, row.sector, row.towns, row.leads) == (
        "Larkfield Bakery Ltd",
        "Baking",
        ("Carrowby",),
        1,
    )
    record = town.desk.employers.record(town.bakery)
    assert (len(record.people), record.contacts.total) == (1, 2)
    both = {line.number for line in town.desk.records.history(RecordRef("employer", town.bakery))}
    assert theirs <= both
    with pytest.raises(CannotRun, match="brought back alone"):
        town.desk.records.bring_back(next(one.change for one in town.desk.records.removed()))
    town.desk.records.undo_last()
    assert {one.name for one in town.desk.employers.directory().employers} == {
        "Larkfield Bakery",
        "Larkfield Bakery Ltd",
    }
    assert len(town.desk.employers.record(double).people) == 1


def test_a_reason_is_needed_and_two_employers(town: Town, double: int) -> None:
    merging = town.desk.employer_merging
    with pytest.raises(NotSaved):
        merging.merge(town.bakery, double, " ")
    with pytest.raises(CannotRun, match="not two"):
        merging.merge(double, double, WHY)
    town.desk.records.remove(RecordRef("employer", double), WHY)
    with pytest.raises(CannotRun, match="removed"):
        EmployerMerging(town.desk.workspace).differences(town.bakery, double)


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "sector": st.sampled_from(["Baking", "Retail"]),
        "town": st.sampled_from(["Carrowby", "Holmby"]),
        "own_service": st.booleans(),
        "looks_for": st.just("Early risers"),
    },
)
MANY = st.tuples(*[st.integers(0, 2)] * 3)


@given(
    fields=st.tuples(FIELDS, FIELDS),
    many=st.tuples(MANY, MANY),
    taken=st.sets(st.sampled_from(["sector", "town"])),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_two_employers_have_nothing_is_lost_and_undo_restores_all(
    town: Town, fields: tuple[Any, Any], many: tuple[Any, Any], taken: set[str]
) -> None:
    keep, other = (add(town.desk, "employer", name="Mill Shop", **values) for values in fields)
    for employer, (contacts, leads, people) in zip((keep, other), many, strict=True):
        for _ in range(contacts):
            town.contact(employer_id=str(employer))
        for _ in range(leads):
            town.vacancy(employer_id=str(employer))
        for _ in range(people):
            add(town.desk, "person at an employer", employer_id=str(employer), name="Jo Baker")
    before, count = content(town.desk), standing(town.desk)
    town.desk.employer_merging.merge(keep, other, WHY, dict.fromkeys(taken, Keep.OTHER))
    assert count - standing(town.desk) == {"employer": 1}
    record = town.desk.employers.record(keep)
    there = (record.contacts.total, len(record.vacancies), len(record.people))
    assert there == tuple(mine + theirs for mine, theirs in zip(*many, strict=True))
    kept = town.desk.editing.form("employer", keep).values
    for name in ("sector", "town", "own_service", "looks_for"):
        mine, theirs = (values.get(name) for values in fields)
        takes = mine is None or (name in taken and theirs is not None)
        assert kept[name] == (theirs if takes else mine)
    town.desk.records.undo_last()
    assert content(town.desk) == before


# ---- partners, labour market, awareness -------------------------------------------------------------


def test_joint_work_with_a_partner_is_counted(town: Town, stranger: Workspace) -> None:
    college = add(town.desk, "partner agency", name="Carrowby College", kind="college")
    for on, people in ((TODAY, [town.person]), (TODAY - 20 * DAY, [town.person]), (TODAY - 400 * DAY, [])):
        town.contact(kind="partner agency", employer_id=None, partner_id=str(college), on_date=on,
                     client_ids=[str(one) for one in people],
                     note="About Annis" if people else "Open day")  # fmt: skip
    (row,) = town.desk.partners.directory().partners
    assert (row.contacts_in_year, row.people_in_year, row.last_contact_on) == (2, 1, TODAY)
    assert [one.people for one in town.desk.partners.contacts(college).lines] == [("Annis Fold",)] * 2 + [()]
    assert "Annis" not in repr(Partners(stranger).contacts(college))


def test_awareness_is_summed_over_a_year(town: Town) -> None:
    for on, people in ((TODAY, 12), (TODAY - 300 * DAY, None), (TODAY - 365 * DAY, 40)):
        add(town.desk, "awareness event", on_date=on, audience="employers", title="Talk", people=people,
            staff_ids=[str(town.priya)])  # fmt: skip
    found = town.desk.employers.events()
    assert (found.in_year, found.people_in_year) == (2, 12)
    assert found.lines[0].staff == ("Priya Meadows",)
    add(town.desk, "labour market note", on_date=TODAY, job_type="retail", note="Hiring for Christmas")
    assert [one.note for one in town.desk.employers.labour_notes().lines] == ["Hiring for Christmas"]


# ---- as many as there may be ------------------------------------------------------------------------


def test_the_list_is_the_same_few_queries_however_many_there_are(town: Town) -> None:
    with town.desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 3009) "
            "INSERT INTO employers (uuid, reference, name) "
            "SELECT lower(hex(randomblob(16))), 'E' || i, 'Employer ' || i FROM n"
        )
    assert len(town.desk.employers.directory().employers) == 3_001
    assert rows_of(town.desk, "SELECT count(*) FROM employers") == [(3_001,)]


# ---- Today ------------------------------------------------------------------------------------------


def test_today_tells_of_a_vacancy_before_it_closes_until_it_is_applied_for(town: Town) -> None:
    def waiting() -> list[tuple[str, str, str]]:
        lines = town.desk.today.lines(Scope.EVERYONE).lines
        return [(one.name, one.words, one.owner) for one in lines if one.kind is TodayKind.VACANCY]

    town.vacancy(closes_on=TODAY + 15 * DAY)
    lead = town.vacancy(closes_on=TODAY + DAY, client_ids=[str(town.person)], staff_id=str(town.priya))
    soon = town.vacancy(title="Baker", closes_on=TODAY - DAY)
    assert sorted(waiting()) == [
        ("", "Closes: Baker at Larkfield Bakery", ""),
        ("Annis Fold", "Closes: Counter assistant at Larkfield Bakery", "Priya Meadows"),
    ]
    town.desk.vacancies.close(soon)
    for _ in range(2):
        town.desk.vacancies.move_on(lead)
    assert waiting() == []
