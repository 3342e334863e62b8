"""How the forms about personal information, consent and leave are laid out."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.ui.records.layout import Layout

TOLD: Mapping[str, Layout] = {
    "talk about personal information": Layout(
        looks_back=frozenset({"on_date"}),
        order=("client_id", "on_date", "staff_id", "talked_about"),
        beside=frozenset({"staff_id"}),
        height=440,
    ),
    "decision about personal information": Layout(
        looks_back=frozenset({"on_date"}),
        order=(
            *("client_id", "employer_id", "decision", "wording", "never_told", "when_told"),
            *("on_date", "review_on"),
        ),
        beside=frozenset({"review_on"}),
    ),
    "criminal record information": Layout(
        looks_back=frozenset({"on_date"}),
        order=(
            *("client_id", "employer_id", "permission", "may_be_told", "never_told", "check_needed"),
            *("on_date", "staff_id"),
        ),
        beside=frozenset({"staff_id"}),
    ),
    "consent": Layout(
        looks_back=frozenset({"on_date", "withdrawn_on"}),
        order=("client_id", "scope", "answer", "on_date", "expires_on", "how", "staff_id", "note"),
        folded=frozenset({"withdrawn_on"}),
        beside=frozenset({"answer", "expires_on", "staff_id"}),
        height=540,
    ),
    "leave authority": Layout(
        {"authorised_on": "As on the signed form", "moj_on": "Where the person is restricted"},
        looks_back=frozenset({"authorised_on", "moj_on", "revoked_on", "checked_on"}),
        order=(
            *(
                "client_id",
                "authorised_on",
                "authorised_by",
                "from_on",
                "to_on",
                "days",
                "out_from",
                "back_by",
            ),
            *("most_seconds", "place", "route", "escort", "escort_detail", "conditions", "moj_on"),
            *("moj_reference", "copies", "own_view"),
        ),
        folded=frozenset({"revoked_on", "checked_on"}),
        beside=frozenset(
            {"authorised_by", "to_on", "back_by", "most_seconds", "escort_detail", "moj_reference"}
        ),
    ),
    "leave outcome": Layout(
        looks_back=frozenset({"on_date"}),
        order=("leave_id", "on_date", "out_at", "back_at", "as_planned"),
        beside=frozenset({"out_at", "back_at"}),
        height=560,
    ),
}
