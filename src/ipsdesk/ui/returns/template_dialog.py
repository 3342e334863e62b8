"""The way to a commissioner's own form, filled: which form, what goes where, which days, and for whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ipsdesk.errors import DeskError, NotSaved
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.return_templates import cells_of
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose
from ipsdesk.ui.importing.steps import Steps
from ipsdesk.ui.kpis.dates_dialog import DatesDialog
from ipsdesk.ui.kpis.turning import name_of
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.returns import template_work as doing
from ipsdesk.ui.returns.period_step import PeriodStep
from ipsdesk.ui.returns.template_cells_step import CellsStep
from ipsdesk.ui.returns.template_form_step import FormStep
from ipsdesk.ui.returns.template_save_step import SaveFormStep
from ipsdesk.ui.returns.wizard_frame import WizardFrame
from ipsdesk.ui.widgets.file_dialog import EXCEL, documents

if TYPE_CHECKING:
    from ipsdesk.reports.return_template import Filled

DRAFT = "commissioner's form"
FORM, CELLS, DAYS, SAVE = range(4)
NAMES = ("Form", "Cells", "Days", "Save")
NEXT, SAVE_IT, CLOSE = "Next", "Save", "Close"
WIDTH, HEIGHT = 1080, 740
UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


class FormDays(PeriodStep):
    """The days the form is filled for."""

    heading = "Which days"
    words = "The figures of these days, of all commissioners or of one, as the return has them."
    provisional_words = "Provisional: these days end on {}. The figures may still change."


class FillForm(WizardFrame):
    """Goes through the steps; what is mapped is kept with the unit as soon as the second is left.

    ``note`` is what a draft has kept of a form that was being mapped when the unit was locked.
    """

    def __init__(self, at: AtDesk, period: Period, note: Mapping[str, Any] | None = None) -> None:
        super().__init__(at.theme, at.run, "Fill a commissioner's own workbook", at.page)
        self._at, self._desk, self._note = at, at.desk, note
        self._path: Path | None = None
        self.opened: doing.Opened | None = None
        self.filled: Filled | None = None
        self._is_saved = False
        self.form, self.cells = FormStep(at.theme), CellsStep(at.theme)
        self.days = FormDays(at.theme, period, at.desk.workspace.today())
        self.save = SaveFormStep(at.theme)
        self.steps = Steps(at.theme, (self.form, self.cells, self.days, self.save))
        self.steps.ends_done = False
        self.inside.addWidget(self.steps)
        self.lay_out()
        self._wire()
        self.fit(WIDTH, HEIGHT)
        self._show(FORM)
        self.begin(lambda _progress: doing.look_around(self._desk), self._show_known, "Looking for forms")

    def _wire(self) -> None:
        self.next.clicked.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.form.forget_wanted.connect(self._forget)
        # Queued: where it stands is known only once a problem beside it has been laid out.
        self.cells.went_to.connect(self.steps.bring_into_sight, Qt.ConnectionType.QueuedConnection)
        self.days.dates_wanted.connect(self._ask_dates)
        self.save.profiles.chosen.connect(self._choose_profile)
        self.save.file.changed.connect(self._renamed)

    def _show(self, at: int) -> None:
        self.doing.setText("")
        self.steps.show_step(at)
        self.steps.show_way(list(enumerate(NAMES)))
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.next.setText(NEXT if self.at != SAVE else CLOSE if self._is_saved else SAVE_IT)
        self.back.setVisible(self.at != FORM)
        self.cancel.setVisible(not (self.at == SAVE and self._is_saved))

    def _leave_step(self, at: int) -> None:
        (self._open, self._keep, self._count, self._save)[at]()

    def stopped(self, sentence: str) -> None:
        """What was kept before stays so."""
        self.doing.setText(f"{sentence} Nothing was written.")

    def refused(self, error: DeskError) -> None:
        """At its fields, where it names them."""
        if isinstance(error, NotSaved):
            self.steps.page.show_problems(error.problems)
            self.steps.scroll_up()
        else:
            super().refused(error)

    # ---- which form ---------------------------------------------------------------------------------

    def _show_known(self, known: doing.Known) -> None:
        self.form.offer(known.forms)
        self.days.offer(known.commissioners)
        self._commissioners = dict(known.commissioners)
        self.form.begin()
        if self._note is not None:
            path = Path(self._note["path"]) if self._note["path"] else None
            self._open_from(self._note["form"], path)

    def _forget(self, id_: int) -> None:
        def work() -> doing.Known:
            self._desk.return_forms.forget(id_)
            return doing.look_around(self._desk)

        self._do(work, self._show_known, "Taking it away")

    def _open(self) -> None:
        self._open_from(self.form.id, self.form.path)

    def _open_from(self, id_: int | None, path: Path | None) -> None:
        self._path = path
        self._do(partial(doing.open_form, self._desk, id_, path), self._show_form, "Opening the workbook")

    def _show_form(self, opened: doing.Opened) -> None:
        self.opened, note = opened, self._note
        cells, name = opened.cells, opened.name
        if note is not None:
            cells, name, self._note = cells_of(note["cells"]), str(note["name"]), None
        self.cells.show_form(opened.sheets, cells, name, opened.book.why_not)
        self._show(CELLS)

    # ---- what goes where ----------------------------------------------------------------------------

    @property
    def _own(self) -> doing.Opened:
        if self.opened is None:
            raise RuntimeError("no form is open")
        return self.opened

    def _keep(self) -> None:
        name, cells = " ".join(self.cells.name.value().split()), tuple(self.cells.cells)
        self._do(partial(doing.keep, self._desk, self._own, name, cells), self._kept, "Keeping the form")

    def _kept(self, opened: doing.Opened) -> None:
        self.opened = opened
        self._show(DAYS)

    def drafts(self) -> Sequence[DraftNote]:
        """What was mapped and is not kept yet."""
        cells, opened = tuple(self.cells.cells), self.opened
        if opened is None or self.at != CELLS or cells == opened.cells:
            return ()
        name = self.cells.name.value()
        typed = {"form": opened.kept.id if opened.kept else None, "path": str(self._path or ""), "name": name}
        content = {**typed, "cells": [asdict(one) for one in cells]}
        return (DraftNote(DRAFT, None, f"the form {name}", content),)

    # ---- which days ---------------------------------------------------------------------------------

    def _ask_dates(self) -> None:
        dialog = DatesDialog(self._theme, self.days.period, self._desk.workspace.today, self)
        dialog.chosen.connect(self.days.choose)
        self._at.open(dialog)

    @property
    def _scope(self) -> Scope:
        key = self.days.chosen
        return EVERYBODY if key is None else Scope(Whose.COMMISSIONER, key, self._commissioners[key])

    def _count(self) -> None:
        profile = self.save.profiles.profile
        work = partial(doing.fill_in, self._desk, self._own, self.days.period, profile, self._scope)
        self._do(work, self._show_filled, "Counting, and filling the form")

    def _show_filled(self, filled: Filled) -> None:
        self.filled = filled
        self.save.show_problems({})
        self.save.show_filled(filled)
        if self.at != SAVE:
            self.save.file.show_value(str(self._start()))
            self._is_saved = False
            self._show(SAVE)

    def _start(self) -> Path:
        name = UNFIT.sub(" ", f"{self._own.kept.name if self._own.kept else ''} {name_of(self.days.period)}")
        return documents() / f"{' '.join(name.split())}{EXCEL.ending}"

    # ---- for whom, and where ------------------------------------------------------------------------

    def _choose_profile(self, _profile: Profile) -> None:
        if self.at == SAVE:
            self._renamed()
            self._count()

    def _renamed(self) -> None:
        self._is_saved = False
        self._show_buttons()

    def _save(self) -> None:
        if self._is_saved:
            self.accept()
        elif self.save.asks_to_replace():
            self.steps.scroll_up()
        elif self.filled is not None:
            work = partial(doing.write, self._desk, self.filled, self.save.file.path)
            self._do(work, self._saved, "Writing the copy")

    def _saved(self, path: Path) -> None:
        self._is_saved = True
        self.save.show_saved(path)
        self.steps.scroll_up()
        self._show_buttons()
        self.next.setFocus()
