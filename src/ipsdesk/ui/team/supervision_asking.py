"""What is asked before a signed supervision is opened again."""

from __future__ import annotations

from ipsdesk.fields import Field, Kind
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.ui.pathway.asked import Asked, Values

OPEN_AGAIN = "supervision opened again"
WORDS = "Both signatures are taken back, so that it can be changed and signed again. The reason is kept."


def ask_open_again(supervision: int, title: str) -> Asked:
    """The reason."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.supervisions.open_again(supervision, str(filled["reason"] or ""))

    fields = {
        "reason": Field("Reason", Kind.LONG_TEXT, "Why a signed supervision is changed.", required=True)
    }
    return Asked(OPEN_AGAIN, supervision, None, f"Open again: {title}", WORDS, "Open again", fields, take)
