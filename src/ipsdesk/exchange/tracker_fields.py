"""What one row of a tracker may stand for, and which fields its columns may fill."""

from __future__ import annotations

from dataclasses import dataclass

from ipsdesk.fields import Field
from ipsdesk.models import Activity, Client, Contact, Employer, Episode, Record
from ipsdesk.rules.codes import CONTACT_KINDS, PAID_JOB

PERSON = ("client.reference", "client.name", "client.nhs_number", "client.born_on")
"""What says who a row is about."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of list: its families in the order they are written, and what a row is in words.

    ``fixed`` are values for fields no column is matched to; ``left_out`` are fields that as_incoming fills.
    """

    name: str
    words: str
    families: tuple[type[Record], ...]
    left_out: frozenset[str]
    fixed: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> dict[str, Field]:
        """Every field a column may fill, by ``kind.attribute``, in order."""
        return {
            f"{model.family.kind}.{name}": field
            for model in self.families
            for name, field in model.fields()
            if f"{model.family.kind}.{name}" not in self.left_out
        }

    def label(self, target: str) -> str:
        """A field in words, such as ``Referral: Received``."""
        kind, _, _ = target.partition(".")
        return f"{kind.capitalize()}: {self.fields[target].label}"

    def required(self, used: set[str]) -> list[str]:
        """The fields that need a column or a fixed value when these are filled.

        A referral or a job is only there if a column of its own is.
        """
        kinds = {target.partition(".")[0] for target in used} | {self.families[0].family.kind}
        return [
            target
            for target, field in self.fields.items()
            if field.required and target.partition(".")[0] in kinds and target not in MADE
        ]


MADE = frozenset({"client.reference", "referral.reference", "activity.reference", "employer.reference"})
"""References that are made where the tracker has none."""

PEOPLE = Shape(
    "people",
    "each row is a person, with their referral and their job where there is one",
    (Client, Episode, Activity, Employer),
    frozenset({"referral.client_id", "activity.client_id", "activity.episode_id", "activity.employer_id"}),
    (("activity.kind", PAID_JOB),),
)
CONTACTS = Shape(
    "contacts",
    "each row is a contact; the people in it are in the unit already",
    (Contact, Client, Employer),
    frozenset(
        {"contact.client_ids", "contact.employer_id"}
        | {f"client.{name}" for name, _ in Client.fields() if f"client.{name}" not in PERSON}
    ),
    (("contact.kind", CONTACT_KINDS[0]),),
)
EMPLOYERS = Shape("employers", "each row is an employer", (Employer,), frozenset())

SHAPES = {shape.name: shape for shape in (PEOPLE, CONTACTS, EMPLOYERS)}
