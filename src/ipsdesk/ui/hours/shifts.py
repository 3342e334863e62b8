"""When a person usually works in a job: the plan for days on which nothing is recorded yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.hours_week import PersonWeek
from ipsdesk.ui.hours.shifts_week import ShiftsWeek
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.problems import ProblemSummary
from ipsdesk.ui.widgets.text_styles import BODY, NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

TITLE = "Usual shifts"
NEVER = "Planned hours are never recorded as worked."
ASK = "Leave without saving the shifts?"
NO_PLAN = "Nothing is planned."
DRAFT = "usual shifts"
"""The kind of its drafts."""
CHANGED_SINCE = (
    "Somebody has changed these shifts since you typed yours. Saving puts yours in place of theirs;"
    " to see theirs, cancel and open this again."
)
WIDTH, SCREEN_SHARE = 540, 0.9


class UsualShifts(QDialog):
    """The usual shifts of a person's jobs, one job at a time; Save hands over what changed.

    ``given`` carries the job and its shifts; the answer is `take_saved` or `refuse`. The dialog closes when
    all of them are saved.
    """

    given = Signal(int, object)

    def __init__(
        self, theme: Theme, person: PersonWeek, activity: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._person = theme, person
        self._changed_since = Hint(theme)
        self.setWindowTitle(f"{TITLE}: {person.name}")
        self.weeks = {
            job.activity: ShiftsWeek(theme, person.records.job(job.activity).shifts) for job in person.jobs
        }
        self._waiting: set[int] = set()
        self.summary = ProblemSummary(theme)
        self.summary.wanted.connect(self._go_to)
        names = [job.name for job in person.jobs]
        self.jobs = ChipRow(theme, "Job", names) if len(names) > 1 else None
        self._pages = QStackedLayout()
        self._total, self._foot = Words(theme, style=NAME, wraps=True), QStackedLayout()
        self._build(person, names)
        for week in self.weeks.values():
            week.changed.connect(self._say_total)
            week.grown.connect(self._resize)
        if self.jobs is not None:
            self.jobs.chosen.connect(self._show_job)
            self.jobs.choose(list(self.weeks).index(activity))
        self._show_job(list(self.weeks).index(activity))
        self._resize()
        self.week.first_field.setFocus()

    @property
    def week(self) -> ShiftsWeek:
        """The job on screen."""
        return list(self.weeks.values())[self._pages.currentIndex()]

    # ---- put together -------------------------------------------------------------------------------

    def _build(self, person: PersonWeek, names: list[str]) -> None:
        self._inside = QWidget()
        layout = self._layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.STEP)
        layout.setSpacing(Space.STEP)
        layout.addWidget(self.summary)
        layout.addWidget(self._changed_since)
        head = QVBoxLayout()
        head.setSpacing(Space.SNUG)
        head.addWidget(Words(self._theme, person.name, PANEL, wraps=True))
        head.addWidget(self.jobs or Words(self._theme, names[0], SECOND, wraps=True))
        layout.addLayout(head)
        layout.addLayout(self._pages)
        for week in self.weeks.values():
            self._pages.addWidget(week)
        layout.addWidget(self._total)
        layout.addWidget(Words(self._theme, NEVER, SECOND, wraps=True))
        layout.addStretch()
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addLayout(self._foot)
        self._foot.addWidget(self._buttons())
        self._foot.addWidget(self._question())

    def _buttons(self) -> QWidget:
        self.save = Button(self._theme, "Save", Rank.PRIMARY)
        self.cancel = Button(self._theme, "Cancel")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        QShortcut(QKeySequence("Ctrl+S"), self.save).activated.connect(self.save.click)
        self.cancel.clicked.connect(self.reject)
        return _footing(None, self.cancel, self.save)

    def _question(self) -> QWidget:
        self.leave = Button(self._theme, "Leave without saving")
        self.stay = Button(self._theme, "Keep editing", Rank.PRIMARY)
        self.leave.clicked.connect(self._leave)
        self.stay.clicked.connect(self._stay)
        return _footing(Words(self._theme, ASK, BODY, wraps=True), self.leave, self.stay)

    def _resize(self) -> None:
        """As high as what it shows, within the screen; it never shrinks under a person's hands."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        wide = min(self._theme.px(WIDTH), room.width())
        layout = self._layout
        layout.activate()
        inside = layout.totalHeightForWidth(wide - Space.STEP)
        high = min(inside + self._foot.sizeHint().height(), round(room.height() * SCREEN_SHARE))
        self.resize(wide, max(high, self.height() if self.isVisible() else 0))

    # ---- one job at a time --------------------------------------------------------------------------

    def _show_job(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self._say_total()

    def _say_total(self) -> None:
        seconds = self.week.seconds
        plan = f"Plans {spoken_hours(seconds)} a week, on days with nothing recorded, from this week on."
        self._total.setText(plan if seconds else NO_PLAN)

    def is_changed(self) -> bool:
        """Whether any job's shifts differ from those shown at first."""
        return any(week.is_changed() for week in self.weeks.values())

    # ---- drafts -------------------------------------------------------------------------------------

    def drafts(self) -> Sequence[DraftNote]:
        """The jobs whose shifts differ from those recorded, these too."""
        changed = {activity: week for activity, week in self.weeks.items() if week.is_changed()}
        if not changed:
            return ()
        jobs = {
            str(activity): {"typed": week.typed(), "recorded": [list(astuple(shift)) for shift in week.kept]}
            for activity, week in changed.items()
        }
        content = {
            "monday": f"{self._person.sunday - 6 * DAY}",
            "activity": next(iter(changed)),
            "jobs": jobs,
        }
        return [DraftNote(DRAFT, self._person.client, "usual shifts", content)]

    def show_draft(self, content: Mapping[str, Any]) -> None:
        """Put back what was typed, and say if somebody has changed these shifts since."""
        for activity, job in content["jobs"].items():
            week = self.weeks.get(int(activity))
            if week is not None:
                week.show_typed(job["typed"])
                if [list(astuple(shift)) for shift in week.kept] != job["recorded"]:
                    self._changed_since.say(CHANGED_SINCE)
        self._say_total()
        self._resize()

    # ---- saving -------------------------------------------------------------------------------------

    def _save(self) -> None:
        changed = {activity: week for activity, week in self.weeks.items() if week.is_changed()}
        wrong = [(week, problems) for week in changed.values() if (problems := week.problems())]
        if wrong:
            self._show_problems(*wrong[0])
            return
        self.summary.show_problems({}, frozenset())
        self._waiting = set(changed)
        self.save.setEnabled(False)
        for activity, week in changed.items():
            self.given.emit(activity, week.shifts())
        if not changed:
            self.accept()

    def _show_problems(self, week: ShiftsWeek, problems: Mapping[str, str]) -> None:
        place = list(self.weeks.values()).index(week)
        if self.jobs is not None:
            self.jobs.choose(place)
        self.summary.show_problems(problems, frozenset(problems))
        self._resize()
        self._area.ensureWidgetVisible(self.summary)

    def take_saved(self, activity: int) -> None:
        """These shifts are saved."""
        self.weeks[activity].keep()
        self._waiting.discard(activity)
        if not self._waiting:
            self.accept()

    def refuse(self, activity: int, sentence: str) -> None:
        """They could not be saved; what was typed stays."""
        self._waiting.discard(activity)
        self.save.setEnabled(True)
        self._show_problems(self.weeks[activity], {})
        self.summary.show_problems({"": sentence}, frozenset())

    def _go_to(self, key: str) -> None:
        field: QLineEdit = self.week.field(key)
        field.setFocus()
        field.selectAll()
        self._area.ensureWidgetVisible(field)

    # ---- leaving ------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Esc and Cancel ask once if something was changed; Esc at the question goes on editing."""
        if self._foot.currentIndex():
            self._stay()
        elif self.is_changed():
            self._foot.setCurrentIndex(1)
            self.stay.setFocus()
            announce(self, ASK, urgent=True)
        else:
            super().reject()

    def _stay(self) -> None:
        self._foot.setCurrentIndex(0)
        self.week.first_field.setFocus()

    def _leave(self) -> None:
        super().reject()


def _footing(words: Words | None, *buttons: Button) -> QWidget:
    foot = QWidget()
    line = QHBoxLayout(foot)
    line.setContentsMargins(Space.CARD, Space.STEP, Space.CARD, Space.CARD)
    line.setSpacing(Space.SNUG)
    if words is None:
        line.addStretch()
    else:
        line.addWidget(words, 1)
    for button in buttons:
        line.addWidget(button)
    return foot
