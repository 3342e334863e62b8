"""How the forms about work, permitted work and benefits are laid out."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.ui.records.layout import Layout, kind_typed
from ipsdesk.ui.records.work_forms import END, OF_KINDS, asked_of_activity, warned_of_activity
from ipsdesk.ui.widgets.form import Form


def _of_notice(form: Form) -> frozenset[str]:
    return frozenset({"decision"}) if str(form.rows["event"].editor.typed()) == "decision" else frozenset()


def _of_rate(form: Form) -> frozenset[str]:
    return frozenset({"from_age"}) if kind_typed(form) == "minimum wage" else frozenset()


WORK: Mapping[str, Layout] = {
    "benefits advice": Layout(
        looks_back=frozenset({"on_date"}),
        order=(
            *("on_date", "about", "trigger", "adviser", "source", "trained", "independent"),
            *("better_off", "weekly_difference", "note"),
        ),
        folded=frozenset({"client_id"}),
        beside=frozenset({"trigger", "source", "independent", "weekly_difference"}),
    ),
    "safeguard": Layout(
        looks_back=frozenset({"done_on"}),
        order=("safeguard", "done_on", "staff_id", "note"),
        folded=frozenset({"activity_id"}),
    ),
    "appointment": Layout(
        again=True,
        kept=("on_date", "kind"),
        order=("client_id", "on_date", "from_time", "to_time", "kind", "what", "place"),
        beside=frozenset({"to_time"}),
    ),
    "activity": Layout(
        {"kind": "What it is", "started_on": "When"},
        looks_back=frozenset({"four_hours_on", "ended_on", "heard_of_end_on", "pw1_sent_on"}),
        order=(
            *("client_id", "kind", "title", "employer_id", "job_type", "started_on", "planned_end_on"),
            *("review_on", "weekly_hours", "agreed_seconds", "hourly_pay", "contract", "four_hours_on"),
            *("open_to_anyone", "set_aside", "service_end", "same_pay", "matches_preference"),
            *("permitted_work", "supported_by", "pw1_sent_on", "ended_on", "end_reason", "heard_of_end_on"),
        ),
        folded=OF_KINDS | END | {"episode_id"},
        beside=frozenset({"planned_end_on", "agreed_seconds", "contract", "set_aside", "same_pay"}),
        revealed=asked_of_activity,
        warned=warned_of_activity,
    ),
    "in-work support plan": Layout(
        {"first_day": "Agreed with the person"},
        looks_back=frozenset({"agreed_on"}),
        order=("activity_id", "agreed_on", "review_on", "how_often"),
        beside=frozenset({"review_on"}),
    ),
    "retention case": Layout(
        looks_back=frozenset({"opened_on", "outcome_on"}),
        order=("client_id", "activity_id", "risk", "opened_on", "actions", "outcome", "outcome_on"),
        beside=frozenset({"opened_on", "outcome_on"}),
        height=520,
    ),
    "milestone": Layout(
        looks_back=frozenset({"confirmed_on"}),
        order=("activity_id", "milestone", "confirmed_on", "still_in_work", "same_hours", "staff_id"),
        beside=frozenset({"confirmed_on", "same_hours"}),
        height=480,
    ),
    "permitted work event": Layout(
        looks_back=frozenset({"on_date"}),
        order=("activity_id", "event", "decision", "on_date", "staff_id", "note"),
        folded=frozenset({"decision"}),
        revealed=_of_notice,
        height=520,
    ),
    "pay period": Layout(
        {"gross_pence": "As on the pay slip"},
        looks_back=frozenset({"from_on", "to_on"}),
        again=True,
        kept=("activity_id", "paid"),
        order=("activity_id", "paid", "from_on", "to_on"),
        beside=frozenset({"to_on", "tax_pence", "pension_pence"}),
        height=560,
    ),
    "rate": Layout(
        looks_back=frozenset({"checked_on"}),
        again=True,
        kept=("kind", "from_on", "source", "certainty", "checked_on"),
        order=("kind", "from_age", "from_on", "pence", "source", "certainty", "checked_on"),
        beside=frozenset({"pence", "checked_on"}),
        folded=frozenset({"from_age"}),
        revealed=_of_rate,
        height=480,
    ),
    "qualification": Layout(looks_back=frozenset({"attained_on"}), height=360),
}
