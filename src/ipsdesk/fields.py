"""What a field of a record is, declared once: label, kind, choices, bounds, whether required or personal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a field is typed in, checked, kept and shown.

    Plain value in Python (and what is kept): text, long text, choice, NHS number and time: ``str``
    (a time as ``HH:MM``); date: ``datetime.date``; whole number: ``int``; decimal: ``int``, the number
    times the field's ``scale``; hours: ``int`` seconds; money: ``int`` pence; yes or no: ``bool``;
    choices and texts: ``list[str]``; reference and references: the ID(s) of other records.
    """

    TEXT = "text"
    LONG_TEXT = "long text"
    NHS_NUMBER = "NHS number"
    DATE = "date"
    TIME = "time"
    WHOLE = "whole number"
    DECIMAL = "decimal"
    HOURS = "hours"
    MONEY = "money"
    YES_NO = "yes or no"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXTS = "texts"
    REFERENCE = "reference"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, as forms, lists, import, export, history and prints read it.

    ``label`` is the heading in the unit workbook; ``title`` is what a screen calls it, ``words`` where those
    are neither the heading nor the record that it names. ``default`` is what an empty
    cell means. ``least`` and ``most`` bound numbers in the unit a person types (hours, pounds, score).
    ``target`` names the kind of record a reference points to. ``scale`` turns a decimal into the whole
    number kept. ``dated`` says that the value may change from a day on (sheet ``Changes``).
    """

    label: str
    kind: Kind = Kind.TEXT
    help: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    default: object = None
    least: float | None = None
    most: float | None = None
    scale: int = 1
    target: str | None = None
    personal: bool = False
    restricted: bool = False
    dated: bool = False
    words: str = ""

    @property
    def title(self) -> str:
        """What forms and the history call it: a field that names a record goes without its ``ID``."""
        named = self.label.removesuffix(" ID") if self.target else self.label
        several = "" if self.target == "staff" else "s"
        return self.words or (f"{named.removesuffix(' IDs')}{several}" if named.endswith(" IDs") else named)
