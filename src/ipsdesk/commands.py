"""What each command does: its one job in a few lines, everything heavy imported only when it is called."""

from __future__ import annotations

import argparse
import gc
import json
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ipsdesk.errors import AmendmentReasonNeeded, CannotRun, DeskError, ProblemsFound
from ipsdesk.terminal import (
    account,
    agrees,
    asks,
    complain,
    new_account,
    new_workbook_password,
    progress,
    recovery_key,
    say,
    second_account,
    type_back,
    workbook_password,
)

if TYPE_CHECKING:
    from ipsdesk.app import App
    from ipsdesk.rules.disclosure import Profile
    from ipsdesk.rules.periods import Period
    from ipsdesk.services.desk import Desk
    from ipsdesk.services.intake import IntakeReport

DONE, PROBLEMS, CANNOT_RUN = 0, 1, 2
NO_SCREEN = "There is no screen here to open the window on."
OUTPUT = Path("demo-output")
"""Where ``demo`` leaves pictures and the return where there is no screen."""


def new(chosen: argparse.Namespace) -> int:
    from ipsdesk import preferences
    from ipsdesk.services.desk import make_unit

    folder = chosen.folder or chosen.unit
    if folder is None:
        raise CannotRun("Say where the unit is to be made: ipsdesk new FOLDER. Nothing was made.")
    made = make_unit(folder, chosen.name or folder.name.removesuffix(".ipsdesk"), *new_account())
    preferences.remember(folder)
    say(f"The unit is made: {folder}")
    say("Recovery key:")
    say(made.recovery_key)
    say("Print this key and lock it away. Without it and without a passphrase nobody can read the records.")
    for warning in made.warnings:
        complain(warning)
    if asks():
        type_back(made.recovery_key)
    return DONE


def template(chosen: argparse.Namespace) -> int:
    from ipsdesk.exchange.template import write_template

    write_template(chosen.out)
    say(f"The empty workbook is written: {chosen.out}")
    return DONE


def bring_in(chosen: argparse.Namespace) -> int:
    from ipsdesk.exchange.workbook_in import read_workbook
    from ipsdesk.services.amending import because

    with _opened(chosen) as desk, because(chosen.reason) if chosen.reason else nullcontext():
        incoming = read_workbook(chosen.file, workbook_password, progress)
        progress("Checking and writing")
        try:
            report = desk.intake.bring_in(incoming, dry_run=chosen.dry_run, overwrite=chosen.overwrite)
        except AmendmentReasonNeeded as error:
            for touched in error.touches:
                say(touched)
            raise CannotRun(f"{error} Give the reason with --reason TEXT. Nothing was changed.") from error
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


def export(chosen: argparse.Namespace) -> int:
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


def kpis(chosen: argparse.Namespace) -> int:
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


def fidelity(chosen: argparse.Namespace) -> int:
    from ipsdesk.reports.fidelity_text import as_json, as_text
    from ipsdesk.rules.periods import parse_day

    on = parse_day(chosen.on)
    with _opened(chosen) as desk:
        proposals = desk.fidelity_proposals.proposals(on)
    say(json.dumps(as_json(proposals), indent=1) if chosen.json else as_text(proposals))
    return DONE


def _rows(chosen: argparse.Namespace) -> int:
    from ipsdesk.reports.case_text import cases_as_json, cases_as_text
    from ipsdesk.rules.periods import parse_period
    from ipsdesk.services.cases import measure_of
    from ipsdesk.services.trail import Out, Way

    measure, period = measure_of(chosen.rows), parse_period(chosen.period)
    with _opened(chosen) as desk:
        listed = desk.cases.with_names if chosen.names else desk.cases.of
        cases = listed(measure.key, period)
        if chosen.names:
            desk.trail.note_out(Out(f"rows of {measure.key}", Way.EXPORTED, period.label, len(cases)))
    say(
        json.dumps(cases_as_json(measure, period, cases), indent=1)
        if chosen.json
        else cases_as_text(measure, cases)
    )
    return DONE


def make_return(chosen: argparse.Namespace) -> int:
    from ipsdesk.reports.return_workbook import write_return_of
    from ipsdesk.rules.disclosure import DEFAULT_PROFILE, Profile
    from ipsdesk.rules.periods import parse_period

    if chosen.submitted is not None:
        return _as_submitted(chosen)
    if not chosen.period:
        raise CannotRun("Say which return: --period P, or --submitted NUMBER. Nothing was written.")
    period, profile = parse_period(chosen.period), Profile(chosen.profile or DEFAULT_PROFILE)
    with _opened(chosen) as desk:
        progress("Counting")
        if chosen.submit:
            return _submit(desk, period, profile, chosen.out)
        write_return_of(desk, period, chosen.out, profile)
        progress("")
    say(f"The return for {period.label} is written: {chosen.out}")
    return DONE


def _submit(desk: Desk, period: Period, profile: Profile, out: Path) -> int:
    from ipsdesk.reports.return_submitting import submit_workbook

    number = desk.submissions.next_number()
    try:
        made = submit_workbook(desk, period, profile, out)
    except DeskError as error:
        if desk.submissions.next_number() == number:
            raise
        words = f"The return is submitted as number {number}; write it with --submitted {number}."
        raise CannotRun(f"{words} {error}") from error
    progress("")
    for item in made.open_items:
        say(f"Open: {item}")
    say(f"The return for {period.label} is submitted and written: {out}")
    say("Approved by nobody yet: a second person, a lead or a manager, approves it in the window.")
    say(f"Return {made.number}")
    return DONE


def _as_submitted(chosen: argparse.Namespace) -> int:
    from ipsdesk.reports.return_submitting import write_submitted

    if chosen.period or chosen.submit or chosen.profile:
        raise CannotRun("--submitted NUMBER stands alone: what was submitted is not made anew.")
    with _opened(chosen) as desk:
        write_submitted(desk, chosen.submitted, chosen.out)
    say(f"Return {chosen.submitted} is written as it was submitted: {chosen.out}")
    return DONE


def demo(chosen: argparse.Namespace) -> int:
    """The practice copy: made if need be, then opened, or pictured where there is no screen."""
    from ipsdesk import preferences
    from ipsdesk.exchange import demo as practice

    folder = chosen.folder or preferences.practice_unit()
    progress("Making the practice copy")
    made = practice.make_practice_unit(folder)
    progress("")
    say(f"The practice copy {'is made' if made else 'was there already'}: {folder}")
    say(f"Account: {practice.ACCOUNT}")
    say(f"Passphrase: {practice.PASSPHRASE}")
    say(
        "Everybody in it is fictional, and its passphrase is known to all: keep no real person's "
        "records in it."
    )
    return DONE if chosen.no_window else _show_practice(folder, practice.ACCOUNT, practice.PASSPHRASE)


def _show_practice(folder: Path, account_name: str, passphrase: str) -> int:
    app = start_app()
    from ipsdesk.ui.frame.pictures import picture_tabs
    from ipsdesk.ui.screen import has_screen

    app.window.start(folder, account_name, passphrase, practice=True)
    if has_screen():
        return app.run()

    complain(f"{NO_SCREEN} Pictures of it and the last quarter's return are left in {OUTPUT}.")
    OUTPUT.mkdir(exist_ok=True)
    for picture in picture_tabs(app.window, OUTPUT):
        say(f"A picture of the window: {picture}")
    app.finish()
    _leave_return(folder, account_name, passphrase)
    return DONE


def start_app(today: Callable[[], date] = date.today) -> App:
    """The program with its window, not yet shown; raises ``CannotRun`` where Qt is not to be had."""
    gc.disable()  # nothing made on the way to the first painting is rubbish; the program turns it on again
    try:
        from ipsdesk.app import App
    except ImportError as missing:
        raise CannotRun(
            f"The window can't be opened, because a library of this computer is missing ({missing}). Nothing "
            "was changed. README names the packages it needs; the commands work without them."
        ) from missing
    return App(today)


def _leave_return(folder: Path, account_name: str, passphrase: str) -> None:
    from ipsdesk.reports.return_workbook import write_return_of
    from ipsdesk.rules.periods import last_full_quarter
    from ipsdesk.services.desk import open_desk

    with open_desk(folder, account_name, passphrase) as desk:
        period = last_full_quarter(desk.workspace.today())
        out = OUTPUT / f"Return {period.label}.xlsx"
        write_return_of(desk, period, out)
    say(f"The return for {period.label}: {out}")


def window(_: argparse.Namespace) -> int:
    """The window, on the unit last opened."""
    from ipsdesk import preferences

    asked_for = "QT_QPA_PLATFORM" in os.environ
    app = start_app()
    from ipsdesk.ui.screen import has_screen

    if not (has_screen() or asked_for):
        raise CannotRun(f"{NO_SCREEN} The commands work without one: ipsdesk --help.")
    last = preferences.load().last_unit
    app.window.start(Path(last) if last else None)
    return app.run()


def back_up(chosen: argparse.Namespace) -> int:
    with _opened(chosen) as desk:
        progress("Backing up")
        made = desk.backups.back_up("asked for", chosen.to)
        progress("")
    say(f"The backup is made, and was read again from end to end: {made.folder}")
    say(f"In it: {made.rows or 'no clients yet'}; {made.size / 1e6:,.1f} MB.")
    say("It is encrypted. It opens with today's passphrases, or with the printed recovery key.")
    return DONE


def restore(chosen: argparse.Namespace) -> int:
    from ipsdesk import preferences
    from ipsdesk.services.backups import Person, RecoveryKey, restore_into, restore_over

    key = recovery_key(ask=chosen.recovery_key)
    first = RecoveryKey(key) if key else Person(*account())
    if chosen.over:
        second = None if key else Person(*second_account())
        restored = restore_over(chosen.backup, chosen.to, first, second, _agree)
    else:
        restored = restore_into(chosen.backup, chosen.to, first)
    preferences.remember(restored.folder)
    for sentence in restored.sentences:
        say(sentence)
    return DONE


def _agree(sentences: Sequence[str]) -> bool:
    for sentence in sentences:
        say(sentence)
    return agrees("Go back to the backup? The unit as it is now is kept aside.")


def check(chosen: argparse.Namespace) -> int:
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
    preferences.remember(folder)
    return desk
