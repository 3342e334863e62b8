"""The person at the terminal: what is asked of them, and what they are told."""

from __future__ import annotations

import getpass
import os
import sys

from ipsdesk.errors import CannotRun

USER, PASSPHRASE, WORKBOOK_PASSWORD = "IPSDESK_USER", "IPSDESK_PASSPHRASE", "IPSDESK_WORKBOOK_PASSWORD"
RECOVERY_KEY, SECOND_USER = "IPSDESK_RECOVERY_KEY", "IPSDESK_SECOND_USER"
SECOND_PASSPHRASE = "IPSDESK_SECOND_PASSPHRASE"  # noqa: S105 (the name of a variable)


def asks() -> bool:
    """Whether a person is there to be asked: the environment does not name the account."""
    return not (os.environ.get(USER) and os.environ.get(PASSPHRASE)) and sys.stdin.isatty()


def account() -> tuple[str, str]:
    """Account name and passphrase, from the environment or the person.

    Raises ``CannotRun`` where neither gives them.
    """
    given = os.environ.get(USER), os.environ.get(PASSPHRASE)
    if given[0] and given[1]:
        return given[0], given[1]
    if not sys.stdin.isatty():
        raise CannotRun(
            f"Nobody is there to be asked for account and passphrase. Set {USER} and {PASSPHRASE}, or "
            f"use a terminal."
        )
    return given[0] or input("Account: ").strip(), given[1] or getpass.getpass("Passphrase: ")


def recovery_key(*, ask: bool) -> str:
    """The printed recovery key, from the environment or, if it is to be asked for, the person; else empty.

    Raises ``CannotRun`` where it is to be asked for and nobody is there.
    """
    given = os.environ.get(RECOVERY_KEY, "")
    if given or not ask:
        return given
    if not sys.stdin.isatty():
        raise CannotRun(
            f"Nobody is there to be asked for the recovery key. Set {RECOVERY_KEY}, or use a terminal."
        )
    return getpass.getpass("Recovery key: ")


def second_account() -> tuple[str, str]:
    """Account name and passphrase of the second person; raises ``CannotRun`` where neither gives them."""
    given = os.environ.get(SECOND_USER), os.environ.get(SECOND_PASSPHRASE)
    if given[0] and given[1]:
        return given[0], given[1]
    if not sys.stdin.isatty():
        raise CannotRun(
            f"Restoring over a unit takes a second person or the recovery key. Set {SECOND_USER} and"
            f" {SECOND_PASSPHRASE}, or {RECOVERY_KEY}, or use a terminal. Nothing was changed."
        )
    return input("Account of the second person: ").strip(), getpass.getpass("Their passphrase: ")


def agrees(question: str) -> bool:
    """Whether the person says yes; True where nobody is there to be asked."""
    return not sys.stdin.isatty() or input(f"{question} (yes or no) ").strip().casefold() in ("y", "yes")


def new_account() -> tuple[str, str]:
    """Account name and passphrase of the first manager; a passphrase is offered.

    Raises ``CannotRun`` where nobody can be asked, or the passphrase is not the same twice.
    """
    if not asks():
        return account()
    name = os.environ.get(USER) or input("Account name of the first manager: ").strip()
    return name, _chosen_twice("passphrase", "Passphrase")


def type_back(recovery_key: str) -> None:
    """Have the recovery key typed back until it is right, so that it has been written down."""
    from ipsdesk.services.desk import same_recovery_key

    try:
        while not same_recovery_key(input("Type the recovery key back once: "), recovery_key):
            say("That is not the key printed above. Look again, character by character.")
    except (EOFError, KeyboardInterrupt):
        complain("\nThe unit is made. Its key was not typed back: make sure it is written down.")


def workbook_password() -> str:
    """The password of an encrypted workbook that comes in; empty where nobody gives one."""
    given = os.environ.get(WORKBOOK_PASSWORD)
    progress("")
    if given is None and sys.stdin.isatty():
        return getpass.getpass("Password of the workbook: ")
    return given or ""


def new_workbook_password() -> str:
    """The password a workbook is to be written with; raises ``CannotRun`` where nobody can be asked."""
    given = os.environ.get(WORKBOOK_PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise CannotRun(
            f"Nobody is there to be asked for the workbook's password. Set {WORKBOOK_PASSWORD}, or use a "
            "terminal. Nothing was written."
        )
    return _chosen_twice("password", "Password of the workbook")


def _chosen_twice(what: str, prompt: str) -> str:
    from ipsdesk.services.desk import offer_passphrase

    offered = offer_passphrase()
    say(f"A {what} you may use: {offered}")
    secret = getpass.getpass(f"{prompt} (Enter for the one above): ") or offered
    if secret != offered and getpass.getpass("The same once more: ") != secret:
        raise CannotRun(f"The two {what}s differ. Nothing was written; start again.")
    return secret


def say(text: str) -> None:
    """Answer a command."""
    print(text)  # noqa: T201 - standard output is what a command answers with


def complain(text: str) -> None:
    """Say what went wrong, or what to beware of."""
    progress("")
    print(text, file=sys.stderr)  # noqa: T201


def progress(doing: str) -> None:
    """What long work is doing, on a terminal only."""
    if sys.stderr.isatty():
        line = f"{doing}..." if doing else ""
        print(f"\r{line:<60}\r{line}", end="", file=sys.stderr, flush=True)  # noqa: T201
