"""What the form of a job or step asks for by its kind, and what it says to look out for."""

from __future__ import annotations

from datetime import date
from typing import Any

from ipsdesk.rules.codes import (
    EDUCATION,
    JOB_KINDS,
    PAID_JOB,
    SPECIALIST_SERVICE,
    TRAINING,
    VOLUNTEERING,
    WORK_EXPERIENCE,
)
from ipsdesk.rules.four_tests import shown_pay
from ipsdesk.rules.pay import minimum_pay
from ipsdesk.ui.widgets.form import Form
from ipsdesk.ui.widgets.typed_values import Complaint

YOUNGEST, ADULT = 16, 21
TERMS = frozenset({"weekly_hours", "contract", "agreed_seconds", "hourly_pay", "four_hours_on"})
TESTS = frozenset({"open_to_anyone", "set_aside", "service_end", "same_pay", "matches_preference"})
PERMITTED = frozenset({"permitted_work", "supported_by", "pw1_sent_on"})
END = frozenset({"end_reason", "heard_of_end_on", "view_of_end", "learned", "next_help_offered"})
PLANNED = frozenset({"planned_end_on", "review_on"})
AT_A_PLACE = PLANNED | {"weekly_hours", "matches_preference", "employer_id"}
ASKED_OF = {
    **dict.fromkeys(JOB_KINDS, TERMS | TESTS | PERMITTED | {"employer_id", "job_type"}),
    WORK_EXPERIENCE: AT_A_PLACE | {"job_type"},
    VOLUNTEERING: AT_A_PLACE,
    EDUCATION: PLANNED | {"weekly_hours"},
    TRAINING: PLANNED | {"weekly_hours"},
    SPECIALIST_SERVICE: PLANNED,
}
"""The fields that an activity of a kind asks for beside those of every activity."""
OF_KINDS = TERMS | TESTS | PERMITTED | AT_A_PLACE | {"job_type"}

NO_END = (
    "Work experience has an end that is agreed beforehand, and is looked at on the way: say when it is to "
    "end, and when to review it. Both are told on Today."
)
SPECIALIST = "A service beside ours that helps towards work: name it under Title."
QUALIFICATION = "What is attained at its end is a record of its own: Qualification."


def asked_of_activity(form: Form) -> frozenset[str]:
    """What is shown by the kind, and of the end once there is a day."""
    ended = END if form.rows["ended_on"].editor.typed() else frozenset()
    return ASKED_OF.get(_typed(form, "kind"), frozenset()) | ended


def warned_of_activity(form: Form) -> str:
    """What an activity as it is typed lacks, or what its pay means."""
    kind = _typed(form, "kind")
    if kind == WORK_EXPERIENCE and not (_typed(form, "planned_end_on") and _typed(form, "review_on")):
        return NO_END
    if kind == PAID_JOB:
        return _pay_warning(_value(form, "hourly_pay"), _value(form, "started_on"))
    return {SPECIALIST_SERVICE: SPECIALIST, EDUCATION: QUALIFICATION, TRAINING: QUALIFICATION}.get(kind, "")


def _pay_warning(pay: Any, day: Any) -> str:
    if not isinstance(pay, int) or not isinstance(day, date):
        return ""
    least, adult = (minimum_pay(day, age) for age in (YOUNGEST, ADULT))
    if least is not None and pay < least:
        return (
            f"{shown_pay(pay)} an hour is below every legal minimum of that day, {shown_pay(least)} at the "
            "least. Look at it again; as it stands the job is no competitive job."
        )
    if adult is not None and pay < adult:
        return (
            f"{shown_pay(pay)} an hour is below the legal minimum from age {ADULT}, {shown_pay(adult)}. "
            "Whether it is enough for the person’s age is worked out on the page of work."
        )
    return ""


def _typed(form: Form, name: str) -> str:
    return str(form.rows[name].editor.typed() or "").strip()


def _value(form: Form, name: str) -> Any:
    """What stands in a field, None while it can't be read."""
    try:
        return form.rows[name].editor.value()
    except Complaint:
        return None
