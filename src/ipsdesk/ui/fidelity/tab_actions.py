"""Everything that can be done on the tab of fidelity, line by line as its menus show it."""

from __future__ import annotations

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.verbs import PRINT

FILE, EDIT, VIEW = "&File", "&Edit", "&View"
WORD, PACK = "fidelity-word", "fidelity-pack"
ADD, CHANGE, REMOVE = "fidelity-add", "fidelity-change", "fidelity-remove"
TAKE_OVER, COMPLETE, REOPEN, ROWS = "fidelity-take", "fidelity-complete", "fidelity-reopen", "fidelity-rows"
REVIEW_BEFORE, REVIEW_AFTER = "fidelity-review-before", "fidelity-review-after"
PART_BEFORE, PART_AFTER = "fidelity-part-before", "fidelity-part-after"

ACTIONS = (
    PRINT,
    ActionRow(WORD, FILE, "Report of the review as Word…", "Write it to a file: summary, items, plan"),
    ActionRow(PACK, FILE, "Evidence pack of the review…",
              "Write what shows each item into a folder, without names"),
    ActionRow(ADD, EDIT, "Add a review or an action…", "Add what this part of the tab lists"),
    ActionRow(CHANGE, EDIT, "Change this review or action…", "Change what is recorded of what is chosen"),
    ActionRow(REMOVE, EDIT, "Remove this review or action…", "Remove what is chosen, with a reason"),
    ActionRow(TAKE_OVER, EDIT, "Take over the proposed score", "Give the item the score the records propose"),
    ActionRow(COMPLETE, EDIT, "Complete the review", "Freeze the scores, once all 25 are given",
              "Ctrl+Shift+F"),
    ActionRow(REOPEN, EDIT, "Reopen the review…", "Let scores be changed again, with a reason"),
    ActionRow(ROWS, VIEW, "Rows behind the proposed score", "Open what the records count for the item",
              "Ctrl+Shift+B"),
    ActionRow(REVIEW_BEFORE, VIEW, "Earlier review", "Turn to the review before"),
    ActionRow(REVIEW_AFTER, VIEW, "Later review", "Turn to the review after"),
    ActionRow(PART_BEFORE, VIEW, "Part of fidelity before", "Turn to the part of the tab before"),
    ActionRow(PART_AFTER, VIEW, "Next part of fidelity", "Turn to the score sheet, the plan…"),
)  # fmt: skip

SHORTCUTS = {
    "Ctrl+Shift+N": ADD,
    "Ctrl+Shift+E": CHANGE,
    "Alt+Up": REVIEW_AFTER,
    "Alt+Down": REVIEW_BEFORE,
    "Ctrl+Shift+PgUp": PART_BEFORE,
    "Ctrl+Shift+PgDown": PART_AFTER,
}
"""Keys that work while this tab is on screen."""
