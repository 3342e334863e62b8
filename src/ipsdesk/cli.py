"""The commands: one sentence for every failure, exit status 0 done, 1 problems in the data, 2 cannot run."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipsdesk import __version__
from ipsdesk.errors import CannotRun, DeskError, ProblemsFound, UnreadableFile
from ipsdesk.terminal import (
    PASSPHRASE,
    USER,
    WORKBOOK_PASSWORD,
    account,
    asks,
    complain,
    new_account,
    new_workbook_password,
    progress,
    say,
    type_back,
    workbook_password,
)

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk
    from ipsdesk.services.intake import IntakeReport

DONE, PROBLEMS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130


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


def _new(chosen: argparse.Namespace) -> int:
    from ipsdesk.services.desk import make_unit

    folder = chosen.folder or chosen.unit
    if folder is None:
        raise CannotRun("Say where the unit is to be made: ipsdesk new FOLDER. Nothing was made.")
    made = make_unit(folder, chosen.name or folder.name.removesuffix(".ipsdesk"), *new_account())
    _remember(folder)
    say(f"The unit is made: {folder}")
    say("Recovery key:")
    say(made.recovery_key)
    say("Print this key and lock it away. Without it and without a passphrase nobody can read the records.")
    for warning in made.warnings:
        complain(warning)
    if asks():
        type_back(made.recovery_key)
    return DONE


def _template(chosen: argparse.Namespace) -> int:
    from ipsdesk.exchange.template import write_template

    write_template(chosen.out)
    say(f"The empty workbook is written: {chosen.out}")
    return DONE


def _import(chosen: argparse.Namespace) -> int:
    from ipsdesk.exchange.workbook_in import read_workbook

    with _opened(chosen) as desk:
        incoming = read_workbook(chosen.file, workbook_password, progress)
        progress("Checking and writing")
        report = desk.intake.bring_in(incoming, dry_run=chosen.dry_run, overwrite=chosen.overwrite)
        progress("")
    for note in report.notes:
        say(f"Note: {note}")
    if report.problems:
        raise ProblemsFound([str(problem) for problem in report.problems])
    _say_tallies(report, dry_run=chosen.dry_run)
    return DONE


def _say_tallies(report: IntakeReport, *, dry_run: bool) -> None:
    for sheet, tally in report.tallies.items():
        say(f"{sheet:<18} {tally.added:>7} added {tally.updated:>7} updated {tally.unchanged:>7} left alone")
    if dry_run:
        say("Nothing was changed: this was a dry run.")
    elif report.written:
        say(f"Imported: {report.changes} record{'' if report.changes == 1 else 's'} added or updated.")
    else:
        say("Nothing to do: every row is in the unit already.")


def _export(chosen: argparse.Namespace) -> int:
    from ipsdesk.exchange.workbook_out import write_unit_of

    password = new_workbook_password() if chosen.password else None
    with _opened(chosen) as desk:
        progress("Writing the workbook")
        rows = write_unit_of(desk, chosen.out, password)
        progress("")
    how = "with a password" if chosen.password else "without a password, readable by anyone who has the file"
    say(f"The unit is written, {how}: {chosen.out}")
    say(f"{sum(rows.values()):,} records in {len(rows)} sheets. Keep the file as safe as the unit itself.")
    return DONE


def _kpis(chosen: argparse.Namespace) -> int:
    from ipsdesk.reports.scorecard_text import as_json, as_text
    from ipsdesk.rules.periods import parse_period

    period = parse_period(chosen.period)
    if chosen.rows:
        return _rows(chosen)
    if chosen.names:
        raise CannotRun("--names goes with --rows KEY: figures themselves name nobody.")
    with _opened(chosen) as desk:
        card = desk.figures.scorecard(period)
    if chosen.json:
        say(json.dumps(as_json(card), indent=1))
    else:
        say(as_text(card))
    return DONE


def _rows(chosen: argparse.Namespace) -> int:
    from ipsdesk.reports.case_text import cases_as_json, cases_as_text
    from ipsdesk.rules.periods import parse_period
    from ipsdesk.services.cases import measure_of

    measure, period = measure_of(chosen.rows), parse_period(chosen.period)
    with _opened(chosen) as desk:
        listed = desk.cases.with_names if chosen.names else desk.cases.of
        cases = listed(measure.key, period)
    say(
        json.dumps(cases_as_json(measure, period, cases), indent=1)
        if chosen.json
        else cases_as_text(measure, cases)
    )
    return DONE


def _return(chosen: argparse.Namespace) -> int:
    from ipsdesk.reports.return_workbook import write_return_of
    from ipsdesk.rules.disclosure import Profile
    from ipsdesk.rules.periods import parse_period

    period = parse_period(chosen.period)
    with _opened(chosen) as desk:
        progress("Counting")
        write_return_of(desk, period, chosen.out, Profile(chosen.profile))
        progress("")
    say(f"The return for {period.label} is written: {chosen.out}")
    return DONE


def _demo(chosen: argparse.Namespace) -> int:
    from ipsdesk import preferences
    from ipsdesk.exchange import demo

    folder = chosen.folder or preferences.practice_unit()
    progress("Making the practice copy")
    made = demo.make_practice_unit(folder)
    progress("")
    say(f"The practice copy {'is made' if made else 'was there already'}: {folder}")
    say(f"Account: {demo.ACCOUNT}")
    say(f"Passphrase: {demo.PASSPHRASE}")
    say(
        "Everybody in it is fictional, and its passphrase is known to all: keep no real person's "
        "records in it."
    )
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    with _opened(chosen, thorough=True) as desk:
        lines = desk.checks()
    for line in lines:
        say(f"{'ok' if line.ok else 'PROBLEM':<8} {line.name}: {line.sentence}")
    return DONE if all(line.ok for line in lines) else PROBLEMS


def _opened(chosen: argparse.Namespace, *, thorough: bool = False) -> AbstractContextManager[Desk]:
    from ipsdesk import preferences
    from ipsdesk.services.desk import open_desk

    folder = chosen.unit or Path(preferences.load().last_unit or "")
    if not str(folder) or folder == Path():
        raise CannotRun("No unit has been opened on this computer yet. Name one with --unit FOLDER.")
    desk = open_desk(folder, *account(), thorough=thorough)
    for warning in desk.warnings:
        complain(warning)
    _remember(folder)
    return desk


def _remember(folder: Path) -> None:
    from ipsdesk import preferences

    preferences.save(preferences.Preferences(last_unit=str(folder.resolve())))


# ---- what may be typed ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does, what it is for, and its arguments as argparse takes them."""

    name: str
    does: Callable[[argparse.Namespace], int]
    text: str
    arguments: tuple[tuple[str, dict[str, Any]], ...] = ()
    of_unit: bool = True


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
        "default": "commissioner",
        "help": "what is protected: nothing, who we reach (the default), or every count",
    },
)

COMMANDS = (
    Command(
        "new",
        _new,
        "make a new unit with its first account, a manager's, and print its recovery key",
        (
            ("folder", {"type": Path, "nargs": "?", "metavar": "FOLDER", "help": "the folder to make"}),
            ("--name", {"metavar": "TEXT", "help": "what the unit is called (default: the folder's name)"}),
        ),
    ),
    Command("template", _template, "write an empty unit workbook to fill in", (OUT,), of_unit=False),
    Command(
        "import",
        _import,
        "bring in the records of a filled unit workbook",
        (
            ("file", {"type": Path, "metavar": "FILE.xlsx"}),
            ("--dry-run", _flag("only say what would be added, updated and left alone")),
            ("--overwrite", _flag("where the unit changed since the export, take the workbook's side")),
        ),
    ),
    Command(
        "export",
        _export,
        "write the whole unit as a unit workbook, for managers",
        (OUT, ("--password", _flag(f"encrypt it; the password is asked for or in {WORKBOOK_PASSWORD}"))),
    ),
    Command(
        "kpis",
        _kpis,
        "print the figures of a period",
        (
            PERIOD,
            ("--json", _flag("for programs: one JSON object")),
            ("--rows", {"metavar": "KEY", "help": "the rows behind one measure, with those left out"}),
            ("--names", _flag("with --rows, for managers: names beside references")),
        ),
    ),
    Command("return", _return, "write the commissioner's return of a period", (PERIOD, PROFILE, OUT)),
    Command(
        "demo",
        _demo,
        "make the practice copy, a unit of fictional people",
        (("folder", {"type": Path, "nargs": "?", "metavar": "FOLDER", "help": "default: in your own data"}),),
        of_unit=False,
    ),
    Command("check", _check, "check the unit: its files, keys, records and audit trail, a line each"),
)
"""Every command, in the order in which help lists them."""


def parser() -> argparse.ArgumentParser:
    """What the command line understands."""
    whole = argparse.ArgumentParser(
        prog="ipsdesk",
        description="IPS Desk: a unit's records in, its figures and its return out. "
        "Everything stays on this computer.",
        epilog=f"Account and passphrase are asked for, or taken from {USER} and {PASSPHRASE}.",
    )
    whole.add_argument("--version", action="version", version=f"ipsdesk {__version__}")
    whole.add_argument("--unit", type=Path, default=None, help=argparse.SUPPRESS)
    unit = argparse.ArgumentParser(add_help=False)
    # Suppressed where it is not given, so as not to undo a --unit that stands before the command.
    text = "the unit (default: the one last opened)"
    unit.add_argument("--unit", type=Path, metavar="FOLDER", default=argparse.SUPPRESS, help=text)
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        added = commands.add_parser(
            command.name,
            help=command.text,
            description=f"{command.text[0].upper()}{command.text[1:]}.",
            parents=[unit] if command.of_unit else [],
        )
        added.set_defaults(command=command.does)
        for name, how in command.arguments:
            added.add_argument(name, **how)
    return whole
