"""The columns of the list of accounts."""

from __future__ import annotations

from datetime import UTC, datetime

from ipsdesk.services.accounts_list import AccountLine
from ipsdesk.ui.accounts.role_words import role_title, state_mark, state_words
from ipsdesk.ui.sign_in.foot import moment_words
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Listing

NEVER = "Never"


def signed_in_words(line: AccountLine) -> str:
    """When it signed in last."""
    return moment_words(line.signed_in_at, datetime.now(UTC)) if line.signed_in_at else NEVER


def who(line: AccountLine) -> str:
    """``Rosa Quill (you)``."""
    return f"{line.name} (you)" if line.is_me else line.name


LISTING = Listing[AccountLine](
    "Accounts",
    (
        Column[AccountLine](
            "Account", lambda one: one.name, who, 160, second=lambda one: role_title(one.role), name=True
        ),
        Column[AccountLine]("State", state_words, width=155, mark=state_mark),
        Column[AccountLine](
            "Last signed in", lambda one: one.signed_in_at, signed_in_words, 130, gives_way=1
        ),
    ),
    "There is no account.",
    lambda one: one.number,
    row_height=Height.CASELOAD_ROW,
)
