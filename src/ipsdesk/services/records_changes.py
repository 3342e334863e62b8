"""What changed in a record, field by field, as people read it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ipsdesk.fields import Field, Kind
from ipsdesk.models import Change, Record
from ipsdesk.rules.codes import NO, YES
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.rules.wording import shown_day, shown_pounds
from ipsdesk.services.intake_changes import KEYS, VALUE_COLUMNS, dated_attributes
from ipsdesk.services.outgoing import NUMBERS
from ipsdesk.services.records_names import NAMED, Names
from ipsdesk.services.saving import Key

Noted = Mapping[str, Any]
"""Values as the audit trail notes them: dates in ISO 8601, references as keys."""

HIDDEN = "not shown to this account"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record before and after a change, by its label; an empty text: nothing was there."""

    label: str
    before: str
    after: str


def field_changes(names: Names, key: Key, details: Noted) -> tuple[FieldChange, ...]:
    """The fields that an audit entry of a record says were changed, in the order they are declared."""
    model = NAMED.get(key[0])
    before, after = _noted(details.get("before")), _noted(details.get("after"))
    if model is None or not (before or after):
        return ()
    lines = []
    for name, declared in _declared(model, before | after):
        was, now = (_shown_in(names, key, name, declared, noted) for noted in (before, after))
        if was != now or was == HIDDEN:
            lines.append(FieldChange(_label(declared), was, now))
    return tuple(lines)


def _noted(values: object) -> dict[str, Any]:
    return dict(values) if isinstance(values, Mapping) else {}


def _declared(model: type[Record], noted: Noted) -> Iterator[tuple[str, Field]]:
    """The declared fields among what was noted, then what has no field of its own (a role)."""
    fields = fields_of(model)
    hidden = {*KEYS, "uuid"} if model is Change else {"uuid"}
    moved = model is Change and any(noted.get(column) is not None for column in VALUE_COLUMNS.values())
    for name, declared in fields.items():
        if name in noted or (name == "value" and moved):
            yield name, declared
    for name in noted.keys() - fields.keys() - hidden:
        yield name, _undeclared(name)


@cache
def fields_of(model: type[Record]) -> Mapping[str, Field]:
    """The declared fields of a family, by attribute name."""
    return dict(model.fields())


@cache
def _undeclared(name: str) -> Field:
    words = name.removesuffix("_id").removesuffix("_at").replace("_", " ")
    target = name[:-3] if name.endswith("_id") and name[:-3] in NAMED else None
    return Field(words[:1].upper() + words[1:], Kind.REFERENCE if target else Kind.TEXT, target=target)


def _label(declared: Field) -> str:
    """A reference is shown by the name of what it refers to, so its label does not say ID."""
    return declared.label.removesuffix(" ID").removesuffix(" IDs") if declared.target else declared.label


def _shown_in(names: Names, key: Key, name: str, declared: Field, noted: Noted) -> str:
    if key[0] == Change.family.kind and name == "value":
        return _shown_value(names, key, noted)
    is_hidden = (key[0], name) in names.hidden and noted.get(name)
    return HIDDEN if is_hidden else shown(names, declared, noted.get(name))


def _shown_value(names: Names, key: Key, noted: Noted) -> str:
    """The value of a dated fact, as the field that it dates shows it."""
    for kind, column in VALUE_COLUMNS.items():
        if noted.get(column) is not None:
            return names.reference(kind, noted[column])
    kept, row = noted.get("value"), names.row(key)
    if kept is None or not row:
        return kept or ""
    record, fact = noted.get("record", row["record"]), noted.get("fact", row["fact"])
    fields = {declared.label: declared for declared in dated_attributes(record).values()}
    declared = fields.get(fact, Field(fact))
    return shown(names, declared, int(kept) if declared.kind in NUMBERS else kept)


def shown(names: Names, declared: Field, kept: Any) -> str:
    """A value as people read it, a reference by name; empty where there is none."""
    if kept is None or kept in ((), [], ""):
        return ""
    match declared.kind:
        case Kind.REFERENCE:
            return names.reference(declared.target or "", kept)
        case Kind.REFERENCES:
            return ", ".join(names.reference(declared.target or "", other) for other in kept)
        case Kind.DECIMAL:
            return f"{(Decimal(kept) / declared.scale).normalize():f}"
    return SHOWN.get(declared.kind, str)(kept)


def _listed(kept: Any) -> str:
    return "; ".join(json.loads(kept) if isinstance(kept, str) else kept)


SHOWN: Mapping[Kind, Callable[[Any], str]] = {
    Kind.DATE: lambda kept: shown_day(date.fromisoformat(kept)),
    Kind.HOURS: spoken_hours,
    Kind.MONEY: shown_pounds,
    Kind.YES_NO: lambda kept: YES if kept else NO,
    Kind.CHOICES: _listed,
    Kind.TEXTS: _listed,
    Kind.NHS_NUMBER: lambda kept: f"{kept[:3]} {kept[3:6]} {kept[6:]}",
}


def named_in(key: Key, details: Noted) -> Iterator[Key]:
    """The records that an entry's values refer to, to be learnt at once."""
    model = NAMED.get(key[0])
    if model is None:
        return
    for noted in (_noted(details.get("before")), _noted(details.get("after"))):
        for name, declared in _declared(model, noted):
            value = noted.get(name)
            for id_ in value if isinstance(value, list) else [value]:
                if declared.target and id_ is not None:
                    yield declared.target, id_
