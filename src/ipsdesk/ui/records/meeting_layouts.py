"""How the forms about meetings, their rota, and what people ask for are laid out."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.ui.records.layout import Layout
from ipsdesk.ui.widgets.form import Form

CLOSED = (
    "Closed: only leads, managers and the staff who were there read it. In the open minutes it says "
    "“Closed item” and nothing else."
)


def _of_item(form: Form) -> frozenset[str]:
    by = str(form.rows["proposed_by"].editor.typed() or "")
    return frozenset({"client_id"}) if by in ("resident", "first impressions", "survey") else frozenset()


def _closed(form: Form) -> str:
    return CLOSED if str(form.rows["part"].editor.typed() or "") == "closed" else ""


MEETINGS: Mapping[str, Layout] = {
    "decision meeting": Layout(
        {"chair_id": "Who attended"},
        left_out=frozenset({"signed_on", "signed_by_id", "minutes_version", "shared_on", "shared_how"}),
        order=(
            *("kind", "name", "on_date", "from_time", "place", "open_to"),
            *("chair_id", "client_ids", "staff_ids", "others"),
        ),
        beside=frozenset({"from_time"}),
    ),
    "agenda item": Layout(
        {"residents_view": "What was said, residents first", "decision": "What was decided"},
        order=(
            *("meeting_id", "number", "title", "part", "proposed_by", "client_id", "introduced_by"),
            *("residents_view", "discussion", "decision", "outcome", "votes_for", "votes_against"),
            "abstained",
        ),
        folded=frozenset({"client_id"}),
        beside=frozenset({"votes_against", "abstained"}),
        revealed=_of_item,
        warned=_closed,
        again=True,
        kept=("meeting_id",),
    ),
    "action of a meeting": Layout(
        looks_back=frozenset({"done_on"}),
        order=("meeting_id", "number", "action", "owner_id", "owner", "due_on", "done_on"),
        beside=frozenset({"done_on"}),
        height=600,
    ),
    "meeting not open yet": Layout(
        looks_back=frozenset({"opened_on"}),
        order=("name", "why", "plan", "open_by_on", "owner_id", "opened_on"),
        folded=frozenset({"opened_on"}),
    ),
    "first impressions audit": Layout(
        {"welcomed": "What was answered"},
        looks_back=frozenset({"on_date", "arrived_on"}),
        past=frozenset({"on_date", "arrived_on"}),
        order=("on_date", "client_id", "arrived_on", "helped_by"),
        beside=frozenset({"helped_by"}),
    ),
    "recommendation": Layout(
        {"answer": "What became of it"},
        looks_back=frozenset({"on_date", "answered_on", "done_on"}),
        past=frozenset({"on_date", "answered_on", "done_on"}),
        order=(
            *("recommendation", "source", "on_date", "client_id", "meeting_id"),
            *("answer", "outcome", "answered_on", "done_on"),
        ),
        beside=frozenset({"on_date", "answered_on"}),
    ),
    "representative": Layout(
        looks_back=frozenset({"from_on"}),
        order=("client_id", "from_on", "to_on", "meetings", "needs"),
        beside=frozenset({"to_on"}),
        height=600,
    ),
    "turn": Layout(
        {"prepared_on": "Before the meeting", "attended": "The meeting and after"},
        looks_back=frozenset({"offered_on", "answered_on", "expenses_on", "debrief_on"}),
        order=(
            *("meeting_id", "client_id", "offered_on", "answer", "answered_on"),
            *("prepared_on", "papers", "papers_on"),
            *("attended", "expenses", "expenses_on", "debrief_on", "debrief"),
        ),
        beside=frozenset({"answered_on", "papers_on", "expenses_on"}),
    ),
}
