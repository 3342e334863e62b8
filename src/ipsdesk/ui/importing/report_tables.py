"""The tables of an import: rows by sheet, and problems by cell."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QHeaderView

from ipsdesk.services.incoming import Problem
from ipsdesk.services.intake_rows import Tally
from ipsdesk.ui.importing.report_words import place_of, problem_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.painting import RIGHT
from ipsdesk.ui.widgets.table_panel import TablePanel

Sheet = tuple[str, Tally]


def sheets_panel(theme: Theme, settings: QSettings) -> TablePanel:
    """Rows by sheet, the figures side by side at the right."""
    panel = TablePanel(theme, SHEETS, settings)
    head = panel.view.horizontalHeader()
    head.setStretchLastSection(False)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return panel


def sheet_rows(tallies: Mapping[str, Tally]) -> list[Sheet]:
    """The sheets with any rows in them."""
    return [(sheet, one) for sheet, one in tallies.items() if one.added or one.updated or one.unchanged]


SHEETS = Listing[Sheet](
    "Rows by sheet",
    (
        Column[Sheet]("Sheet", lambda one: one[0], width=260, name=True),
        Column[Sheet]("Added", lambda one: one[1].added, lambda one: f"{one[1].added:,}", 120, RIGHT),
        Column[Sheet]("Updated", lambda one: one[1].updated, lambda one: f"{one[1].updated:,}", 120, RIGHT),
        Column[Sheet](
            "Left alone", lambda one: one[1].unchanged, lambda one: f"{one[1].unchanged:,}", 120, RIGHT
        ),
    ),
    "No rows came to be looked at.",
    lambda one: one[0],
    row_height=Height.CHIP,
)

PROBLEMS = Listing[Problem](
    "Problems by cell",
    (
        Column[Problem]("Cell", place_of, width=170, name=True),
        Column[Problem]("What is wrong", problem_words, width=500),
    ),
    "No problems.",
    lambda one: one,
    row_height=Height.CHIP,
)
