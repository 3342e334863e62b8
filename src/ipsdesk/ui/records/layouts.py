"""How the form of each family is laid out: its order, its headings, the dates that look back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ipsdesk.fields import Field
from ipsdesk.ui.widgets.form import Form


def _nothing(_form: Form) -> frozenset[str]:
    return frozenset()


def _no_warning(_form: Form) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a form shows of a family's fields.

    ``headings`` stand above the field they are named by; ``left_out`` is not shown (and kept as it is);
    ``looks_back`` are dates of what has happened; ``again`` offers Save and new, which keeps the values of
    the fields that are ``kept``. ``order`` are the fields to begin with, the others follow as declared;
    those ``folded`` are shown once they are asked for, filled in, or ``revealed`` by what stands in others.
    Those ``beside`` stand on the line of the field before them. ``warned`` says what to look out for, which
    keeps nobody from saving.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    looks_back: frozenset[str] = frozenset()
    again: bool = False
    kept: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    folded: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    revealed: Callable[[Form], frozenset[str]] = _nothing
    warned: Callable[[Form], str] = _no_warning

    def in_order(self, fields: Mapping[str, Field]) -> dict[str, Field]:
        """The fields that are shown, those to begin with first."""
        names = [*self.order, *(name for name in fields if name not in self.order)]
        return {name: fields[name] for name in names if name not in self.left_out}


WITH_EMPLOYER = frozenset({"employer_id", "purpose", "matches_plan", "by"})
WITH_TEAM = frozenset({"team_id"})
COMES_WITH = {
    "employer": WITH_EMPLOYER,
    "in-work support": frozenset({"employer_id"}),
    "clinical team": WITH_TEAM,
    "clinical vocational lead": WITH_TEAM,
    "care coordinator": WITH_TEAM,
}
"""The fields that a contact of a kind asks for beside those of every contact."""

CREDITED = (
    "A contact with an employer about a person: be sure that the person agreed to it, and to what is said."
)


def _of_contact(form: Form) -> frozenset[str]:
    came = form.rows["attended"].editor.value() is not False
    return COMES_WITH.get(_kind(form), frozenset()) | (frozenset() if came else frozenset({"outreach"}))


def _credited(form: Form) -> str:
    return CREDITED if _kind(form) == "employer" and form.rows["client_ids"].editor.typed() else ""


def _kind(form: Form) -> str:
    return str(form.rows["kind"].editor.typed()).strip()


CONTACT = Layout(
    looks_back=frozenset({"on_date", "next_action_done_on", "entered_on"}),
    again=True,
    kept=("on_date", "kind", "staff_id"),
    order=(
        *("client_ids", "kind", "employer_id", "team_id", "purpose", "matches_plan", "by"),
        *("on_date", "attended", "outreach", "mode", "place", "minutes", "note", "others_present"),
        *("next_action", "next_action_due_on", "staff_id"),
    ),
    folded=WITH_EMPLOYER | WITH_TEAM | {"outreach", "outcome", "next_action_done_on", "entered_on"},
    beside=frozenset({"attended", "outreach", "place", "minutes"}),
    revealed=_of_contact,
    warned=_credited,
)
PROFILE_TEXTS = (
    *("history", "skills", "environment", "hours_and_place", "health", "risk_and_leave", "criminal_record"),
    *("adjustments", "support_network", "benefits_and_money", "identity_documents", "digital_access"),
)

LAYOUTS: Mapping[str, Layout] = {
    "client": Layout(
        {
            "reference": "Who",
            "gender": "About the person, all of it optional",
            "team_id": "Care",
            "benefits": "Benefits",
        },
        looks_back=frozenset({"born_on"}),
    ),
    "referral": Layout(
        {"reference": "Referral", "started_on": "Start", "closed_on": "End"},
        looks_back=frozenset(
            {"received_on", "accepted_on", "declined_on", "started_on", "profile_started_on", "closed_on"}
        ),
    ),
    "contact": CONTACT,
    "vocational profile": Layout(
        {"on_date": "This version", "aims": "What the person tells us", "lessons": "Learned"},
        looks_back=frozenset({"on_date"}),
        order=("on_date", "aims", *PROFILE_TEXTS, "lessons", "next_review_on"),
        folded=frozenset({"reference", "client_id", "author_id", "after_activity_id"}),
    ),
    "profile session": Layout(looks_back=frozenset({"on_date"}), again=True),
    "goal": Layout(
        looks_back=frozenset({"set_on", "reached_on", "given_up_on"}),
        order=("goal", "set_on"),
        folded=frozenset({"reference", "client_id", "reached_on", "given_up_on"}),
    ),
    "goal rating": Layout(looks_back=frozenset({"on_date"}), order=("rating", "on_date")),
    "plan": Layout(looks_back=frozenset({"agreed_on", "reviewed_on"})),
    "plan action": Layout(
        looks_back=frozenset({"added_on", "done_on"}),
        again=True,
        order=("action", "by_whom", "staff_id", "due_on"),
        folded=frozenset({"client_id", "added_on", "done_on"}),
    ),
    "adjustment": Layout(
        looks_back=frozenset({"asked_on", "agreed_on", "in_place_on"}),
        order=("adjustment", "activity_id"),
        folded=frozenset({"client_id"}),
    ),
    "timetable entry": Layout(
        again=True,
        kept=("kind", "from_time", "to_time"),
        order=("day", "from_time", "to_time", "kind", "what", "place"),
        folded=frozenset({"client_id", "starts_on", "ends_on"}),
    ),
    "care review": Layout(folded=frozenset({"client_id"})),
}
"""By kind; a family that is not here shows all its fields in the order they are declared."""
USUAL = Layout()
