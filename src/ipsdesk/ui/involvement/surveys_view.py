"""Surveys: the rounds, how many answered, what they say once it may be told, what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import ClassVar

from ipsdesk.reports.survey_sheet import easy_survey_blocks, survey_sheet_blocks
from ipsdesk.rules.surveys import FEWEST
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.surveys import RoundResults, RoundSeen
from ipsdesk.services.surveys_results import Tally
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.involvement import survey_asking as asking
from ipsdesk.ui.involvement.meeting_words import together
from ipsdesk.ui.involvement.survey_alone import SurveyAlone
from ipsdesk.ui.involvement.survey_paper import PaperDialog
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.records.picker import Pick, Picker
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

SAID = "you said, we did"
OPEN_FOR = timedelta(days=14)
EASY_SCALE = 1.5
NOT_SHOWN = f"Nothing is shown while a round is open, or where fewer than {FEWEST} people answered."
FORMS = {
    "sheet": ("Sheet to give back", "print or PDF", "printer-outline"),
    "easy": ("The same in easy read", "print or PDF", "shape-outline"),
}


class SurveysView(DetailView):
    """The newest round first; nothing here says who answered, or in which order."""

    title: ClassVar[str] = "Surveys"
    kind: ClassVar[str] = "survey round"
    adds: ClassVar[str] = "Add round"
    finds: ClassVar[str] = "a round by its survey or its note"
    nouns: ClassVar[tuple[str, str]] = ("round", "rounds")
    nothing: ClassVar[str] = "Choose a round to see what it says"
    side_width: ClassVar[int] = 640

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.results: RoundResults | None = None
        self.tallies = Section(self._theme, "Results", NOT_SHOWN)
        self.comments = Section(self._theme, "In their own words", "Nothing that may be shown.")
        self.we_did = Section(
            self._theme, "You said, we did", "Nothing yet: add what people said.", "Enter changes a line."
        )
        self.we_did.add_button("Add what was said", self._add_said, "plus")
        self.we_did.list.opened.connect(partial(self.doing.change, SAID))
        for part in (self.tallies, self.comments, self.we_did):
            part.set_may_change(may=self.may_change)
            self.card.add_section(part)
        self.answer, self.paper, self.close_round, self.sheet, self.given = (
            Button(self._theme, text, rank)
            for text, rank in (
                ("Answer here…", Rank.PRIMARY),
                ("From paper…", Rank.PLAIN),
                ("Close the round…", Rank.PLAIN),
                ("Sheet to give back…", Rank.PRIMARY),
                ("Given back…", Rank.PLAIN),
            )
        )
        self.card.add_tools({
            self.answer: self.begin_answering,
            self.paper: self._open_paper,
            self.close_round: self._close,
            self.sheet: self._ask_sheet,
            self.given: self._given_back,
        })  # fmt: skip
        self.card.tools.show()  # who only reads has the sheet too
        for button in (self.card.change, self.card.remove):
            button.setVisible(self.may_change)

    # ---- the list -----------------------------------------------------------------------------------

    def listing(self, today: Callable[[], date]) -> Listing[RoundSeen]:
        columns = (
            Column[RoundSeen]("Survey", lambda one: one.form.title, width=270, second=_kind, name=True),
            Column[RoundSeen]("Standing", lambda one: _standing(one, today())[0], width=130,
                              mark=lambda one: _standing(one, today())[1]),
            Column[RoundSeen]("Answers", lambda one: one.answers, _answered, width=120),
            Column[RoundSeen]("Opens", lambda one: one.opens_on, lambda one: short_day(one.opens_on, today()),
                              width=85, gives_way=1),
            Column[RoundSeen]("Closes", lambda one: one.day, lambda one: short_day(one.day, today()),
                              width=85),
        )  # fmt: skip
        filters = [
            Filter[RoundSeen]("All", everything),
            Filter[RoundSeen]("Open", lambda one: one.is_open(today())),
            Filter[RoundSeen]("To give back", lambda one: bool(one.closed_on and not one.given_back_on)),
        ]
        return Listing(
            "Survey rounds", columns, "No round yet: add the first one", lambda one: one.id, filters,
            Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def read(self) -> Sequence[RoundSeen]:
        return self._at.desk.surveys.rounds()

    def rows_of(self, read: Sequence[RoundSeen]) -> Sequence[RoundSeen]:
        return read

    def words_of(self, read: Sequence[RoundSeen]) -> str:
        open_now = sum(one.is_open(self._today()) for one in read)
        return f"{counted(len(read), 'round')}, {open_now} open"

    def known(self) -> Mapping[str, Plain]:
        today = self._today()
        return {"kind": "half-yearly", "opens_on": today, "closes_on": today + OPEN_FOR}

    # ---- the round ----------------------------------------------------------------------------------

    def details(self, row: RoundSeen) -> tuple[str, str, Details]:
        days = f"{shown_day(row.opens_on)} to {shown_day(row.day)}"
        fields = [("Answers", _answered(row)), ("Note", row.note)]
        results = self.results if self.results is not None and self.results.round.id == row.id else None
        if results is not None and results.positive is not None:
            before = f", last time {_percent(results.before)}" if results.before is not None else ""
            rated = f"{results.positive} of {results.rated} good or very good{before}"
            fields.insert(1, ("Rated", rated))
        return row.form.title, together(days, _standing(row, self._today())[0]), fields

    def show_row(self, row: RoundSeen) -> None:
        if self.results is not None and self.results.round.id != row.id:
            self.results = None
            for part in (self.tallies, self.comments, self.we_did):
                part.show_lines([])
        super().show_row(row)
        self._offer(row)
        self.reading.ask("round", partial(self._at.desk.surveys.results, row.id), self._show_results)

    def _show_results(self, results: RoundResults) -> None:
        if self.chosen is None or self.chosen.id != results.round.id:
            return
        self.results = results
        super().show_row(results.round)
        shown = [one for one in results.tallies if one.counts is not None]
        self.tallies.show_lines([_tally_line(one) for one in shown])
        self.comments.show_lines(
            [Line(place, words, plain=True) for place, words in enumerate(results.comments)]
        )
        self.we_did.show_lines(
            [Line(one.id, one.said, one.did or "Nothing done yet", one.owner) for one in results.said]
        )

    def _offer(self, row: RoundSeen) -> None:
        """What can be done with a round as it stands."""
        is_open, is_closed = row.is_open(self._today()), row.closed_on is not None
        may = self.may_change
        self.card.offer({
            self.answer: may and is_open,
            self.paper: may and is_open,
            self.close_round: may and not is_closed and row.opens_on <= self._today(),
            self.sheet: is_closed,
            self.given: may and is_closed and row.given_back_on is None,
        })  # fmt: skip

    def _today(self) -> date:
        return self._at.desk.workspace.today()

    # ---- doing --------------------------------------------------------------------------------------

    def begin_answering(self) -> None:
        """The survey alone in the window: whoever leaves it locks the records."""
        if self.chosen is not None and self.chosen.is_open(self._today()):
            view = SurveyAlone(self._at, self.chosen)
            self.alone.emit(view)
            view.begin()

    def _open_paper(self) -> None:
        if self.chosen is not None:
            self._at.open(PaperDialog(self._at, self.chosen))

    def _close(self) -> None:
        if self.chosen is not None:
            self.doing.ask(asking.ask_close(self.chosen, self._today()))

    def _given_back(self) -> None:
        if self.chosen is not None:
            self.doing.ask(asking.ask_given_back(self.chosen, self._today()))

    def _add_said(self) -> None:
        if self.chosen is not None:
            self.doing.add(SAID, round_id=str(self.chosen.id))

    def _ask_sheet(self) -> None:
        picks = [Pick(key, *words) for key, words in FORMS.items()]
        picker = Picker(self._theme, "What came of the survey", picks, self._at.page)
        picker.picked.connect(self._print_sheet)
        self._at.open(picker)

    def _print_sheet(self, key: str) -> None:
        results, desk = self.results, self._at.desk
        if results is None:
            return
        easy = key == "easy"
        blocks = easy_survey_blocks(results) if easy else survey_sheet_blocks(results)
        footing = Footing(desk.unit_name, shown_day(results.round.day), desk.is_practice)
        noting = Noting(self._at.run, desk.trail, f"{FORMS[key][0]}: {results.round.form.title}", None)
        print_blocks(self._theme, blocks, footing, self._at.page, noting, EASY_SCALE if easy else 1.0)


def _kind(row: RoundSeen) -> str:
    return together(row.reference, row.form.kind)


def _answered(row: RoundSeen) -> str:
    return f"{row.answers} of {row.asked} asked" if row.asked else f"{row.answers} answered"


def _standing(row: RoundSeen, today: date) -> tuple[str, Mark]:
    if row.given_back_on is not None:
        return "Given back", Mark.DONE
    if row.closed_on is not None:
        return "To give back", Mark.WAITING
    if row.is_open(today):
        return "Open", Mark.NOTE
    return ("Not open yet", Mark.WAITING) if today < row.opens_on else ("To close", Mark.OVERDUE)


def _tally_line(tally: Tally) -> Line:
    yes, partly, no = tally.counts or (0, 0, 0)
    before = f" · last time {_percent(tally.before)} yes" if tally.before is not None else ""
    return Line(
        tally.question.number, tally.question.words, f"{partly} partly, {no} no{before}",
        f"{yes} of {yes + partly + no} yes",
    )  # fmt: skip


def _percent(share: Fraction | None) -> str:
    return "" if share is None else f"{round(share * 100)} %"


def _fits(row: RoundSeen, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.form.title, row.form.kind, row.reference, row.note)))
    return all(plain(part) in text for part in typed)
