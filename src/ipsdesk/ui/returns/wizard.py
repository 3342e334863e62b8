"""The way to a return: its days, the records, the words, for whom, the files, and handing it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from ipsdesk.errors import DeskError
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.readiness import Readiness
from ipsdesk.services.submissions_kept import Submission
from ipsdesk.ui.background import Progress
from ipsdesk.ui.importing.steps import Steps
from ipsdesk.ui.kpis.dates_dialog import DatesDialog
from ipsdesk.ui.kpis.turning import name_of
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.returns import wizard_work as doing
from ipsdesk.ui.returns.narrative_step import NarrativeStep
from ipsdesk.ui.returns.period_step import PeriodStep
from ipsdesk.ui.returns.profile_step import ProfileStep
from ipsdesk.ui.returns.ready_step import ReadyStep
from ipsdesk.ui.returns.save_step import SaveStep
from ipsdesk.ui.returns.submit_step import SubmitStep
from ipsdesk.ui.returns.wizard_frame import WizardFrame
from ipsdesk.ui.returns.wizard_words import earlier_words, facts_of, file_start

DRAFT = "return"
PERIOD, READY, TOLD, WHOM, SAVE, SUBMIT = range(6)
NAMES = ("Days", "Records", "Words", "Reader", "Save", "Submit")
NEXT, SAVE_IT, SUBMIT_IT, CLOSE, KEEP = "Next", "Save", "Submit", "Close", "Keep as draft"
WIDTH, HEIGHT = 960, 700


class ReturnWizard(WizardFrame):
    """Goes through the steps; from the second on all that is decided is kept in a draft of the return.

    ``saved`` carries the moment a record was changed on the way; the others lead out of the dialog, and the
    draft is kept.
    """

    saved = Signal(object)
    hours_wanted = Signal(int, object)
    person_wanted = Signal(int)

    def __init__(self, at: AtDesk, period: Period, note: Mapping[str, Any] | None = None) -> None:
        super().__init__(at.theme, at.run, f"Return {name_of(period)}", at.page)
        self._at, self._desk, self._note = at, at.desk, note
        self._known = doing.Known((), ())
        self.begun: doing.Begun | None = None
        self.counted: doing.Counted | None = None
        self._written: doing.Written | None = None
        today = at.desk.workspace.today()
        self.period, self.ready = PeriodStep(at.theme, period, today), ReadyStep(at, self)
        self.told, self.whom = NarrativeStep(at.theme), ProfileStep(at.theme, at.settings)
        self.save, self.submit = SaveStep(at.theme, file_start(period)), SubmitStep(at.theme)
        self.steps = Steps(at.theme, (self.period, self.ready, self.told, self.whom, self.save, self.submit))
        self.steps.ends_done = False
        self.inside.addWidget(self.steps)
        self.lay_out()
        self._wire()
        self.fit(WIDTH, HEIGHT)
        self._show(PERIOD)
        self.begin(self._look_around, self._show_known, "Looking for drafts")

    def _wire(self) -> None:
        self.next.clicked.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.period.dates_wanted.connect(self._ask_dates)
        self.period.turned.connect(self._turned)
        ready = self.ready.list
        ready.changed.connect(self._record_saved)
        ready.hours_wanted.connect(self._lead_to_hours)
        ready.person_wanted.connect(self._lead_to_person)
        ready.told.connect(self.doing.setText)
        self.told.written.connect(self._narrate)
        self.whom.chosen.connect(self._choose_profile)
        self.whom.out_wanted.connect(self._take_out)
        self.save.other_wanted.connect(self._offer)

    # ---- from step to step --------------------------------------------------------------------------

    def _show(self, at: int) -> None:
        if self.at == TOLD:
            self.told.hand_over()
        self.doing.setText("")
        self.steps.show_step(at)
        self.steps.show_way(list(enumerate(NAMES)))
        self._show_buttons()

    def _show_buttons(self) -> None:
        at, is_done = self.at, self.submit.number is not None
        words = {SAVE: NEXT if self._written else SAVE_IT, SUBMIT: SUBMIT_IT}.get(at, NEXT)
        closes = at == SUBMIT and (is_done or not self.submit.can_submit)
        self.next.setText(CLOSE if closes else words)
        self.back.setVisible(at != PERIOD and not is_done)
        self.cancel.setText("Cancel" if at == PERIOD else KEEP)
        self.cancel.setVisible(not closes)

    def _leave_step(self, at: int) -> None:
        (self._begin, self._tell, self._count, self._offer_files, self._save, self._submit)[at]()

    # ---- which return -------------------------------------------------------------------------------

    def _look_around(self, _progress: Progress) -> doing.Known:
        return doing.look_around(self._desk)

    def _show_known(self, known: doing.Known) -> None:
        self._known = known
        self.period.offer(known.commissioners)
        self._turned()
        if self._note is not None:
            key = int(self._note["draft"])
            self._do(lambda: doing.go_on(self._desk, key), self._reopened, "Opening the draft")
        else:
            self.period.begin()

    def _turned(self) -> None:
        self.setWindowTitle(f"Return {name_of(self.period.period)}")
        me = self._desk.workspace.actor.name
        words = earlier_words(self._known.returns, self.period.period, self.period.chosen, me)
        self.period.show_earlier(words)

    def _ask_dates(self) -> None:
        dialog = DatesDialog(self._theme, self.period.period, self._desk.workspace.today, self)
        dialog.chosen.connect(self.period.choose)
        self._at.open(dialog)

    def _begin(self) -> None:
        period, whose = self.period.period, self.period.chosen
        work = partial(doing.begin, self._desk, period, whose)
        self._do(work, self._has_begun, "Beginning the draft")

    def _has_begun(self, begun: doing.Begun) -> None:
        self._take(begun)
        self._read_records()

    def _take(self, begun: doing.Begun) -> None:
        self.begun, self.counted, self._written = begun, None, None
        self.whom.profiles.choose(begun.draft.submission.profile)
        self.told.show_texts(begun.draft.narratives, begun.last_texts, ())
        self.save.file.show_value(str(file_start(begun.draft.submission.period)))

    # ---- the records --------------------------------------------------------------------------------

    def _read_records(self) -> None:
        period = self._own.period
        self._do(lambda: self._desk.readiness.of(period), self._show_records, "Looking through the records")

    @property
    def _own(self) -> Submission:
        if self.begun is None:
            raise RuntimeError("no return was begun")
        return self.begun.draft.submission

    def _show_records(self, found: Readiness) -> None:
        self.ready.show_readiness(found)
        if self.at != READY:
            self._show(READY)
        if found.items:
            self.ready.begin()
        else:
            self.next.setFocus()

    def _record_saved(self, at: object) -> None:
        self.counted = self._written = None
        self.saved.emit(at)
        self._read_records()

    def _lead_to_hours(self, client: int, day: date) -> None:
        self.accept()
        self.hours_wanted.emit(client, day)

    def _lead_to_person(self, client: int) -> None:
        self.accept()
        self.person_wanted.emit(client)

    # ---- the words ----------------------------------------------------------------------------------

    def _tell(self) -> None:
        found = self.ready.list.found
        key, record = self._own.id, found.record() if found else {}

        def work() -> doing.Counted:
            self._desk.submissions.note_readiness(key, record)
            return self._count_now()

        self._do(work, self._show_words, "Counting, and looking for what changed")

    def _count_now(self) -> doing.Counted:
        if self.begun is None:
            raise RuntimeError("no return was begun")
        exact = self.counted.exact if self.counted else None
        return doing.count(self._desk, self.begun, self.whom.profile, exact)

    def _show_words(self, counted: doing.Counted) -> None:
        self.counted = counted
        if self.begun is not None:
            self.told.show_texts(self.told.texts, self.begun.last_texts, counted.changes)
        self._show(TOLD)

    def _narrate(self, key: str, text: str) -> None:
        """In the background, in line with all else, so that leaving a part never waits."""
        self._written, id_ = None, self._own.id
        self._run(partial(self._keep, id_, key, text), self._kept, self._not_kept)

    def _keep(self, id_: int, key: str, text: str, _progress: Progress) -> None:
        self._desk.submissions.narrate(id_, key, text)

    def _kept(self, _nothing: None) -> None:
        """It is in the draft."""

    def _not_kept(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.doing.setText(str(error))

    # ---- for whom -----------------------------------------------------------------------------------

    def _count(self) -> None:
        self.told.hand_over()
        self._do(self._count_now, self._show_preview, "Looking at it as it will be read")

    def _choose_profile(self, profile: Profile) -> None:
        if self.begun is not None and self.at == WHOM:
            self._written = None
            self._desk.submissions.choose(self._own.id, profile)
            self._do(self._count_now, self._show_preview, "Looking at it as it will be read")

    def _show_preview(self, counted: doing.Counted) -> None:
        self.counted = counted
        text = "\n".join(self.told.texts.values())
        self.whom.show_problems({})
        self.whom.show_preview(counted.preview, [one for one in counted.kept_back if one in text])
        if self.at != WHOM:
            self._show(WHOM)

    def _take_out(self, sentences: Sequence[str]) -> None:
        self.told.take_out(sentences)
        if self.counted is not None:
            self._show_preview(self.counted)
        self.whom.begin()

    # ---- the files ----------------------------------------------------------------------------------

    def _offer_files(self) -> None:
        self._offer()
        self._show(SAVE)

    def _offer(self) -> None:
        from ipsdesk.services.desk import offer_passphrase  # noqa: PLC0415 - as in the export of the unit

        self.save.offer(offer_passphrase())

    def _save(self) -> None:
        if self._written is not None and self._written.paths == self.save.paths:
            self._show_submit()
        elif not self.save.asks_to_replace():
            work = partial(doing.make, self._desk, self._own.id, self.save.forms, self.save.file.path)
            self._do(work, self._write, "Making the files")

    def _write(self, made: doing.Made) -> None:
        files, path, secret = doing.with_pdf(made), self.save.file.path, self.save.secret
        work = partial(doing.write, self._desk, self._own.id, files, path, secret)
        self._do(work, self._show_written, "Writing the files")

    def _show_written(self, written: doing.Written) -> None:
        self._written = written
        self.save.show_saved(written.paths)
        self._show_buttons()
        self.next.setFocus()

    # ---- handing it in ------------------------------------------------------------------------------

    def _show_submit(self) -> None:
        found, written = self.ready.list.found, self._written
        if written is not None:
            self.submit.show_facts(facts_of(self._own, found, written))
        self._show(SUBMIT)
        if not self.submit.can_submit:
            self.next.setFocus()

    def _submit(self) -> None:
        if self.submit.number is not None or not self.submit.can_submit:
            self.accept()
        elif self._written is not None:
            forms = [file.form for file in self._written.files]
            work = partial(doing.make, self._desk, self._own.id, forms, self._written.paths[0], numbered=True)
            self._do(work, self._hand_in, "Making the files with their number")

    def _hand_in(self, made: doing.Made) -> None:
        if self._written is not None:
            files = doing.with_pdf(made)
            work = partial(doing.hand_in, self._desk, self._own.id, made, files, self._written)
            self._do(work, self._show_submitted, "Submitting")

    def _show_submitted(self, handed: doing.HandedIn) -> None:
        self.submit.show_submitted(handed.number, handed.unwritten)
        self.steps.ends_done = True
        self.steps.show_way(list(enumerate(NAMES)))
        self._show_buttons()
        self.next.setFocus()

    # ---- leaving and coming back --------------------------------------------------------------------

    def drafts(self) -> Sequence[DraftNote]:
        """What is being typed; all else is in the draft of the return already."""
        if self.begun is None or self.submit.number is not None:
            return ()
        typed = {"part": self.told.part.key, "text": self.told.texts.get(self.told.part.key, "")}
        content = {"draft": self._own.id, "at": self.at, **typed}
        return (DraftNote(DRAFT, None, f"the return of {name_of(self._own.period)}", content),)

    def _reopened(self, begun: doing.Begun) -> None:
        """At the step one was at, counted anew; no step beyond what the figures are for."""
        self._take(begun)
        note = self._note or {}
        self.period.choose(begun.draft.submission.period)
        self.told.show_typed(str(note.get("part", "")), str(note.get("text", "")))
        then = {TOLD: self._show_words, PERIOD: None, READY: None}.get(
            int(note.get("at", 0)), self._show_preview
        )
        if then is None:
            self._read_records()
        else:
            self._do(self._reread, then, "Counting anew")

    def _reread(self) -> doing.Counted:
        return self._count_now()

    def _let_go(self) -> None:
        """What was typed goes into the draft; when the unit is locked, `drafts` has it instead."""
        if self.begun is not None and self.submit.number is None:
            self.told.hand_over()

    def accept(self) -> None:
        self._let_go()
        super().accept()

    def reject(self) -> None:
        """Esc, Cancel and the window's cross: the draft stays."""
        self._let_go()
        super().reject()
