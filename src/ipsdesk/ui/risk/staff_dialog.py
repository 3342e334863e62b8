"""The staff's part of risk, point by point beside what the person said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError, NotSaved
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.editing import Plain
from ipsdesk.services.records import Done
from ipsdesk.services.risk import PointSeen, StaffForm, StaffPart
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.taking import TakingDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.hint import Tinted
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import BODY, NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

DRAFT, WORDS = "risk, the staff", "the staff’s part of risk"
TITLE = "Risk together: the staff’s part"
FIRST = "The person has not finished their part. Say why you write first; the record shows it."
SAYS, NOTHING = "{name} says", "Nothing was said here."
ASK, LEAVE, STAY = "Leave without saving?", "Leave without saving", "Go back"
WIDTH, HEIGHT, BESIDE_FROM = 920, 800, 640


class PointBeside(QWidget):
    """What the person says at the left, what the staff say at the right; below each other if it is tight."""

    def __init__(self, theme: Theme, seen: PointSeen, name: str, rows: Sequence[FormRow]) -> None:
        super().__init__()
        self._theme = theme
        self._rows = rows
        self._said = f"{SAYS.format(name=name)}: {seen.own or NOTHING}"
        own = Tinted(theme)
        said = QVBoxLayout(own)
        said.setContentsMargins(Space.STEP, Space.SNUG, Space.STEP, Space.SNUG)
        said.addWidget(Words(theme, SAYS.format(name=name), SECOND, wraps=True))
        said.addWidget(Words(theme, seen.own or NOTHING, BODY, wraps=True))
        said.addStretch()
        staff = QVBoxLayout()
        staff.setSpacing(Space.SNUG)
        for row in rows:
            staff.addWidget(row)
        staff.addStretch()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(Space.FIELD)
        self._sides.addWidget(own, 1)
        self._sides.addLayout(staff, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SNUG)
        column.addWidget(Words(theme, seen.point.title, NAME, wraps=True))
        column.addLayout(self._sides)
        theme.changed.connect(self._turn)

    def tell_ear(self) -> None:
        """Whoever hears the staff's field hears what the person said too."""
        editor = self._rows[0].editor
        editor.name(editor.field.title, self._said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.width() >= self._theme.px(BESIDE_FROM)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.LeftToRight if wide else way.TopToBottom)


class StaffPartDialog(TakingDialog):
    """Shows the form once both parts are read."""

    def __init__(self, at: AtDesk, client: int, draft: Mapping[str, Any] | None = None) -> None:
        super().__init__(at.theme, at.run, TITLE, at.page)
        self._desk, self._client, self._draft = at.desk, client, draft
        self._shown: StaffForm | None = None
        self._seen_at: tuple[int | None, int] = (None, 0)
        self._asks = False
        self.form: Form | None = None
        self._points: list[PointBeside] = []
        self._warning, self._scroll = MarkedWords(at.theme), FocusScroll()
        self.inside.addWidget(Words(at.theme, TITLE, PANEL, wraps=True))
        self.inside.addWidget(self._warning)
        self.inside.addWidget(self._scroll, 1)
        self.lay_out()
        self.back.hide()
        self.next.clicked.connect(self._save_or_stay)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)
        self._ask(on=False)
        self.fit(WIDTH, HEIGHT)
        self.begin(self._fetch, self._show, "Reading both parts")

    # ---- what is there ------------------------------------------------------------------------------

    def _fetch(self, _progress: Progress) -> StaffForm:
        return self._desk.risk.staff_form(self._client)

    def _show(self, shown: StaffForm) -> None:
        draft, self._shown, self._seen_at = self._draft, shown, (shown.id, shown.version)
        self.form = form = self._make_form(shown)
        form.show_values(shown.values)
        if draft is not None:
            self._seen_at = draft["id"], draft["version"]
            form.show_typed(draft["typed"])
        self._warning.say(Mark.NEAR_LIMITS, FIRST if shown.comes_first else "")
        self._scroll.setWidget(form)
        self._tell_ear()
        form.go_to("staff_first" if shown.comes_first and draft is None else shown.points[0].point.staff)
        self._scroll.show_focus()

    def _make_form(self, shown: StaffForm) -> Form:
        keys = [key for seen in shown.points for key in (seen.point.staff, seen.point.agreed)]
        first = ["staff_first"] if shown.comes_first or shown.values.get("staff_first") else []
        keys = [*first, *keys, "took_part", "workplace_visit", "review_on", "staff_id", "staff_on"]
        options = {"staff_id": [Option(one.value, one.words) for one in shown.choices]}
        around = Around(self._desk.workspace.today, options, frozenset({"staff_on"}),
                        {"took_part": "Both parts"}, beside=frozenset({"staff_id", "staff_on"}))  # fmt: skip
        asked = {one.point.agreed: f"{one.point.title}: do we agree?" for one in shown.points}
        fields = {
            key: replace(shown.fields[key], words=asked[key]) if key in asked else shown.fields[key]
            for key in keys
        }
        form = Form(self._theme, fields, around)
        layout = cast("QVBoxLayout", form.layout())
        for seen in shown.points:
            rows = [form.rows[seen.point.staff], form.rows[seen.point.agreed]]
            place = layout.indexOf(rows[0])
            beside = PointBeside(self._theme, seen, shown.name, rows)
            layout.insertWidget(place, beside)
            self._points.append(beside)
        return form

    def _tell_ear(self) -> None:
        for point in self._points:
            point.tell_ear()

    # ---- saving -------------------------------------------------------------------------------------

    def _save_or_stay(self) -> None:
        if self._asks:
            self._ask(on=False)
            self._scroll.setFocus()
        else:
            self._save()

    def _save(self) -> None:
        values = self.form.values() if self.form is not None and not self.is_working else None
        if values is not None:
            kept = cast("Mapping[str, Plain]", values)
            part = StaffPart(self._client, *self._seen_at, kept)
            self.begin(partial(self._write, part), self._written, "Saving")

    def _write(self, part: StaffPart, _progress: Progress) -> Done:
        return self._desk.risk.save_staff(part)

    def _written(self, done: Done) -> None:
        self.taken.emit(done)
        announce(self, done.words)
        self.accept()

    def refused(self, error: DeskError) -> None:
        """Said at the fields where it is about them, else at the top; what was typed stays."""
        if self.form is None:
            self.doing.setText(str(error))
            self.next.setEnabled(False)
            return
        self.form.show_problems(error.problems if isinstance(error, NotSaved) else {"": str(error)})
        self._tell_ear()
        self._scroll.verticalScrollBar().setValue(0)

    # ---- leaving ------------------------------------------------------------------------------------

    def drafts(self) -> Sequence[DraftNote]:
        """What is typed and not saved."""
        if self.form is None or not self.form.is_changed():
            return ()
        id_, version = self._seen_at
        content = {"client": self._client, "id": id_, "version": version, "typed": self.form.typed()}
        return [DraftNote(DRAFT, self._client, WORDS, content)]

    def reject(self) -> None:
        """Esc and Cancel ask once if something was changed; Esc at the question goes on typing."""
        if self.is_working or self._asks or self.form is None or not self.form.is_changed():
            super().reject()
        else:
            self._ask(on=True)

    def _ask(self, *, on: bool) -> None:
        self._asks = on
        self.doing.setText(ASK if on else "")
        self.cancel.setText(LEAVE if on else "Cancel")
        self.next.setText(STAY if on else "Save")
        if on:
            self.next.setFocus()
            announce(self, ASK, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc at the question goes on typing."""
        if event.key() == Qt.Key.Key_Escape and self._asks:
            self._save_or_stay()
        else:
            super().keyPressEvent(event)


def reopen_staff(at: AtDesk, note: DraftNote) -> StaffPartDialog:
    """The staff's part with what was typed in it."""
    dialog = StaffPartDialog(at, note.content["client"], note.content)
    at.open(dialog)
    return dialog
