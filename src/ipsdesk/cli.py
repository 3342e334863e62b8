"""The commands: one sentence for every failure, exit status 0 done, 1 problems in the data, 2 cannot run."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipsdesk import __version__
from ipsdesk.errors import CannotRun, DeskError, ProblemsFound

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk
    from ipsdesk.services.intake import IntakeReport

DONE, PROBLEMS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 130
USER, PASSPHRASE, WORKBOOK_PASSWORD = "IPSDESK_USER", "IPSDESK_PASSPHRASE", "IPSDESK_WORKBOOK_PASSWORD"


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; never lets a traceback reach the person."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.command(chosen))
    except DeskError as error:
        return _refused(error)
    except KeyboardInterrupt:
        _complain("Stopped. What was not finished has not been kept; everything saved before is as it was.")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - nobody reads on
        return DONE
    except Exception as error:  # noqa: BLE001 - the last place before the person
        return _unexpected(error)


def _refused(error: DeskError) -> int:
    for problem in error.problems if isinstance(error, ProblemsFound) else ():
        _say(problem)
    _complain(str(error))
    return error.exit_status


def _unexpected(error: Exception) -> int:
    from ipsdesk.logs import log_fault
    from ipsdesk.preferences import log_file

    noted = f" What support needs to know is in {log_file()}." if log_fault(error, log_file()) else ""
    _complain(
        f"Something went wrong inside the program ({type(error).__name__}). What was saved before is safe; "
        f"what this command was doing has not been kept.{noted}"
    )
    return CANNOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ipsdesk",
        description="IPS Desk: a unit's records in, its figures and its return out. Everything stays on "
        "this computer.",
        epilog=f"Account and passphrase are asked for, or taken from {USER} and {PASSPHRASE}.",
    )
    parser.add_argument("--version", action="version", version=f"ipsdesk {__version__}")
    unit = argparse.ArgumentParser(add_help=False)
    unit.add_argument(
        "--unit",
        type=Path,
        metavar="FOLDER",
        default=argparse.SUPPRESS,
        help="the unit (default: the one last opened)",
    )
    parser.add_argument("--unit", type=Path, metavar="FOLDER", default=None, help=argparse.SUPPRESS)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(
        name: str, does: Callable[[Any], int], text: str, *, of_unit: bool = True
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name, help=text, description=f"{text[0].upper()}{text[1:]}.", parents=[unit] if of_unit else []
        )
        added.set_defaults(command=does)
        return added

    new = command(
        "new", _new, "make a new unit with its first account, a manager's, and print its recovery key"
    )
    new.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="the folder to make")
    new.add_argument("--name", metavar="TEXT", help="what the unit is called (default: the folder's name)")
    template = command("template", _template, "write an empty unit workbook to fill in", of_unit=False)
    template.add_argument("out", type=Path, metavar="OUT.xlsx")
    bring_in = command("import", _import, "bring in the records of a filled unit workbook")
    bring_in.add_argument("file", type=Path, metavar="FILE.xlsx")
    bring_in.add_argument(
        "--dry-run", action="store_true", help="only say what would be added, updated and left alone"
    )
    bring_in.add_argument(
        "--overwrite",
        action="store_true",
        help="where the unit has changed since the workbook was exported, take the workbook's side",
    )
    export = command("export", _export, "write the whole unit as a unit workbook, for managers")
    export.add_argument("out", type=Path, metavar="OUT.xlsx")
    export.add_argument(
        "--password",
        action="store_true",
        help=f"encrypt it with a password, asked for or taken from {WORKBOOK_PASSWORD}",
    )
    kpis = command("kpis", _kpis, "print the figures of a period")
    kpis.add_argument("--json", action="store_true", help="for programs: one JSON object")
    kpis.add_argument(
        "--rows", metavar="KEY", help="the rows behind one measure, and those left out with the reason"
    )
    kpis.add_argument(
        "--names", action="store_true", help="with --rows, for managers: names beside references"
    )
    a_return = command("return", _return, "write the commissioner's return of a period")
    a_return.add_argument("out", type=Path, metavar="OUT.xlsx")
    a_return.add_argument(
        "--profile",
        choices=("internal", "commissioner", "open"),
        default="commissioner",
        help="what is protected: nothing, who we reach (the default), or every count",
    )
    for parsed in (kpis, a_return):
        parsed.add_argument(
            "--period",
            required=True,
            metavar="P",
            help="2026-27 Q2, 2026-27 H1, 2026-27 or 2026-07-01..2026-08-15",
        )
    demo = command("demo", _demo, "make the practice copy, a unit of fictional people", of_unit=False)
    demo.add_argument(
        "folder", type=Path, nargs="?", metavar="FOLDER", help="default: among this person's data"
    )
    command("check", _check, "check the unit: its files, keys, records and audit trail, a line each")
    return parser


# ---- commands -------------------------------------------------------------------------------------


def _new(chosen: argparse.Namespace) -> int:
    from ipsdesk.services.desk import make_unit

    folder = chosen.folder or chosen.unit
    if folder is None:
        raise CannotRun("Say where the unit is to be made: ipsdesk new FOLDER. Nothing was made.")
    account, passphrase = _new_account()
    made = make_unit(folder, chosen.name or folder.stem, account, passphrase)
    _remember(folder)
    _say(f"The unit is made: {folder}")
    _say("Recovery key:")
    _say(made.recovery_key)
    _say("Print this key and lock it away. Without it and without a passphrase nobody can read the records.")
    for warning in made.warnings:
        _complain(warning)
    if _asks():
        _type_back(made.recovery_key)
    return DONE


def _template(chosen: argparse.Namespace) -> int:
    from ipsdesk.exchange.template import write_template

    write_template(chosen.out)
    _say(f"The empty workbook is written: {chosen.out}")
    return DONE


def _import(chosen: argparse.Namespace) -> int:
    from ipsdesk.exchange.workbook_in import read_workbook

    with _opened(chosen) as desk:
        _progress("Reading the workbook")
        incoming = read_workbook(chosen.file, _workbook_password)
        _progress("Checking and writing")
        report = desk.intake.bring_in(incoming, dry_run=chosen.dry_run, overwrite=chosen.overwrite)
        _progress("")
    for note in report.notes:
        _say(f"Note: {note}")
    if report.problems:
        raise ProblemsFound([str(problem) for problem in report.problems])
    _say_tallies(report, dry_run=chosen.dry_run)
    return DONE


def _say_tallies(report: IntakeReport, *, dry_run: bool) -> None:
    for sheet, tally in report.tallies.items():
        _say(f"{sheet:<18} {tally.added:>7} added {tally.updated:>7} updated {tally.unchanged:>7} left alone")
    if dry_run:
        _say("Nothing was changed: this was a dry run.")
    elif report.written:
        _say(f"Imported: {report.changes} record{'' if report.changes == 1 else 's'} added or updated.")
    else:
        _say("Nothing to do: every row is in the unit already.")


def _export(chosen: argparse.Namespace) -> int:
    from ipsdesk.exchange.workbook_out import write_unit_of

    password = _new_workbook_password() if chosen.password else None
    with _opened(chosen) as desk:
        _progress("Writing the workbook")
        rows = write_unit_of(desk, chosen.out, password)
        _progress("")
    how = "with a password" if chosen.password else "without a password, readable by anyone who has the file"
    _say(f"The unit is written, {how}: {chosen.out}")
    _say(f"{sum(rows.values()):,} records in {len(rows)} sheets. Keep the file as safe as the unit itself.")
    return DONE


def _kpis(chosen: argparse.Namespace) -> int:
    from ipsdesk.reports.scorecard_text import as_json, as_text
    from ipsdesk.rules.periods import parse_period

    period = parse_period(chosen.period)
    if chosen.rows:
        return _rows(chosen)
    with _opened(chosen) as desk:
        card = desk.figures.scorecard(period)
    if chosen.json:
        _say(json.dumps(as_json(card), indent=1))
    else:
        _say(as_text(card))
    return DONE


def _rows(chosen: argparse.Namespace) -> int:
    from ipsdesk.reports.case_text import cases_as_json, cases_as_text
    from ipsdesk.rules.periods import parse_period
    from ipsdesk.services.cases import measure_of

    measure, period = measure_of(chosen.rows), parse_period(chosen.period)
    with _opened(chosen) as desk:
        listed = desk.cases.with_names if chosen.names else desk.cases.of
        cases = listed(measure.key, period)
    _say(
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
        _progress("Counting")
        write_return_of(desk, period, chosen.out, Profile(chosen.profile))
        _progress("")
    _say(f"The return for {period.label} is written: {chosen.out}")
    return DONE


def _demo(chosen: argparse.Namespace) -> int:
    from ipsdesk import preferences
    from ipsdesk.exchange.demo import ACCOUNT, PASSPHRASE, make_practice_unit

    folder = chosen.folder or preferences.practice_unit()
    _progress("Making the practice copy")
    made = make_practice_unit(folder)
    _progress("")
    _say(f"The practice copy {'is made' if made else 'was there already'}: {folder}")
    _say(f"Account: {ACCOUNT}")
    _say(f"Passphrase: {PASSPHRASE}")
    _say(
        "Everybody in it is fictional, and its passphrase is known to all: keep no real person's "
        "records in it."
    )
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    with _opened(chosen, thorough=True) as desk:
        lines = desk.checks()
    for line in lines:
        _say(f"{'ok' if line.ok else 'PROBLEM':<8} {line.name}: {line.sentence}")
    return DONE if all(line.ok for line in lines) else PROBLEMS


# ---- the unit, the account ------------------------------------------------------------------------


def _opened(chosen: argparse.Namespace, *, thorough: bool = False) -> AbstractContextManager[Desk]:
    from ipsdesk import preferences
    from ipsdesk.services.desk import open_desk

    folder = chosen.unit or Path(preferences.load().last_unit or "")
    if not str(folder) or folder == Path():
        raise CannotRun("No unit has been opened on this computer yet. Name one with --unit FOLDER.")
    account, passphrase = _account()
    desk = open_desk(folder, account, passphrase, thorough=thorough)
    for warning in desk.warnings:
        _complain(warning)
    _remember(folder)
    return desk


def _remember(folder: Path) -> None:
    from ipsdesk import preferences

    preferences.save(preferences.Preferences(last_unit=str(folder.resolve())))


def _asks() -> bool:
    """Whether a person is there to be asked: the environment does not name the account."""
    return not (os.environ.get(USER) and os.environ.get(PASSPHRASE)) and sys.stdin.isatty()


def _account() -> tuple[str, str]:
    given = os.environ.get(USER), os.environ.get(PASSPHRASE)
    if given[0] and given[1]:
        return given[0], given[1]
    if not sys.stdin.isatty():
        raise CannotRun(
            f"Nobody is there to be asked for account and passphrase. Set {USER} and {PASSPHRASE}, or "
            f"use a terminal."
        )
    return given[0] or input("Account: ").strip(), given[1] or getpass.getpass("Passphrase: ")


def _new_account() -> tuple[str, str]:
    if not _asks():
        return _account()
    from ipsdesk.services.desk import offer_passphrase

    account = os.environ.get(USER) or input("Account name of the first manager: ").strip()
    offered = offer_passphrase()
    _say(f"A passphrase you may use: {offered}")
    passphrase = getpass.getpass("Passphrase (Enter for the one above): ") or offered
    if passphrase != offered and getpass.getpass("The same once more: ") != passphrase:
        raise CannotRun("The two passphrases differ. Nothing was made; start again.")
    return account, passphrase


def _type_back(recovery_key: str) -> None:
    from ipsdesk.services.desk import same_recovery_key

    while not same_recovery_key(input("Type the recovery key back once: "), recovery_key):
        _say("That is not the key printed above. Look again, character by character.")


def _workbook_password() -> str:
    given = os.environ.get(WORKBOOK_PASSWORD)
    if given is None and sys.stdin.isatty():
        return getpass.getpass("Password of the workbook: ")
    return given or ""


def _new_workbook_password() -> str:
    given = os.environ.get(WORKBOOK_PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise CannotRun(
            f"Nobody is there to be asked for the workbook's password. Set {WORKBOOK_PASSWORD}, or use a "
            "terminal. Nothing was written."
        )
    from ipsdesk.services.desk import offer_passphrase

    offered = offer_passphrase()
    _say(f"A password you may use: {offered}")
    password = getpass.getpass("Password of the workbook (Enter for the one above): ") or offered
    if password != offered and getpass.getpass("The same once more: ") != password:
        raise CannotRun("The two passwords differ. Nothing was written; start again.")
    return password


# ---- words ----------------------------------------------------------------------------------------


def _say(text: str) -> None:
    print(text)  # noqa: T201 - standard output is what a command answers with


def _complain(text: str) -> None:
    _progress("")
    print(text, file=sys.stderr)  # noqa: T201


def _progress(doing: str) -> None:
    """What long work is doing, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\033[K{doing}{'...' if doing else ''}", end="", file=sys.stderr, flush=True)  # noqa: T201
