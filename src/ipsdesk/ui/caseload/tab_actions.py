"""Everything that can be done on the tab of the caseload, line by line as its menus show it."""

from __future__ import annotations

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.caseload.of_person import ROWS as PERSON_ROWS
from ipsdesk.ui.trail.of_record import ROWS
from ipsdesk.ui.verbs import FIND, PRINT

FILE, EDIT, VIEW = "&File", "&Edit", "&View"

ACTIONS = (
    PRINT,
    ActionRow(
        "caseload-print-record",
        FILE,
        "Print recor&d…",
        "Print the open record as it is shown, or save it as PDF",
        "Ctrl+Shift+P",
    ),
    FIND,
    ActionRow("caseload-before", VIEW, "Previous pers&on", "Go to the person above in the list", "Alt+Up"),
    ActionRow("caseload-after", VIEW, "Ne&xt person", "Go to the person below in the list", "Alt+Down"),
    *PERSON_ROWS,
    *ROWS,
)
