"""What a dry run, an import and an undo come to, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ipsdesk.rules.wording import counted
from ipsdesk.services.incoming import Problem
from ipsdesk.services.intake import IntakeReport
from ipsdesk.services.intake_past import PastImport
from ipsdesk.services.intake_rows import Tally

NOTHING_TO_DO = "Nothing to do: every row is in the unit already."

OF_THE_COMMAND = "; give --overwrite to take the workbook's side"
"""How the sentence of a conflict ends, which is meant for the command line."""


def dry_run_words(report: IntakeReport) -> str:
    """What the import would do, in a sentence."""
    if report.problems:
        them = "it is" if len(report.problems) == 1 else "they are"
        return f"{counted(len(report.problems), 'problem')}: nothing can be imported until {them} mended."
    if not report.changes:
        return NOTHING_TO_DO
    return f"{_sum_words(list(report.tallies.values()), 'would be ')}."


def done_words(report: IntakeReport) -> str:
    """What the import did, in a sentence."""
    return f"{_sum_words(list(report.tallies.values()), '')}."


def _sum_words(tallies: list[Tally], tense: str) -> str:
    added, updated = sum(one.added for one in tallies), sum(one.updated for one in tallies)
    parts = [f"{counted(added, 'record')} {tense}added"] if added else []
    parts += [f"{counted(updated, 'record')} {tense}updated"] if updated else []
    return " and ".join(parts)


def past_words(past: PastImport) -> str:
    """What a past import did, short enough for a cell."""
    words = _sum_words(list(past.tallies.values()), "")
    return words.replace(" records", "").replace(" record", "").replace(" and ", ", ")


# ---- problems ---------------------------------------------------------------------------------------


def conflicts(report: IntakeReport) -> int:
    """How many rows would undo what was changed in the program since the export."""
    return sum(problem.text.endswith(OF_THE_COMMAND) for problem in report.problems)


def problem_words(problem: Problem) -> str:
    """What is wrong, without what is only of use to the command line."""
    return problem.text.removesuffix(OF_THE_COMMAND)


def place_of(problem: Problem) -> str:
    """Sheet and cell, as Excel names them."""
    return f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet


def saved_text(problems: Sequence[Problem]) -> bytes:
    """The problems as a plain text file that any editor opens."""
    lines = [f"{place_of(problem)}\t{problem_words(problem)}" for problem in problems]
    return "\r\n".join(["Cell\tWhat is wrong", *lines, ""]).encode("utf-8-sig")
