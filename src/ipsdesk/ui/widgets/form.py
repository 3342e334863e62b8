"""A form made from declared fields: it shows values, gives them back, compares, and says what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.date_field import DateField
from ipsdesk.ui.widgets.editor import Editor, Typed
from ipsdesk.ui.widgets.folding import Folding
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.problems import ProblemSummary
from ipsdesk.ui.widgets.several_field import SeveralField
from ipsdesk.ui.widgets.text_styles import NAME
from ipsdesk.ui.widgets.tick_field import TicksField, YesNoField
from ipsdesk.ui.widgets.together import Together
from ipsdesk.ui.widgets.typed_field import LongTextField, TypedField
from ipsdesk.ui.widgets.typed_values import Complaint, Value, fill_in
from ipsdesk.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Around:
    """What a form must know beyond its fields.

    ``options`` are the records a reference may name, by the name of its field. ``look_back`` names the dates
    of what has happened, where ``fri`` means the last Friday. ``headings`` stand above the fields they are
    named by. Fields that are ``folded`` are shown once they are asked for, or filled in; those ``beside``
    stand on the line of the field before them. Those ``settled`` are filled in, and shown once asked for.
    """

    today: Callable[[], date]
    options: Mapping[str, Sequence[Option]] = field(default_factory=dict)
    look_back: frozenset[str] = frozenset()
    headings: Mapping[str, str] = field(default_factory=dict)
    folded: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one field holds, or why it can't be taken."""

    value: Value
    problem: str = ""


def _reading_of(editor: Editor) -> _Reading:
    try:
        value = editor.value()
    except Complaint as complaint:
        return _Reading(None, f"{editor.field.title}: {complaint}")
    empty = value is None and editor.field.required
    return _Reading(value, fill_in(editor.field) if empty else "")


class Form(QWidget):
    """Fields in a column, label above each; nothing is saved by it, and nothing typed is ever lost by it."""

    changed = Signal()

    def __init__(
        self, theme: Theme, fields: Mapping[str, Field], around: Around, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._around = theme, around
        self.summary = ProblemSummary(theme)
        self.rows = {key: FormRow(theme, self._editor(key, one)) for key, one in fields.items()}
        self._shown: dict[str, _Reading] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.FIELD)
        layout.addWidget(self.summary)
        for key, row in self.rows.items():
            if key in around.headings:
                layout.addWidget(Words(theme, around.headings[key], NAME))
            self._place(layout, key)
            row.editor.changed.connect(self.changed)
        self.folding = Folding(theme, self.rows, around.folded, around.settled)
        if folded := around.folded | around.settled:
            last = [row for key, row in self.rows.items() if key not in folded][-1]
            line = last.parentWidget()
            before = layout.indexOf(line if isinstance(line, Together) else last)
            layout.insertWidget(before + 1, self.folding.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        self.summary.wanted.connect(self.go_to)
        self.show_values({})

    def _place(self, layout: QVBoxLayout, key: str) -> None:
        """On a line of its own, or together with the one before."""
        keys, beside, row = list(self.rows), self._around.beside, self.rows[key]
        following = keys[keys.index(key) + 1 :][:1]
        if key in beside:
            line = self.rows[keys[keys.index(key) - 1]].parentWidget()
            if isinstance(line, Together):
                line.add(row)
        elif beside.intersection(following):
            line = Together(self._theme)
            line.add(row)
            layout.addWidget(line)
        else:
            layout.addWidget(row)

    def _editor(self, key: str, one: Field) -> Editor:
        around = self._around
        if one.kind is Kind.DATE:
            return DateField(self._theme, one, around.today, looks_back=key in around.look_back)
        if one.kind is Kind.YES_NO:
            return YesNoField(self._theme, one)
        if one.kind in (Kind.CHOICE, Kind.REFERENCE):
            return ChoiceField(self._theme, one, self._options(key, one))
        if one.kind is Kind.REFERENCES:
            return SeveralField(self._theme, one, self._options(key, one))
        if one.kind is Kind.CHOICES:
            return TicksField(self._theme, one, self._options(key, one))
        return LongTextField(self._theme, one) if one.kind is Kind.LONG_TEXT else TypedField(self._theme, one)

    def _options(self, key: str, one: Field) -> Sequence[Option]:
        return self._around.options.get(key) or [Option(words, words) for words in one.choices]

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Show a record; a field it does not mention shows its default."""
        for key, row in self.rows.items():
            row.editor.show_value(values.get(key, cast("Value", row.editor.field.default)))
        self._shown = self._read()
        self.show_problems({})
        self.folding.settle()

    def is_changed(self) -> bool:
        """Whether a person has changed anything, to something that can be read or not."""
        return bool(self.changed_keys())

    def changed_keys(self) -> frozenset[str]:
        """The fields a person has changed, to something that can be read or not."""
        return frozenset(key for key, read in self._read().items() if read != self._shown[key])

    def values(self) -> dict[str, Value] | None:
        """What the form holds; None if something is wrong, which it then says itself."""
        read = self._read()
        problems = {key: one.problem for key, one in read.items() if one.problem}
        self.show_problems(problems)
        return None if problems else {key: one.value for key, one in read.items()}

    def typed(self) -> dict[str, Typed]:
        """What stands in the fields, readable or not, as plain JSON for a draft."""
        return {key: typed for key, row in self.rows.items() if (typed := row.editor.typed()) is not None}

    def show_typed(self, typed: Mapping[str, Typed]) -> None:
        """Put back what `typed` gave, after ``show_values``; a field that is no more is passed over."""
        for key in typed.keys() & self.rows.keys():
            self.rows[key].editor.show_typed(typed[key])
        self.folding.settle()

    def _read(self) -> dict[str, _Reading]:
        return {key: _reading_of(row.editor) for key, row in self.rows.items()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong, by field; what belongs to no field of the form is said at the top alone."""
        for key, row in self.rows.items():
            row.show_problem(problems.get(key, ""))
        self.summary.show_problems(problems, frozenset(self.rows))
        self.folding.need(frozenset(problems))

    def go_to(self, key: str) -> None:
        """Put the cursor into a field."""
        if self.rows[key].isHidden():
            self.folding.unfold()
        self.rows[key].editor.setFocus()
