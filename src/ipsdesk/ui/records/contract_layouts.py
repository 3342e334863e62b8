"""How the forms of commissioners and their contracts are laid out."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.ui.records.layout import Layout

CONTRACTS: Mapping[str, Layout] = {
    "commissioner": Layout(order=("name", "contact_person", "email", "note", "reference"), height=480),
    "contract with a commissioner": Layout(
        {"return_every": "Returns"},
        order=(
            "commissioner_id",
            "number",
            "from_on",
            "to_on",
            "return_every",
            "due_days",
            "profile",
            "note",
        ),
        beside=frozenset({"to_on", "due_days"}),
        height=620,
    ),
}
"""By kind."""
