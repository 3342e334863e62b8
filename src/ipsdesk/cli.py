"""The command line: what may be typed, and one sentence for every failure.

Exit status 0: done; 1: problems in the data; 2: cannot run.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipsdesk import __version__, commands
from ipsdesk.commands import CANNOT_RUN, DONE
from ipsdesk.errors import DeskError, ProblemsFound, UnreadableFile
from ipsdesk.terminal import PASSPHRASE, RECOVERY_KEY, USER, WORKBOOK_PASSWORD, complain, say

INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; never lets a traceback reach the person."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.command(chosen))
    except DeskError as error:
        return _refused(error)
    except EOFError:
        complain("Nobody answered. Nothing was changed.")
        return CANNOT_RUN
    except KeyboardInterrupt:
        complain("Stopped. What was not finished has not been kept; everything saved before is as it was.")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - nobody reads on
        return DONE
    except Exception as error:  # noqa: BLE001 - the last place before the person
        return _unexpected(error)


def _refused(error: DeskError) -> int:
    for problem in error.problems if isinstance(error, ProblemsFound) else ():
        say(problem)
    safe = " Nothing in the unit was changed." if isinstance(error, UnreadableFile) else ""
    complain(f"{error}{safe}")
    return error.exit_status


def _unexpected(error: Exception) -> int:
    from ipsdesk.logs import log_fault
    from ipsdesk.preferences import log_file

    noted = f" What support needs to know is in {log_file()}." if log_fault(error, log_file()) else ""
    complain(
        f"Something went wrong inside the program ({type(error).__name__}). What was saved before is safe; "
        f"what this command was doing has not been kept.{noted}"
    )
    return CANNOT_RUN


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does, what it is for, and its arguments as argparse takes them."""

    name: str
    does: Callable[[argparse.Namespace], int]
    text: str
    arguments: tuple[tuple[str, dict[str, Any]], ...] = ()
    of_unit: bool = True


def _self_check(_: argparse.Namespace) -> int:
    from ipsdesk.self_check import run as try_everything

    return try_everything()


def _flag(text: str) -> dict[str, Any]:
    return {"action": "store_true", "help": text}


OUT = ("out", {"type": Path, "metavar": "OUT.xlsx"})
PERIOD = (
    "--period",
    {
        "required": True,
        "metavar": "P",
        "help": "2026-27 Q2, 2026-27 H1, 2026-27 or 2026-07-01..2026-08-15",
    },
)
PROFILE = (
    "--profile",
    {
        "choices": ("internal", "commissioner", "open"),
        "help": "what is protected: nothing, who we reach (the default), or every count",
    },
)

COMMANDS = (
    Command(
        "new",
        commands.new,
        "make a new unit with its first account, a manager's, and print its recovery key",
        (
            ("folder", {"type": Path, "nargs": "?", "metavar": "FOLDER", "help": "the folder to make"}),
            ("--name", {"metavar": "TEXT", "help": "what the unit is called (default: the folder's name)"}),
        ),
    ),
    Command("template", commands.template, "write an empty unit workbook to fill in", (OUT,), of_unit=False),
    Command(
        "import",
        commands.bring_in,
        "bring in the records of a filled unit workbook",
        (
            ("file", {"type": Path, "metavar": "FILE.xlsx"}),
            ("--dry-run", _flag("only say what would be added, updated and left alone")),
            ("--overwrite", _flag("where the unit changed since the export, take the workbook's side")),
            ("--reason", {"metavar": "TEXT", "help": "why it may change what a submitted return said"}),
        ),
    ),
    Command(
        "export",
        commands.export,
        "write the whole unit as a unit workbook, for managers",
        (OUT, ("--password", _flag(f"encrypt it; the password is asked for or in {WORKBOOK_PASSWORD}"))),
    ),
    Command(
        "kpis",
        commands.kpis,
        "print the figures of a period",
        (
            PERIOD,
            ("--json", _flag("for programs: one JSON object")),
            ("--rows", {"metavar": "KEY", "help": "the rows behind one measure, with those left out"}),
            ("--names", _flag("with --rows, for managers: names beside references")),
        ),
    ),
    Command(
        "fidelity",
        commands.fidelity,
        "print the scores that records propose for a fidelity review",
        (
            ("--on", {"required": True, "metavar": "DATE", "help": "the day of the review, as 2026-05-10"}),
            ("--json", _flag("for programs: one JSON list")),
        ),
    ),
    Command(
        "return",
        commands.make_return,
        "write the commissioner's return of a period, and submit it, or write one as it was submitted",
        (
            (PERIOD[0], {**PERIOD[1], "required": False}),
            PROFILE,
            ("--submit", _flag("submit it as well, and print the number it is kept under for ever")),
            ("--submitted", {"type": int, "metavar": "NUMBER", "help": "a return as it was submitted"}),
            OUT,
        ),
    ),
    Command(
        "demo",
        commands.demo,
        "open the practice copy, a unit of fictional people, and make it first if need be",
        (
            (
                "folder",
                {"type": Path, "nargs": "?", "metavar": "FOLDER", "help": "default: in your own data"},
            ),
            ("--no-window", _flag("only make it")),
        ),
        of_unit=False,
    ),
    Command(
        "backup",
        commands.back_up,
        "make a verified backup, in the unit's backup folder or in another",
        (("--to", {"type": Path, "metavar": "FOLDER", "help": "the folder to make it in"}),),
    ),
    Command(
        "restore",
        commands.restore,
        "make a unit of a backup, in a new or empty folder or over a unit",
        (
            ("backup", {"type": Path, "metavar": "BACKUP", "help": "the backup's own folder"}),
            ("--to", {"type": Path, "metavar": "FOLDER", "required": True, "help": "the unit's folder"}),
            ("--over", _flag("take the place of the unit there, which is kept aside; asks a second person")),
            ("--recovery-key", _flag(f"open it with the printed key, asked for or in {RECOVERY_KEY}")),
        ),
        of_unit=False,
    ),
    Command("check", commands.check, "check the unit: its files, keys, records and backups, a line each"),
)
"""Every command, in the order in which help lists them."""


def parser() -> argparse.ArgumentParser:
    """What the command line understands."""
    whole = argparse.ArgumentParser(
        prog="ipsdesk",
        description="IPS Desk: a unit's records in, its figures and its return out. "
        "Everything stays on this computer. Without a command the window opens.",
        epilog=f"Account and passphrase are asked for, or taken from {USER} and {PASSPHRASE}.",
    )
    whole.add_argument("--version", action="version", version=f"ipsdesk {__version__}")
    text = "try the whole program on a fictional unit, a line for each check; nothing is left behind"
    whole.add_argument("--self-check", action="store_const", dest="command", const=_self_check, help=text)
    whole.add_argument("--unit", type=Path, default=None, help=argparse.SUPPRESS)
    unit = argparse.ArgumentParser(add_help=False)
    # Suppressed where it is not given, so as not to undo a --unit that stands before the command.
    text = "the unit (default: the one last opened)"
    unit.add_argument("--unit", type=Path, metavar="FOLDER", default=argparse.SUPPRESS, help=text)
    known = whole.add_subparsers(title="commands", metavar="COMMAND")
    whole.set_defaults(command=commands.window)
    for command in COMMANDS:
        added = known.add_parser(
            command.name,
            help=command.text,
            description=f"{command.text[0].upper()}{command.text[1:]}.",
            parents=[unit] if command.of_unit else [],
        )
        added.set_defaults(command=command.does)
        for name, how in command.arguments:
            added.add_argument(name, **how)
    return whole
