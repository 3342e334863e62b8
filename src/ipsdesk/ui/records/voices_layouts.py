"""How the forms about surveys, joint training, stories and the plan of the year are laid out."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.services.joint_training_checks import MOST
from ipsdesk.ui.records.layout import Layout
from ipsdesk.ui.widgets.form import Form

OVER = f"More than {MOST} people: a session is for up to {MOST}. Say why there are more."


def _came(form: Form) -> int:
    typed = (form.rows[name].editor.typed() for name in ("client_ids", "staff_ids"))
    return sum(len(one) for one in typed if isinstance(one, list))


def _over(form: Form) -> frozenset[str]:
    return frozenset({"reason_over"}) if _came(form) > MOST else frozenset()


def _warned(form: Form) -> str:
    is_said = str(form.rows["reason_over"].editor.typed() or "").strip()
    return OVER if _came(form) > MOST and not is_said else ""


VOICES: Mapping[str, Layout] = {
    "survey round": Layout(
        left_out=frozenset({"closed_on", "given_back_on"}),
        order=("kind", "opens_on", "closes_on", "asked", "note"),
        beside=frozenset({"closes_on"}),
        height=520,
    ),
    "you said, we did": Layout(
        looks_back=frozenset({"done_on"}),
        order=("round_id", "said", "did", "owner_id", "done_on"),
        beside=frozenset({"done_on"}),
        again=True,
        kept=("round_id",),
    ),
    "joint training": Layout(
        {"client_ids": "Who came", "trainer_clients": "Who trained"},
        left_out=frozenset({"signed_on"}),
        order=(
            *("title", "on_date", "from_time", "minutes", "team_id", "place", "modules"),
            *("client_ids", "staff_ids", "reason_over", "trainer_clients", "trainer_staff", "feedback"),
        ),
        folded=frozenset({"reason_over"}),
        beside=frozenset({"from_time", "minutes"}),
        revealed=_over,
        warned=_warned,
    ),
    "story": Layout(
        {"done": "In the person’s words", "may_be_used": "Consent"},
        looks_back=frozenset({"consent_on"}),
        left_out=frozenset({"withdrawn_on"}),
        order=(
            *("client_id", "title", "on_date", "done", "excellent", "better"),
            *("may_be_used", "consent_on", "review_on"),
        ),
        beside=frozenset({"review_on"}),
    ),
    "use of a story": Layout(
        left_out=frozenset({"asked_back_on"}),
        order=("story_id", "on_date", "went_to", "staff_id"),
        height=480,
    ),
    "improvement": Layout(
        looks_back=frozenset({"done_on"}),
        order=("year", "aim", "action", "client_ids", "owner_id", "due_on", "done_on", "note"),
        beside=frozenset({"done_on"}),
    ),
}
