"""Counts a return when it is submitted, and once more when it is held against the records of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from ipsdesk.measures import DEFINITIONS_VERSION, MEASURES, Figure
from ipsdesk.models.returns import Amendment, Return, ReturnFigure
from ipsdesk.rules.definitions import version_with
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.amending_words import words_of_rows
from ipsdesk.services.figures import Scorecard, staffing_of
from ipsdesk.services.release import Release, Releasing
from ipsdesk.services.release_tables import break_down
from ipsdesk.services.scorecards_scope import figure_of
from ipsdesk.services.submissions_kept import Comparison, FigureBeside, RowDifference
from ipsdesk.services.submissions_reading import submissions
from ipsdesk.services.submissions_rows import count_rows, differences
from ipsdesk.services.submissions_store import (
    AMENDMENTS,
    RETURNS,
    choices_kept,
    figure_as_json,
    figures_kept,
    in_force_of,
    keep_counted_by,
    keep_rows,
    rows_kept,
    scope_of,
    window_of,
)


def keep_counted(connection: Connection, row: Any) -> None:
    """Keep every figure and every row of a return, with the choices that they are counted by."""
    period = Period(row.first_on, row.last_on, row.label)
    choices = staffing_of(connection).choices_on(period.last)
    window = window_of(connection, period, choices_kept(choices))
    scope = scope_of(connection, row.commissioner_id)
    figures = [figure_of(one, scope, connection, window) for one in MEASURES]
    kept = [{"return_id": row.id, "key": one.key, "figure": figure_as_json(one)} for one in figures]
    connection.execute(insert(ReturnFigure), kept)
    keep_rows(connection, row.id, count_rows(connection, window, scope))
    keep_counted_by(connection, DEFINITIONS_VERSION)
    version = version_with(DEFINITIONS_VERSION, choices)
    by = {"choices": choices_kept(choices), "definitions_version": version}
    connection.execute(update(Return).where(RETURNS.c.id == row.id).values(by))


def mark_told(connection: Connection, row: Any) -> None:
    """The amendments that a return tells of: those that none has told of when it is submitted."""
    theirs = untold_of(row.commissioner_id)
    there = select(AMENDMENTS.c.id).join(RETURNS, RETURNS.c.id == AMENDMENTS.c.return_id).where(theirs)
    connection.execute(update(Amendment).where(AMENDMENTS.c.id.in_(there)).values(told_in=row.id))


def untold_of(commissioner: int | None) -> ColumnElement[bool]:
    """What no return has told of yet, of the returns to this commissioner."""
    return AMENDMENTS.c.told_in.is_(None) & RETURNS.c.commissioner_id.is_not_distinct_from(commissioner)


def compared(connection: Connection, row: Any) -> Comparison:
    """A submitted return beside the records as they stand today."""
    held, kept = in_force_of(connection, row), figures_kept(connection, row.id)
    window = held.window(connection)
    today = {one.key: figure_of(one, held.scope, connection, window) for one in MEASURES}
    before, after = rows_kept(connection, row.id), count_rows(connection, window, held.scope)
    changed = tuple(differences(before, after))
    rows = tuple(
        RowDifference(one.row.key, told["title"], told["reference"], told["before"], told["after"])
        for one, told in zip(changed, words_of_rows(connection, changed), strict=True)
    )
    beside = tuple(_beside(one.key, one.title, kept.get(one.key), today[one.key]) for one in MEASURES)
    (submission,) = submissions(connection, RETURNS.c.id == row.id)
    return Comparison(submission, beside, rows)


def _beside(key: str, title: str, submitted: Figure | None, today: Figure) -> FigureBeside:
    """The two; a target that moved makes no difference."""
    same = submitted is not None and _untargeted(submitted) == _untargeted(today)
    return FigureBeside(key, title, submitted, today, differs=not same)


def _untargeted(figure: Figure) -> dict[str, Any]:
    return figure_as_json(figure) | {"target": None}


def released(connection: Connection, row: Any) -> Release:
    """The figures of a submitted return as its file prints them."""
    period = Period(row.first_on, row.last_on, row.label)
    return release_of(figures_kept(connection, row.id), period, Profile(row.profile), withheld_of(row))


def withheld_of(row: Any) -> frozenset[str]:
    """What a submitted return withheld for the sake of others."""
    return frozenset((row.printed or {}).get("withheld", ()))


def release_of(
    figures: Mapping[str, Figure], period: Period, profile: Profile, withheld: frozenset[str] = frozenset()
) -> Release:
    """Figures as a profile lets them be printed in a file that withholds these."""
    known = tuple(measure for measure in MEASURES if measure.key in figures)
    card = Scorecard(period, tuple(figures[measure.key] for measure in known))
    _, people_exact = break_down(card, known, profile, withheld)
    return Releasing(profile, period, people_exact, withheld).release(card)
