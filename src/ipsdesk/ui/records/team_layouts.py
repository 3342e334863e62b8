"""How the forms about staff, supervision, audits, training, host teams and policies are laid out."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.ui.records.layout import Layout

TEAM: Mapping[str, Layout] = {
    "staff": Layout(
        {"manager_id": "How they are looked after"},
        looks_back=frozenset({"dbs_seen_on", "induction_on", "probation_passed_on"}),
        beside=frozenset({"left_on", "probation_passed_on", "dbs_due_on"}),
        order=(
            *("reference", "name", "role", "profession", "started_on", "left_on", "wte", "team_ids"),
            *(
                "manager_id",
                "induction_on",
                "probation_on",
                "probation_passed_on",
                "dbs_seen_on",
                "dbs_due_on",
            ),
        ),
    ),
    "team meeting": Layout(
        looks_back=frozenset({"on_date"}),
        order=("team_id", "on_date", "kind", "staff_ids", "others", "note"),
        again=True,
        kept=("team_id", "kind"),
    ),
    "supervision": Layout(
        {"setting": "In the field", "minutes": "What was talked about", "next_on": "From then on"},
        looks_back=frozenset({"on_date"}),
        left_out=frozenset({"supervisor_signed_on", "staff_signed_on"}),
        beside=frozenset({"kind", "how"}),
        order=(
            *("staff_id", "on_date", "kind", "supervisor_id", "attended_ids", "figures", "goals_reviewed"),
            *("minutes", "goals", "wellbeing", "development", "feedback", "setting", "how", "client_agreed"),
        ),
    ),
    "caseload review": Layout(
        looks_back=frozenset({"on_date", "completed_on"}),
        order=("staff_id", "on_date", "reviewer_id", "completed_on", "note"),
        height=520,
    ),
    "person in a caseload review": Layout(
        looks_back=frozenset({"last_contact_on"}),
        order=(
            "review_id",
            "client_id",
            "stage",
            "last_contact_on",
            "next_action",
            "plan",
            "decision",
            "note",
        ),
        beside=frozenset({"last_contact_on"}),
    ),
    "file audit": Layout(
        looks_back=frozenset({"on_date", "completed_on"}),
        order=("on_date", "auditor_id", "per_specialist", "completed_on", "note"),
        height=520,
    ),
    "audited file": Layout(
        {"referral": "What was looked for", "finding": "What was found", "again_on": "Audited again"},
        looks_back=frozenset({"put_right_on", "again_on"}),
        beside=frozenset({"put_right_on", "again_by_id"}),
    ),
    "training of staff": Layout(
        looks_back=frozenset({"on_date"}),
        order=("staff_id", "topic", "on_date", "hours", "title", "provider", "ad_hoc", "action_id", "note"),
        beside=frozenset({"hours"}),
        again=True,
        kept=("on_date", "topic", "hours", "title", "provider"),
    ),
    "training action": Layout(
        looks_back=frozenset({"raised_on", "done_on"}),
        order=(
            *("topic", "what", "because", "raised_on", "due_on", "staff_ids"),
            *("owner_id", "done_on"),
        ),
        beside=frozenset({"due_on", "done_on"}),
    ),
    "host team agreement": Layout(
        {"desk": "What the team provides", "review_on": "From then on"},
        looks_back=frozenset({"agreed_on", "reviewed_on", "ended_on"}),
        order=("team_id", "agreed_on"),
        beside=frozenset({"agreed_on", "reviewed_on"}),
    ),
    "policy": Layout(
        looks_back=frozenset({"agreed_on", "checked_on", "ended_on"}),
        order=(
            *("title", "topic", "edition", "agreed_on", "checked_on", "review_on"),
            *("owner_id", "ended_on", "note"),
        ),
        beside=frozenset({"checked_on"}),
    ),
}
