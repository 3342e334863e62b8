"""What is done with accounts, a page each: add, change, a new passphrase, disable, leave."""

from __future__ import annotations

from collections.abc import Callable

from ipsdesk.fields import Field, Kind
from ipsdesk.services.accounts import Accounts
from ipsdesk.services.accounts_list import AccountLine
from ipsdesk.services.accounts_rules import NewAccount
from ipsdesk.services.roles import Role
from ipsdesk.ui.accounts.account_form import (
    CLIENT,
    DECISION,
    NAME,
    ROLE,
    STAFF,
    AccountForm,
    Choices,
    key_of,
)
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.sign_in.passphrase_step import PassphraseStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.task import Task
from ipsdesk.ui.widgets.typed_field import LongTextField
from ipsdesk.ui.widgets.typed_values import Value

REASON = Field("Why", Kind.LONG_TEXT, required=True, help="It is kept in the audit trail.")
WHAT_LEAVING_DOES = (
    "1. A backup is made.\n"
    "2. The account can't sign in any more. Its name stays in the audit trail.\n"
    "3. The unit gets a new key that this person never had. Everybody else keeps their passphrase, and the "
    "printed recovery key stays good.\n"
    "4. A new backup is made with the new key.\n"
    "It takes up to a minute. Afterwards you see which older backups still open with the old key."
)


class AddAccount(PassphraseStep):
    """A new account with its first passphrase."""

    button, doing = "Add the account", "Making the account and its key…"
    done_words = "{name} can sign in now. Give them the passphrase in person, not by email."

    def __init__(self, theme: Theme, run: RunInBackground, choices: Choices) -> None:
        super().__init__(theme, "Add an account", "One for each person: nobody signs in with another's.")
        self._fields = AccountForm(theme, (NAME, ROLE, STAFF, CLIENT, DECISION), choices)
        self._layout.addWidget(self._fields)
        self._add_passphrase("First passphrase")
        self.offer_from(run)
        self._values: dict[str, Value] = {}

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self._fields.form.go_to(NAME)

    def is_sound(self) -> bool:
        values = self._fields.values()
        self._values = values or {}
        return values is not None and super().is_sound()

    def job(self) -> Callable[[Accounts], object]:
        value = self._values
        new = NewAccount(
            str(value[NAME]),
            Role(str(value[ROLE])),
            self.passphrase,
            key_of(value.get(STAFF)),
            key_of(value.get(CLIENT)),
            str(value.get(DECISION) or "") or None,
        )
        self.done_words = type(self).done_words.format(name=new.name)
        return lambda accounts: accounts.add(new)


class AboutAccount(Task):
    """A task with one account, named in its title."""

    def __init__(self, theme: Theme, title: str, words: str, line: AccountLine) -> None:
        super().__init__(theme, title.format(name=line.name), words)
        self._line = line
        self.done_words = type(self).done_words.format(name=line.name)


class ChangeAccount(AboutAccount):
    """Another role or member of staff."""

    done_words = "The account of {name} is changed, from the next sign-in on."

    def __init__(self, theme: Theme, choices: Choices, line: AccountLine) -> None:
        super().__init__(
            theme, "Change the account of {name}", "It holds from the next sign-in of the account on.", line
        )
        staff = str(line.staff.key) if line.staff else None
        self._fields = AccountForm(theme, (ROLE, STAFF), choices, role=str(line.role), staff=staff)
        self._layout.addWidget(self._fields)
        self._values: dict[str, Value] = {}

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        self._fields.form.go_to(ROLE)

    def is_sound(self) -> bool:
        values = self._fields.values()
        self._values = values or {}
        self.show_problems({})
        return values is not None

    def job(self) -> Callable[[Accounts], object]:
        number, role = self._line.number, Role(str(self._values[ROLE]))
        staff = key_of(self._values.get(STAFF))
        return lambda accounts: accounts.change(number, role=role, staff=staff)


class NewPassphrase(PassphraseStep):
    """A new passphrase for a colleague who forgot theirs."""

    button, doing = "Set the passphrase", "Making the new key…"
    done_words = "{name} signs in with the new passphrase now. Give it in person, not by email."

    def __init__(self, theme: Theme, run: RunInBackground, line: AccountLine) -> None:
        words = (
            "It opens the unit from now on; backups made before still open with the old one. They can change "
            "it themselves: Tools, Change my passphrase…"
        )
        super().__init__(theme, f"New passphrase for {line.name}", words)
        self._line = line
        self.done_words = type(self).done_words.format(name=line.name)
        self._add_passphrase("New passphrase")
        self.offer_from(run)

    def job(self) -> Callable[[Accounts], object]:
        number, passphrase = self._line.number, self.passphrase
        return lambda accounts: accounts.set_passphrase(number, passphrase)


class WithReason(AboutAccount):
    """A task that needs a reason."""

    def __init__(self, theme: Theme, title: str, words: str, line: AccountLine) -> None:
        super().__init__(theme, title, words, line)
        self._reason = LongTextField(theme, REASON)
        self._add("reason", self._reason)

    def problems(self) -> dict[str, str]:
        """Whether the reason is missing."""
        return {} if self.reason.strip() else {"reason": "Why: write it down"}

    @property
    def reason(self) -> str:
        """What is written."""
        return str(self._reason.value() or "")


class DisableAccount(WithReason):
    """For a while, or until somebody sees whether it is needed."""

    button, done_words = (
        "Disable the account",
        "{name} can't sign in any more. Enable gives the account back.",
    )

    def __init__(self, theme: Theme, line: AccountLine) -> None:
        words = (
            "The account can't sign in until a manager enables it again. If the person leaves for good, "
            "choose Leaver… instead: that changes the unit's key too."
        )
        super().__init__(theme, "Disable the account of {name}", words, line)

    def job(self) -> Callable[[Accounts], object]:
        number, reason = self._line.number, self.reason
        return lambda accounts: accounts.disable(number, reason)


class LetGo(WithReason):
    """Somebody leaves for good."""

    button, doing = "Change the unit's key", "Backing up, changing the key, and backing up again…"

    def __init__(self, theme: Theme, line: AccountLine) -> None:
        super().__init__(theme, "{name} leaves", "This is what happens:", line)
        hint = Hint(theme)
        hint.say(WHAT_LEAVING_DOES)
        self._layout.insertWidget(2, hint)

    def job(self) -> Callable[[Accounts], object]:
        number, reason = self._line.number, self.reason
        return lambda accounts: accounts.leaver(number, reason)
