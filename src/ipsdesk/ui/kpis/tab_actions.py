"""Everything that can be done on the tab of the figures, line by line as its menus show it."""

from __future__ import annotations

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.verbs import PRINT

FILE, EDIT, VIEW = "&File", "&Edit", "&View"
RETURN, CHARTS = "kpis-return", "kpis-charts"

ACTIONS = (
    ActionRow(
        RETURN,
        FILE,
        "Return…",
        "Make the return of this period to the commissioner",
        "Ctrl+R",
        "file-document-outline",
    ),
    ActionRow(
        "kpis-form",
        FILE,
        "Fill a commissioner's own workbook…",
        "Put the figures of this period into the workbook that a commissioner has sent",
        icon="table-edit",
    ),
    ActionRow(
        "kpis-wall",
        FILE,
        "Our quarter for the wall…",
        "Print the quarter on one page that anybody may read",
        icon="heart-outline",
    ),
    ActionRow(
        "kpis-submitted",
        FILE,
        "Submitted returns…",
        "See returns as they were submitted, what changed since, and approve them",
        icon="history",
    ),
    ActionRow(
        "kpis-readiness",
        VIEW,
        "Ready for the return?…",
        "See what the records of this period lack for its return",
    ),
    PRINT,
    ActionRow("kpis-copy", EDIT, "Copy the rows", "Copy the rows behind the figure, for Excel"),
    ActionRow(
        "kpis-export", EDIT, "Export the rows to Excel…", "Save the rows behind the figure as a workbook"
    ),
    ActionRow(CHARTS, VIEW, "Charts or scorecard", "See the figures as charts, or as a scorecard", "Ctrl+H"),
    ActionRow("kpis-before", VIEW, "Previous period", "Go to the period before"),
    ActionRow("kpis-after", VIEW, "Next period", "Go to the period after"),
    ActionRow("kpis-dates", VIEW, "Figures between two days…", "Choose the first and the last day"),
)

SHORTCUTS = {
    "Alt+Left": "kpis-before",
    "Alt+Right": "kpis-after",
    "Ctrl+G": "kpis-dates",
}
"""Keys that other tabs have lines of their own for; here they work while this tab is on screen."""
