"""The fields of an account, with a line on what the chosen role may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.services.accounts_list import Linked
from ipsdesk.services.roles import Role
from ipsdesk.ui.accounts.role_words import ROLES
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.typed_values import Complaint, Value

NAME, ROLE, STAFF, CLIENT, DECISION = "name", "role", "staff", "client", "decision"
FIELDS = {
    NAME: Field("Name of the account", required=True, help="What the person types to sign in."),
    ROLE: Field("Role", Kind.CHOICE, required=True),
    STAFF: Field(
        "Member of staff", Kind.REFERENCE, help="Whose account it is, if they are on the list of staff."
    ),
    CLIENT: Field("Client", Kind.REFERENCE, help="If the person is a client of the unit."),
    DECISION: Field(
        "Decision", Kind.LONG_TEXT, help="For a client: why they get an account. It is kept with it."
    ),
}
ONLY_FOR = {
    STAFF: frozenset(Role) - {Role.REPRESENTATIVE},
    CLIENT: frozenset({Role.REPRESENTATIVE}),
    DECISION: frozenset({Role.REPRESENTATIVE}),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """Whom an account can belong to."""

    staff: Sequence[Linked]
    clients: Sequence[Linked]


class AccountForm(QWidget):
    """These of its fields; those that don't go with the role are hidden, and hold nothing then."""

    def __init__(self, theme: Theme, keys: Sequence[str], choices: Choices, **shown: Value) -> None:
        super().__init__()
        options = {
            ROLE: [Option(role, title) for role, (title, _) in ROLES.items()],
            STAFF: _options(choices.staff),
            CLIENT: _options(choices.clients),
        }
        fields = {key: FIELDS[key] for key in keys}
        self.form, self.hint = Form(theme, fields, Around(date.today, options)), Hint(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        lines = cast("QVBoxLayout", self.form.layout())
        lines.insertWidget(lines.indexOf(self.form.rows[ROLE]) + 1, self.hint)
        self.form.rows[ROLE].editor.changed.connect(self._role_chosen)
        self.form.show_values(shown)
        self._role_chosen()

    @property
    def role(self) -> Role | None:
        """The role that is chosen."""
        try:
            value = self.form.rows[ROLE].editor.value()
        except Complaint:
            return None
        return Role(str(value)) if value else None

    def _role_chosen(self) -> None:
        role = self.role
        self.hint.say(ROLES[role][1] if role else "")
        for key, roles in ONLY_FOR.items():
            if key in self.form.rows:
                self.form.rows[key].setVisible(role in roles)

    def values(self) -> dict[str, Value] | None:
        """What is filled in; None if something is wrong, which it then says itself."""
        values, role = self.form.values(), self.role
        if values is None or role is None:
            return None
        return {key: value for key, value in values.items() if role in ONLY_FOR.get(key, frozenset(Role))}


def _options(people: Sequence[Linked]) -> list[Option]:
    return [Option(str(one.key), one.name) for one in people]


def key_of(value: Value) -> int | None:
    """The key that a reference of the form holds."""
    return None if value is None else int(str(value))
