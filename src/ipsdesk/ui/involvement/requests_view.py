"""What people recommended and asked for, whence, and what was answered and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.impressions import RecommendationRow, Recommendations
from ipsdesk.ui.involvement.meeting_words import together
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marks import Mark

LATE = 28
"""Days after which an answer is owed."""


class RequestsView(DetailView):
    """Those without answer first."""

    title: ClassVar[str] = "Requests"
    kind: ClassVar[str] = "recommendation"
    adds: ClassVar[str] = "Add request"
    finds: ClassVar[str] = "a request by its words, its answer or who made it"
    nouns: ClassVar[tuple[str, str]] = ("request", "requests")
    nothing: ClassVar[str] = "Choose a request to read it and its answer"

    def listing(self, today: Callable[[], date]) -> Listing[RecommendationRow]:
        columns = (
            Column[RecommendationRow]("Request", lambda one: _flat(one.words), width=330, second=_whence,
                                      name=True),
            Column[RecommendationRow]("Made", lambda one: one.on, lambda one: short_day(one.on, today()),
                                      width=85),
            Column[RecommendationRow]("Answer", lambda one: one.answered_on,
                                      lambda one: _answer(one, today()), width=170,
                                      mark=lambda one: _mark(one, today())),
            Column[RecommendationRow]("Meeting", lambda one: one.meeting_on,
                                      lambda one: _meeting(one, today()), width=180, gives_way=1),
        )  # fmt: skip
        filters = [
            Filter[RecommendationRow]("Without answer", lambda one: not one.is_answered),
            Filter[RecommendationRow]("Answered", lambda one: one.is_answered),
            Filter[RecommendationRow]("All", everything),
        ]
        nothing = "No request yet: add the first one, or record first impressions"
        return Listing(
            "Requests", columns, nothing, lambda one: one.id, filters, Height.CASELOAD_ROW, fits=_fits
        )

    def read(self) -> Recommendations:
        return self._at.desk.impressions.recommendations()

    def rows_of(self, read: Recommendations) -> Sequence[RecommendationRow]:
        return read.lines

    def words_of(self, read: Recommendations) -> str:
        return f"{counted(sum(not one.is_answered for one in read.lines), 'request')} without answer"

    def details(self, row: RecommendationRow) -> tuple[str, str, Details]:
        answered = f"{row.answer}\n{shown_day(row.answered_on)}" if row.answered_on else row.answer
        fields = [
            ("Request", row.words),
            ("Made by", row.name),
            ("Taken to", _meeting(row, self._at.desk.workspace.today())),
            ("Answer", answered.strip()),
            ("Outcome", sentence_case(row.outcome)),
            ("Done", shown_day(row.done_on) if row.done_on else ""),
        ]
        return "Request", together(shown_day(row.on), sentence_case(row.source)), fields

    def known(self) -> Mapping[str, Plain]:
        return {"on_date": self._at.desk.workspace.today()}


def _flat(words: str) -> str:
    return " ".join(words.split())


def _whence(row: RecommendationRow) -> str:
    return together(sentence_case(row.source), row.name)


def _meeting(row: RecommendationRow, today: date) -> str:
    return f"{row.meeting}, {short_day(row.meeting_on, today)}" if row.meeting and row.meeting_on else ""


def _answer(row: RecommendationRow, today: date) -> str:
    if row.answered_on:
        return together(sentence_case(row.outcome), short_day(row.answered_on, today))
    return "On an agenda" if row.meeting else "None yet"


def _mark(row: RecommendationRow, today: date) -> Mark:
    if row.answered_on:
        return Mark.NOT_APPLICABLE if row.outcome == "cannot be done" else Mark.DONE
    return Mark.OVERDUE if (today - row.on).days > LATE else Mark.WAITING


def _fits(row: RecommendationRow, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.words, row.answer, row.name, row.source)))
    return all(plain(part) in text for part in typed)
