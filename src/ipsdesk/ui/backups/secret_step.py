"""A step that asks for a way in: an account with its passphrase, or the printed recovery key."""

from __future__ import annotations

from ipsdesk.fields import Field
from ipsdesk.services.backups import Person, RecoveryKey, Secret
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.choosing import Segments
from ipsdesk.ui.widgets.editor import Editor
from ipsdesk.ui.widgets.line_fields import Line, LineField, PassphraseField
from ipsdesk.ui.widgets.task import Task
from ipsdesk.ui.widgets.typed_values import Value

WAY, ACCOUNT, PASSPHRASE, KEY = "way", "account", "passphrase", "key"
WAYS = ("Passphrase", "Recovery key")
KEY_FIELD = Field(
    "Recovery key", required=True, help="From the printed sheet. Capitals, spaces and dashes do not matter."
)


class WayField(Editor):
    """Which of the two; it always has an answer."""

    def __init__(self, theme: Theme, field: Field) -> None:
        super().__init__(theme, field)
        self.segments = Segments(theme, WAYS)
        self.hold(self.segments)
        self.segments.choose(0)
        self.segments.changed.connect(self.changed)

    def value(self) -> Value:
        return WAYS[self.segments.place or 0]

    def show_value(self, value: Value) -> None:
        self.segments.choose(WAYS.index(str(value)))


class SecretStep(Task):
    """What is hidden is not asked for; each such step adds its own fields before these."""

    def _add_secret(self, question: Field, account: str = "Account") -> None:
        theme, high = self._theme, Height.CONTROL
        self.way = WayField(theme, question)
        self._add(WAY, self.way)
        self._add(ACCOUNT, LineField(theme, Field(account, required=True), Line(theme, high)))
        self._add(PASSPHRASE, PassphraseField(theme, Field("Passphrase", required=True), high))
        self._add(KEY, LineField(theme, KEY_FIELD, Line(theme, high)))
        self.way.changed.connect(self._turn)
        self._turn()

    @property
    def _by_key(self) -> bool:
        return self.way.value() == WAYS[1]

    def _turn(self) -> None:
        for key in (ACCOUNT, PASSPHRASE):
            self.rows[key].setVisible(not self._by_key)
        self.rows[KEY].setVisible(self._by_key)

    def problems(self) -> dict[str, str]:
        """What is not filled in, among what is asked."""
        return {key: words for key, words in super().problems().items() if not self.rows[key].isHidden()}

    @property
    def secret(self) -> Secret:
        """What was typed."""
        typed = {key: str(row.editor.value()) for key, row in self.rows.items()}
        return RecoveryKey(typed[KEY]) if self._by_key else Person(typed[ACCOUNT].strip(), typed[PASSPHRASE])
