"""A record in a form: a new one, or one to be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from ipsdesk.errors import ChangedSince, DeskError, NotSaved
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.editing import Plain, RecordForm, SavedRecord, Typed
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.employer_strip import EmployerStrip
from ipsdesk.ui.records.layout import SETTLED, USUAL
from ipsdesk.ui.records.layouts import LAYOUTS
from ipsdesk.ui.records.similar_strip import LOOKS, SimilarStrip
from ipsdesk.ui.risk.visit_note import VisitStrip
from ipsdesk.ui.team.leaving_strip import LeavingStrip
from ipsdesk.ui.told.consent_strip import ConsentStrip
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import PANEL
from ipsdesk.ui.widgets.typed_values import Value
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

DRAFT = "record"
ASK, LEAVE, STAY = "Leave without saving?", "Leave without saving", "Go back"
SINCE = "since"
SINCE_FIELD = Field(
    "The change holds from",
    Kind.DATE,
    "The day from which what you changed above is so. Leave it empty only to correct a mistake.",
)
WIDTH = 600


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which record: of which kind, its key (None: a new one), and what is known of a new one."""

    kind: str
    id: int | None = None
    given: Mapping[str, Plain] = field(default_factory=dict)


class RecordDialog(WorkingDialog):
    """Reads the record, shows its form, saves it; ``saved`` carries the ``SavedRecord``."""

    saved = Signal(object)

    def __init__(self, at: AtDesk, wanted: Wanted, draft: Mapping[str, Any] | None = None) -> None:
        super().__init__(at.theme, at.run, "", at.page)
        self._desk, self._wanted, self._draft = at.desk, wanted, draft
        self._laid_out = LAYOUTS.get(wanted.kind, USUAL)
        self._record: RecordForm | None = None
        self._goes_on = self._asks = False
        self._kept: Mapping[str, Plain] = {}
        self.form: Form | None = None
        self._heading, self._scroll = Words(at.theme, "", PANEL, wraps=True), FocusScroll()
        self._warning = MarkedWords(at.theme)
        self.inside.addWidget(self._heading)
        self.inside.addWidget(self._warning)
        is_watched = wanted.kind in LOOKS and wanted.id is None
        self._similar = SimilarStrip(at, wanted.kind) if is_watched else None
        if self._similar is not None:
            self.inside.addWidget(self._similar)
        self._visit = VisitStrip(at) if wanted.kind == "contact" else None
        self._before = EmployerStrip(at, wanted.id) if wanted.kind == "contact" else None
        self._consent = ConsentStrip(at) if wanted.kind == "contact" else None
        if self._consent is not None:
            self._consent.changed.connect(self._follow)
        self._leaving = LeavingStrip(at, wanted.id) if wanted.kind == "staff" and wanted.id else None
        for strip in (self._consent, self._before, self._visit, self._leaving):
            if strip is not None:
                self.inside.addWidget(strip)
        self.inside.addWidget(self._scroll, 1)
        self.lay_out()
        self.next.clicked.connect(self._save_or_stay)
        self.back.setText("Save and new")
        self.back.clicked.connect(self._save_and_go_on)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)
        if self._laid_out.again:
            QShortcut(QKeySequence("Ctrl+Shift+S"), self, self.back.click)
            self.back.setToolTip("Save, and begin the next one (Ctrl+Shift+S)")
        self._ask(on=False)
        self.fit(WIDTH, self._laid_out.height)
        self._read()

    # ---- what is there ------------------------------------------------------------------------------

    def _read(self) -> None:
        self.begin(self._fetch, self._show, "Reading the record")

    def _fetch(self, _progress: Progress) -> RecordForm:
        editing, wanted = self._desk.editing, self._wanted
        return (
            editing.blank(wanted.kind, wanted.given)
            if wanted.id is None
            else editing.form(wanted.kind, wanted.id)
        )

    def _show(self, record: RecordForm) -> None:
        self._record = record
        title = f"{'New' if record.id is None else 'Change'} {record.noun}"
        self.setWindowTitle(title)
        self._heading.setText(f"{title}: {whose}" if (whose := _whose(record)) else title)
        self.form = form = self._make_form(record)
        form.show_values(record.values)
        if self._draft is not None:
            form.show_typed(self._draft)
        form.changed.connect(self._follow)
        if self._similar is not None:
            self._similar.watch(form)
        for strip in (self._consent, self._before, self._visit, self._leaving):
            if strip is not None:
                strip.watch(form)
        self._scroll.setWidget(form)
        self._follow()
        shown = [key for key, row in form.rows.items() if not row.isHidden()]
        first = next((key for key in shown if not form.rows[key].editor.typed()), shown[0])
        form.go_to(first)
        self._scroll.show_focus()

    def _make_form(self, record: RecordForm) -> Form:
        laid_out, fields = self._laid_out, self._laid_out.in_order(record.fields)
        options = {
            name: [Option(one.value, one.words) for one in choices]
            for name, choices in record.choices.items()
        }
        today = self._desk.workspace.today
        settled = frozenset(name for name in SETTLED & fields.keys() if record.values.get(name))
        shape = laid_out.looks_back, laid_out.headings, laid_out.folded, laid_out.beside, settled
        around = Around(today, options, *shape)
        return Form(self._theme, {**fields, SINCE: SINCE_FIELD} if record.dated else fields, around)

    def _follow(self) -> None:
        """What is shown and said beside a field goes with what stands in it."""
        if self.form is None:
            return
        self._look_at_dates()
        asked = self._consent.asked if self._consent is not None else frozenset()
        self.form.folding.reveal(self._laid_out.revealed(self.form) | asked)
        warning = self._laid_out.warned(self.form)
        if warning != self._warning.words.text():
            self._warning.say(Mark.NEAR_LIMITS, warning)
            announce(self, warning)

    def _look_at_dates(self) -> None:
        """From which day a change holds is asked only once something that is dated was changed."""
        if self.form is not None and self._record is not None and self._record.dated:
            self.form.rows[SINCE].setVisible(bool(self._record.dated & self.form.changed_keys()))

    # ---- saving -------------------------------------------------------------------------------------

    def _save_or_stay(self) -> None:
        if self._asks:
            self._ask(on=False)
            self._scroll.setFocus()
        else:
            self._save()

    def _save_and_go_on(self) -> None:
        self._goes_on = True
        self._save()

    def _save(self) -> None:
        values = self.form.values() if self.form is not None and not self.is_working else None
        if values is None or self._record is None or self._is_ahead(values):
            self._goes_on = False
            return
        since = values.pop(SINCE, None)
        self._kept = {name: values[name] for name in self._laid_out.kept}
        typed = Typed(
            self._record.kind,
            self._record.id,
            self._record.version,
            cast("Mapping[str, Plain]", values),
            cast("date | None", since),
        )
        self.begin(partial(self._write, typed), self._written, "Saving")

    def _is_ahead(self, values: Mapping[str, Value]) -> bool:
        """Whether a day of what has happened is yet to come, which is said at its field."""
        if self.form is None:
            return False
        days = {name: values[name] for name in self._laid_out.past & values.keys()}
        problems = {
            name: f"{self.form.rows[name].editor.field.title} {shown_day(day)} is in the future"
            for name, day in days.items()
            if isinstance(day, date) and day > self._desk.workspace.today()
        }
        if problems:
            self.form.show_problems(problems)
            self._scroll.verticalScrollBar().setValue(0)
        return bool(problems)

    def _write(self, typed: Typed, _progress: Progress) -> SavedRecord:
        return self._desk.editing.save(typed)

    def _written(self, saved: SavedRecord) -> None:
        self.saved.emit(saved)
        announce(self, saved.done.words)
        if not self._goes_on:
            self.accept()
            return
        self._goes_on, self._draft = False, None
        self._wanted = replace(self._wanted, given={**self._wanted.given, **self._kept})
        self.doing.setText(f"Saved. {saved.done.words}")
        self._read()

    def refused(self, error: DeskError) -> None:
        """Said at the fields where it is about them, else at the top; what was typed stays."""
        self._goes_on = False
        if self.form is None:
            self.doing.setText(str(error))
            self.next.setEnabled(False)
            return
        self.form.show_problems(error.problems if isinstance(error, NotSaved) else {"": str(error)})
        self._scroll.verticalScrollBar().setValue(0)
        if isinstance(error, ChangedSince):
            self.begin(self._fetch, partial(self._merge, str(error)), "Reading what is there now")

    def _merge(self, sentence: str, record: RecordForm) -> None:
        """What was typed stands over what someone else saved, so that saving again saves it."""
        if self.form is not None:
            mine = {key: typed for key, typed in self.form.typed().items() if key in self.form.changed_keys()}
            self._record = record
            self.form.show_values(record.values)
            self.form.show_typed(mine)
            self.form.show_problems({"": sentence})

    # ---- leaving ------------------------------------------------------------------------------------

    def drafts(self) -> Sequence[DraftNote]:
        """What is typed and not saved."""
        record, form = self._record, self.form
        if record is None or form is None or not form.is_changed():
            return ()
        named = record.values.get("client_ids")
        first = named[0] if isinstance(named, list) else record.values.get("client_id")
        client = record.id if record.kind == "client" else first
        content = {
            "kind": record.kind,
            "id": record.id,
            "given": {name: value for name, value in self._wanted.given.items() if isinstance(value, str)},
            "typed": form.typed(),
        }
        return [DraftNote(DRAFT, int(str(client)) if client else None, f"a {record.noun}", content)]

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
        self.back.setVisible(self._laid_out.again and self._wanted.id is None and not on)
        if on:
            self.next.setFocus()
            announce(self, ASK, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc at the question goes on typing."""
        if event.key() == Qt.Key.Key_Escape and self._asks:
            self._save_or_stay()
        else:
            super().keyPressEvent(event)


def _whose(record: RecordForm) -> str:
    """The person to whom it belongs, where that is known."""
    client = record.values.get("client_id")
    return next((one.words for one in record.choices.get("client_id", ()) if one.value == client), "")


def reopen_draft(at: AtDesk, note: DraftNote) -> None:
    """Open the form of a draft with what was typed in it."""
    content = note.content
    at.open(RecordDialog(at, Wanted(content["kind"], content["id"], content["given"]), content["typed"]))
