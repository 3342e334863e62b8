"""What became of a leaving: the new backup, and the older ones that still open with the old key."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from ipsdesk.rules.wording import shown_moment
from ipsdesk.services.accounts_leaving import Left
from ipsdesk.ui.accounts.task_dialog import SaidStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.icon_words import IconWords
from ipsdesk.ui.widgets.text_styles import BODY, STATUS
from ipsdesk.ui.widgets.words import Words

COPY, COPIED, LIST = "Copy the list", "Copied", "Older backups"
LINES = 9


class LeftStep(SaidStep):
    """Says it, and lists the older backups to be copied."""

    def __init__(self, theme: Theme, left: Left) -> None:
        super().__init__(theme, f"{left.name} has left", done_words(left))
        warning = IconWords(theme, "alert", Token.WARN, STATUS.coloured(Token.WARN))
        warning.say("\n".join(left.warnings))
        self._layout.addWidget(warning)
        self._layout.addWidget(Words(theme, older_words(left), BODY, wraps=True))
        self._text = "\n".join(f"{one.name} (made {shown_moment(one.at)})" for one in left.older)
        self.list, self.copy = QPlainTextEdit(self._text), Button(theme, COPY, Rank.PLAIN, "content-copy")
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName(LIST)
        self.list.setFixedHeight(theme.px(20) * LINES)
        self.copy.clicked.connect(self._copy)
        line = QHBoxLayout()
        line.addWidget(self.copy)
        line.addStretch()
        self._layout.addWidget(self.list)
        self._layout.addLayout(line)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._text}\n")
        self.copy.setText(COPIED)
        announce(self, COPIED)


def done_words(left: Left) -> str:
    """What was done."""
    return breakable(
        "The account can't sign in any more, and the unit has a new key. With it the backup "
        f"{left.backup} was made and checked."
    )


def older_words(left: Left) -> str:
    """What to do about the older backups."""
    count = len(left.older)
    these = "This older backup still opens" if count == 1 else f"These {count} older backups still open"
    return (
        f"{these} with the old key, so with the passphrase of {left.name} too. Keep them where this person "
        "can't get at them. Once you are sure that you don't need to go back to them, delete them; and think "
        "of copies elsewhere, such as on a stick."
    )
