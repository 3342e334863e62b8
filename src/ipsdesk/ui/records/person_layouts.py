"""How the forms about a person, contacts, profile, goals and plan are laid out."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.ui.records.layout import Layout, kind_typed
from ipsdesk.ui.widgets.form import Form

WITH_EMPLOYER = frozenset(
    {"employer_id", "employer_person_id", "vacancy_id", "purpose", "matches_plan", "by", "outcome"}
)
WITH_PARTNER = frozenset({"partner_id"})
WITH_TEAM = frozenset({"team_id"})
COMES_WITH = {
    "employer": WITH_EMPLOYER,
    "in-work support": frozenset({"employer_id", "employer_person_id"}),
    **dict.fromkeys(("partner agency", "benefits advice", "careers advice"), WITH_PARTNER),
    "clinical team": WITH_TEAM,
    "clinical vocational lead": WITH_TEAM,
    "care coordinator": WITH_TEAM,
}
"""The fields that a contact of a kind asks for beside those of every contact."""


def _of_contact(form: Form) -> frozenset[str]:
    came = form.rows["attended"].editor.value() is not False
    return COMES_WITH.get(kind_typed(form), frozenset()) | (frozenset() if came else frozenset({"outreach"}))


CONTACT = Layout(
    looks_back=frozenset({"on_date", "next_action_done_on", "entered_on"}),
    past=frozenset({"on_date", "next_action_done_on", "entered_on"}),
    again=True,
    kept=("on_date", "kind", "staff_id"),
    order=(
        *("client_ids", "kind", "employer_id", "without_consent", "employer_person_id", "partner_id"),
        *("team_id", "purpose", "matches_plan", "by", "vacancy_id", "on_date", "attended", "outreach"),
        *("mode", "place", "minutes"),
        *(
            "note",
            "outcome",
            "others_present",
            "next_action",
            "next_action_due_on",
            "staff_id",
        ),
    ),
    folded=WITH_EMPLOYER
    | WITH_PARTNER
    | WITH_TEAM
    | {"without_consent", "outreach", "outcome", "next_action_done_on", "entered_on"},
    beside=frozenset({"by", "attended", "outreach", "place", "minutes"}),
    revealed=_of_contact,
)
PROFILE_TEXTS = (
    *("history", "skills", "environment", "hours_and_place", "health", "risk_and_leave", "criminal_record"),
    *("adjustments", "support_network", "benefits_and_money", "identity_documents", "digital_access"),
)

PERSON: Mapping[str, Layout] = {
    "client": Layout(
        {
            "name": "Who",
            "gender": "About the person, all of it optional",
            "team_id": "Care",
            "benefits": "Benefits",
        },
        looks_back=frozenset({"born_on"}),
    ),
    "referral": Layout(
        {"received_on": "Referral", "started_on": "Start", "closed_on": "End"},
        looks_back=frozenset(
            {"received_on", "accepted_on", "declined_on", "started_on", "profile_started_on", "closed_on"}
        ),
        folded=frozenset({"commissioner_id"}),
    ),
    "contact": CONTACT,
    "vocational profile": Layout(
        {"on_date": "This version", "aims": "What the person tells us", "lessons": "Learned"},
        looks_back=frozenset({"on_date"}),
        order=("client_id", "on_date", "aims", *PROFILE_TEXTS, "lessons", "next_review_on"),
        folded=frozenset({"author_id", "after_activity_id"}),
    ),
    "profile session": Layout(
        looks_back=frozenset({"on_date"}), again=True, beside=frozenset({"minutes"}), height=500
    ),
    "goal": Layout(
        looks_back=frozenset({"set_on", "reached_on", "given_up_on"}),
        past=frozenset({"set_on", "reached_on", "given_up_on"}),
        order=("client_id", "goal", "set_on"),
        folded=frozenset({"reached_on", "given_up_on"}),
        height=440,
    ),
    "goal rating": Layout(
        looks_back=frozenset({"on_date"}),
        past=frozenset({"on_date"}),
        beside=frozenset({"rating"}),
        height=360,
    ),
    "plan": Layout(
        looks_back=frozenset({"agreed_on", "reviewed_on"}), beside=frozenset({"next_review_on"}), height=480
    ),
    "plan action": Layout(
        looks_back=frozenset({"added_on", "done_on"}),
        past=frozenset({"added_on", "done_on"}),
        again=True,
        order=("client_id", "action", "by_whom", "staff_id", "due_on"),
        folded=frozenset({"done_on"}),
        beside=frozenset({"staff_id"}),
        height=500,
    ),
    "adjustment": Layout(
        looks_back=frozenset({"asked_on", "agreed_on", "in_place_on"}),
        order=("client_id", "adjustment", "activity_id"),
        beside=frozenset({"agreed_on", "in_place_on"}),
        height=560,
    ),
    "timetable entry": Layout(
        again=True,
        kept=("kind", "from_time", "to_time"),
        order=("client_id", "day", "from_time", "to_time", "kind", "what", "place"),
        folded=frozenset({"starts_on", "ends_on"}),
        beside=frozenset({"from_time", "to_time"}),
        height=520,
    ),
    "care review": Layout(beside=frozenset({"held"}), height=480),
}
