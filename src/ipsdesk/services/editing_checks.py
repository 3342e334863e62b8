"""What keeps a record from being saved as it was typed, each problem at its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.fields import Field, Kind
from ipsdesk.measures.terms import live
from ipsdesk.models import Activity, Contact, Employer, Episode, Rate, Record
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.contracts_checks import CONTRACT_CHECKS
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.fidelity_checks import fidelity_problems
from ipsdesk.services.intake_checks import ANOTHERS, HOURS_OUTSIDE, OPEN_TWICE
from ipsdesk.services.joint_training_checks import training_problems
from ipsdesk.services.outgoing import LONGEST
from ipsdesk.services.rates_rules import rate_problems
from ipsdesk.services.saving import SAVED_HERE, table_of
from ipsdesk.services.team_checks import team_problems
from ipsdesk.services.team_leaving import leaving_problems

Problems = dict[str, str]
"""What is wrong, by attribute; an empty key is about no field."""


def kept_of_form(
    connection: Connection, model: type[Record], values: Mapping[str, Plain]
) -> tuple[dict[str, Any], Problems]:
    """The values of a form as the tables keep them, and what is wrong with any of them."""
    fields = dict(model.fields())
    problems = {
        name: words for name, value in values.items() if (words := _problem(connection, fields[name], value))
    }
    kept = {name: _kept(fields[name], value) for name, value in values.items() if name not in problems}
    return kept, problems


def _problem(connection: Connection, field: Field, value: Plain) -> str:
    if value is None or value == []:
        return f"{field.title} is needed" if field.required else ""
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{field.title} has {len(value):,} characters; it can have {LONGEST:,}"
    if field.target:
        return _missing(connection, field, value if isinstance(value, list) else [str(value)])
    strange = [one for one in (value if isinstance(value, list) else [value]) if _is_strange(field, one)]
    return f"{field.title}: '{strange[0]}' is not on the list" if strange else ""


def _is_strange(field: Field, value: object) -> bool:
    return bool(field.choices) and field.kind in (Kind.CHOICE, Kind.CHOICES) and value not in field.choices


def _missing(connection: Connection, field: Field, keys: list[str]) -> str:
    table = table_of(SAVED_HERE[field.target or ""])
    wanted = {int(key) for key in keys}
    there = connection.scalars(select(table.c.id).where(live(table), table.c.id.in_(wanted)))
    return f"{field.title}: what was chosen has been removed; choose again" if wanted - set(there) else ""


def _kept(field: Field, value: Plain) -> Any:
    if value is None:
        return [] if field.kind is Kind.REFERENCES else field.default
    if field.kind is Kind.REFERENCE:
        return int(str(value))
    if field.kind is Kind.REFERENCES and isinstance(value, list):
        return [int(key) for key in value]
    return value


def problems_of_record(
    connection: Connection, model: type[Record], id_: int | None, record: Mapping[str, Any], today: date
) -> Problems:
    """What contradicts itself in a record as it would be, and what another record has already."""
    found = dict(_order_problems(model, record))
    if (born := record.get("born_on")) and born > today:
        found["born_on"] = f"Date of birth {shown_day(born)} is in the future"
    if model is Rate:
        found |= rate_problems(record, today)
    if check := CONTRACT_CHECKS.get(model.family.kind):
        found |= check(record)
    if model is Employer and record.get("do_not_contact") and not record.get("do_not_contact_reason"):
        found["do_not_contact_reason"] = "Say why nobody should contact them"
    if model is Contact:
        found |= _elsewhere(connection, record)
    found |= fidelity_problems(connection, model, id_, record) | training_problems(model, record)
    found |= team_problems(connection, model, id_, record) | leaving_problems(connection, model, id_, record)
    family = model.family
    for names in ((family.identity,) if family.identity else (), family.natural_key):
        if names and _is_taken(connection, model, id_, {name: record.get(name) for name in names}):
            name = "number" if "number" in names else names[0]
            label = dict(model.fields())[name].title
            found[name] = f"{label}: another {family.noun} has it already"
    return found


def _elsewhere(connection: Connection, record: Mapping[str, Any]) -> Problems:
    """A person or a vacancy of another employer than the one a contact names."""
    found = {}
    for name, words in (("employer_person_id", "is somebody at"), ("vacancy_id", "is a vacancy of")):
        if (named := record.get(name)) is None:
            continue
        field = dict(Contact.fields())[name]
        table = table_of(SAVED_HERE[field.target or ""])
        employer = connection.scalar(select(table.c.employer_id).where(table.c.id == named))
        if employer != record.get("employer_id"):
            found[name] = f"{field.title}: this {words} another employer; choose again"
    return found


def _order_problems(model: type[Record], record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    labels = {name: declared.title for name, declared in model.fields()}
    for first, last in model.family.orders:
        begins, ends = record.get(first), record.get(last)
        if begins and ends and ends < begins:
            days = shown_day(ends), shown_day(begins)
            yield last, f"{labels[last]} {days[0]} is before {labels[first]} {days[1]}"


def _is_taken(connection: Connection, model: type[Record], id_: int | None, key: Mapping[str, Any]) -> bool:
    """Whether another record has it; a reference stays taken when its record is removed."""
    table = table_of(model)
    same = [table.c[name] == value for name, value in key.items()]
    same += [live(table)] if model.family.natural_key else []
    found = select(table.c.id).where(*same, table.c.id != (id_ or 0)).limit(1)
    return connection.scalar(found) is not None


def problems_of_unit(connection: Connection, model: type[Record], id_: int) -> Problems:
    """What contradicts other records once this one is written (the caller undoes it then)."""
    if model is Episode:
        for later, earlier, reference in connection.exec_driver_sql(OPEN_TWICE):
            if id_ in (later, earlier):
                other = f"referral {reference}" if id_ == later else "a later referral"
                return {"received_on": f"Received: {other} of the same person is open at that time"}
    if model is Activity:
        for _hours, activity, reference, day in connection.exec_driver_sql(HOURS_OUTSIDE):
            if activity == id_:
                outside = f"hours are recorded on {shown_day(date.fromisoformat(day))}, outside these dates"
                return {"started_on": f"{reference}: {outside}"}
    return _of_another(connection, model, id_)


def _of_another(connection: Connection, model: type[Record], id_: int) -> Problems:
    """That it names a record of another person, or is named by one."""
    kind = model.family.kind
    for naming in (one for one in ANOTHERS if kind in (one.kind, one.target)):
        for naming_id, named_id, reference in connection.exec_driver_sql(naming.statement):
            if (naming.kind, naming_id) == (kind, id_):
                title = dict(model.fields())[naming.name].title
                return {naming.name: f"{title}: {reference} is another person's; choose again"}
            if (naming.target, named_id) == (kind, id_):
                named_by = SAVED_HERE[naming.kind].family.noun
                return {"client_id": f"Client: the {named_by} of another person names this {naming.noun}"}
    return {}
