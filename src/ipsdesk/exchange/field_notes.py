"""What the template says of each column: how to fill it in, in the words of its declaration."""

from __future__ import annotations

from ipsdesk.fields import Field, Kind
from ipsdesk.models import FAMILIES, Record
from ipsdesk.models.base import TABLE_OF

LONGEST_NOTE = 255
"""Excel cuts an input message off here."""

HOW: dict[Kind, str] = {
    Kind.NHS_NUMBER: "An NHS number, with or without spaces.",
    Kind.DATE: "A date, such as 27/03/2026.",
    Kind.TIME: "A time of day, such as 09:00.",
    Kind.WHOLE: "A whole number{}.",
    Kind.DECIMAL: "A number{}.",
    Kind.HOURS: "Hours as a number or as h:mm, such as 7.5 or 7:30{}.",
    Kind.MONEY: "Pounds and pence, such as 12.71.",
    Kind.YES_NO: "yes or no.",
    Kind.TEXTS: "One or several, separated by semicolons.",
}


def note(field: Field) -> str:
    """The note of a column: whether it must be filled in, what it means, how to write it."""
    must = "Must be filled in. " if field.required else ""
    how = " ".join(part for part in (field.help, _how(field), _if_empty(field)) if part)
    return (must + how)[:LONGEST_NOTE].strip()


def identity_note(noun: str) -> str:
    """The note of a column with a sheet's own references."""
    return (
        f"Must be filled in. Your own reference for this {noun}: text, different in every row of this sheet."
    )


def _how(field: Field) -> str:
    if field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
        return _refers(field)
    if field.kind in {Kind.CHOICE, Kind.CHOICES}:
        several = "One or several, separated by semicolons" if field.kind is Kind.CHOICES else "One"
        listed = ", ".join(field.choices)
        return f"{several} of: {listed}." if len(listed) <= 150 else f"{several} of the list."
    return HOW.get(field.kind, "").format(_bounds(field))


def _bounds(field: Field) -> str:
    if field.least is not None and field.most is not None:
        return f" from {field.least:g} to {field.most:g}"
    return f", {field.least:g} or more" if field.least is not None else ""


def _refers(field: Field) -> str:
    model = target_of(field)
    label = dict(model.fields())[str(model.family.identity)].label
    if field.kind is Kind.REFERENCES:
        return f"One or several {label}s of the sheet {model.family.sheet}, separated by semicolons."
    return f"{'An' if label[0] in 'AEIOU' else 'A'} {label} of the sheet {model.family.sheet}."


def target_of(field: Field) -> type[Record]:
    """The family of records that a reference points to."""
    table = TABLE_OF[field.target].partition(".")[0]
    return next(model for model in FAMILIES if model.__tablename__ == table)


def _if_empty(field: Field) -> str:
    if field.default is None:
        return ""
    meaning = {True: "yes", False: "no"}[field.default] if isinstance(field.default, bool) else field.default
    return f"Empty means {meaning}."
