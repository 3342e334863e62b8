"""How the forms about employers, partners and the labour market are laid out."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.ui.records.layout import Layout
from ipsdesk.ui.widgets.form import Form


def _of_employer(form: Form) -> frozenset[str]:
    spared = form.rows["do_not_contact"].editor.value() is True
    return frozenset({"do_not_contact_reason"}) if spared else frozenset()


EMPLOYERS: Mapping[str, Layout] = {
    "employer": Layout(
        order=(
            *("name", "sector", "town", "size", "disability_confident", "own_service", "do_not_contact"),
            *("do_not_contact_reason", "looks_for"),
        ),
        folded=frozenset({"do_not_contact_reason"}),
        beside=frozenset({"do_not_contact"}),
        revealed=_of_employer,
    ),
    "employer site": Layout(order=("employer_id", "name"), height=480),
    "person at an employer": Layout(
        looks_back=frozenset({"left_on"}),
        order=("employer_id", "name", "job_title", "phone", "email", "site_id"),
        folded=frozenset({"left_on"}),
        again=True,
        kept=("employer_id", "site_id"),
    ),
    "partner agency": Layout(order=("name", "kind"), height=560),
    "vacancy": Layout(
        {"stage": "How far it has come"},
        looks_back=frozenset({"found_on", "stage_on"}),
        order=(
            *("employer_id", "title", "job_type", "client_ids", "weekly_seconds", "hourly_pay", "stage"),
            *("closes_on", "found_on", "found_by", "staff_id", "note"),
        ),
        folded=frozenset({"stage_on", "activity_id"}),
        beside=frozenset({"hourly_pay", "closes_on", "found_by"}),
    ),
    "labour market note": Layout(
        looks_back=frozenset({"on_date"}),
        order=("job_type", "sector", "note", "who_hires", "pay", "travel", "on_date", "source"),
        again=True,
        kept=("on_date", "source"),
    ),
    "awareness event": Layout(
        looks_back=frozenset({"on_date"}),
        order=("title", "audience", "on_date", "people", "minutes", "staff_ids", "feedback"),
        beside=frozenset({"minutes"}),
    ),
}
