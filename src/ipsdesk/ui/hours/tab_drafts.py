"""What stands in the weekly hours and is not saved, handed out as a draft and put back where it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from ipsdesk.services.drafts import DraftNote
from ipsdesk.ui.drafts import Reopeners
from ipsdesk.ui.hours import shifts
from ipsdesk.ui.hours.grid_model import Place, Problem
from ipsdesk.ui.hours.grid_reasons import Begun
from ipsdesk.ui.hours.reason_row import Draft

if TYPE_CHECKING:
    from ipsdesk.ui.hours.grid_view import HoursGrid
    from ipsdesk.ui.hours.tab import HoursTab

CELLS = "weekly hours"
NO_JOB = (
    "The usual shifts can’t be opened: this job is not in the week any more. What you typed is still kept."
)


def note_of(grid: HoursGrid) -> list[DraftNote]:
    """One draft of all cells and reasons that are not saved; it is about a client if they all are."""
    cells, reasons = grid.rows.problems, grid.reasons.begun()
    if not cells and not reasons:
        return []
    content = {
        "cells": [
            [place.activity, f"{place.day}", place.is_pay, asdict(one)] for place, one in cells.items()
        ],
        "reasons": [[client, f"{ends_on}", asdict(one)] for (client, ends_on), one in reasons.items()],
    }
    clients = {problem.client for problem in cells.values()} | {client for client, _ in reasons}
    number = len(cells) + len(reasons)
    words = "why a week went over" if not cells else CELLS
    about = clients.pop() if len(clients) == 1 else None
    return [DraftNote(CELLS, about, words if number == 1 else f"{number} entries of the {CELLS}", content)]


def put_back(grid: HoursGrid, content: Mapping[str, Any]) -> None:
    """Each text where it was typed, marked as not saved, and the keyboard at the first."""
    cells = {
        Place(activity, date.fromisoformat(day), is_pay): Problem(**{**one, "is_draft": True})
        for activity, day, is_pay, one in content["cells"]
    }
    reasons = {
        (client, date.fromisoformat(day)): Begun(
            one["where"], Draft(**one["typed"]), Draft(**one["recorded"])
        )
        for client, day, one in content["reasons"]
    }
    grid.reasons.put_back(reasons)
    grid.entries.put_back(cells)
    grid.go_to_problem(0)


class TabDrafts:
    """Hands out and takes back the drafts of the tab, and opens its form again once the week is on screen."""

    def __init__(self, tab: HoursTab) -> None:
        self._tab = tab
        self._awaited: DraftNote | None = None
        self._homeless: list[DraftNote] = []

    def notes(self) -> list[DraftNote]:
        """What is not saved, what is about to be opened again and what could not be included."""
        awaited = [self._awaited] if self._awaited else []
        return [*note_of(self._tab.grid), *awaited, *self._homeless]

    def reopeners(self) -> Reopeners:
        """By kind of draft."""
        return {CELLS: self._put_back, shifts.DRAFT: self._open_shifts}

    def _put_back(self, note: DraftNote) -> None:
        put_back(self._tab.grid, note.content)

    def _open_shifts(self, note: DraftNote) -> None:
        self._awaited = note
        self._tab.show_everyone()
        self._tab.go_to_week(date.fromisoformat(note.content["monday"]))
        self.open_shifts()

    def open_shifts(self) -> None:
        """The usual shifts that wait for their week, if that is the one on screen."""
        note, week = self._awaited, self._tab.grid.week
        if note is None or week is None or week.monday != date.fromisoformat(note.content["monday"]):
            return
        self._awaited = None
        activity = int(note.content["activity"])
        person = self._tab.person_with(activity)
        if person is None:
            self._homeless.append(note)
            self._tab.strip.say(NO_JOB, refused=True)
        else:
            self._tab.dialogs.ask_shifts(person, activity, note.content)
