"""What each role is called, and in one plain line what it may do."""

from __future__ import annotations

from ipsdesk.services.accounts_list import AccountLine, State
from ipsdesk.services.roles import Role
from ipsdesk.ui.widgets.marks import Mark

ROLES = {
    Role.PRACTITIONER: (
        "Practitioner",
        "Sees every client of the unit and records contacts, jobs and hours.",
    ),
    Role.LEAD: ("Lead", "Does all that a practitioner does, and makes the returns to the commissioner."),
    Role.MANAGER: (
        "Manager",
        "Does everything: accounts, imports, exports, backups and the unit's settings.",
    ),
    Role.AUDITOR: ("Auditor", "Reads everything and changes nothing."),
    Role.REPRESENTATIVE: (
        "Representative",
        "Sees the figures that the unit would publish, and nothing about any person. For people who are "
        "or were clients.",
    ),
}
LEFT = "Left"
STATES = {
    State.ACTIVE: ("Active", Mark.DONE),
    State.UNUSED: ("Not used for 30 days", Mark.GONE_QUIET),
    State.DISABLED: ("Disabled", Mark.NOT_APPLICABLE),
}


def role_title(role: Role) -> str:
    """``Lead``."""
    return ROLES[role][0]


def state_words(line: AccountLine) -> str:
    """``Active``, ``Not used for 30 days``, ``Disabled``, or ``Left`` once the key was taken away."""
    return STATES[line.state][0] if line.has_key else LEFT


def state_mark(line: AccountLine) -> Mark:
    """The icon and colour that go with it."""
    return STATES[line.state][1]
