"""Whose figures: everyone's, a specialist's, a team's or a commissioner's, by any part of the name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.typed_values import Complaint

WIDTH = 176
EVERYONE = "Everyone"


class ScopeChoice(ChoiceField):
    """``chosen`` carries the scope, when it is another one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, Field("Whose figures", Kind.CHOICE), [], parent)
        self.name("Whose figures", "Everyone, a specialist, a team or a commissioner: any part of the name")
        self.scope = EVERYBODY
        self._scopes: dict[str, Scope] = {}
        self.offer((EVERYBODY,))
        self.box.activated.connect(self._take)
        self.box.line.editingFinished.connect(self._take)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.box.setFixedWidth(self._theme.px(WIDTH))

    def offer(self, scopes: Iterable[Scope]) -> None:
        """These may be chosen; the one chosen stays, unless it is gone."""
        found = {_words(scope): scope for scope in scopes}
        typing = self.box.line.hasFocus() and self.box.line.isModified()
        if typing or found == self._scopes:
            return
        self._scopes = found
        self._options[:] = [Option(words, words) for words in found]
        self.box.clear()
        self.box.addItems(list(found))
        self._show()

    def _show(self) -> None:
        """Say which is chosen; its name may have changed since."""
        known = next((one for one in self._scopes.values() if one == self.scope), None)
        if known is None:
            self.scope = EVERYBODY
            self.chosen.emit(self.scope)
        self.show_value(_words(known or EVERYBODY))
        self.box.line.setCursorPosition(0)

    def _take(self) -> None:
        try:
            value = self.value()
        except Complaint as complaint:
            self.set_problem(True)
            announce(self.box.line, str(complaint), urgent=True)
            return
        self.set_problem(False)
        scope = self._scopes.get(str(value), EVERYBODY)
        changed = scope != self.scope
        self.scope = scope
        self._show()
        if changed:
            self.chosen.emit(scope)


def _words(scope: Scope) -> str:
    if scope.whose is Whose.EVERYBODY:
        return EVERYONE
    of_what = f", {scope.whose}" if scope.whose in (Whose.TEAM, Whose.COMMISSIONER) else ""
    return f"{scope.name}{of_what}"
