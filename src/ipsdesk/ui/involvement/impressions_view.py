"""First impressions of people who have just come: each audit, and how many said yes to each question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.impressions import QUESTIONS, ImpressionRow, Impressions
from ipsdesk.ui.involvement.impression_dialog import ImpressionDialog
from ipsdesk.ui.involvement.meeting_words import together
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Listing

ANONYMOUS = "No name"


class ImpressionsView(DetailView):
    """The newest first."""

    title: ClassVar[str] = "First impressions"
    kind: ClassVar[str] = "first impressions audit"
    adds: ClassVar[str] = "Ask somebody"
    finds: ClassVar[str] = "first impressions by what was said"
    nouns: ClassVar[tuple[str, str]] = ("audit", "audits")
    nothing: ClassVar[str] = "Choose one to read what was answered"

    def listing(self, today: Callable[[], date]) -> Listing[ImpressionRow]:
        columns = (
            Column[ImpressionRow]("Who", lambda one: one.name or ANONYMOUS, width=200, second=_helped,
                                  name=True),
            Column[ImpressionRow]("Date", lambda one: one.on, lambda one: short_day(one.on, today()),
                                  width=90),
            Column[ImpressionRow]("Yes", _yes, _yes_words, width=90),
            Column[ImpressionRow]("Even better", lambda one: " ".join(one.better.split()), width=260,
                                  gives_way=1),
        )  # fmt: skip
        nothing = "Nobody was asked yet: ask the next person who comes"
        return Listing(
            "First impressions", columns, nothing, lambda one: one.id, row_height=Height.CASELOAD_ROW,
            fits=_fits,
        )  # fmt: skip

    def read(self) -> Impressions:
        return self._at.desk.impressions.audits()

    def rows_of(self, read: Impressions) -> Sequence[ImpressionRow]:
        return read.audits

    def words_of(self, read: Impressions) -> str:
        safe, asked = read.tally("felt_safe")
        told = f", {safe} of {asked} felt safe" if asked else ""
        return f"{counted(len(read.audits), 'audit')} of first impressions{told}"

    def details(self, row: ImpressionRow) -> tuple[str, str, Details]:
        arrived = f"came on {shown_day(row.arrived_on)}" if row.arrived_on else ""
        answers = [(question, sentence_case(row.answers[key])) for key, question in QUESTIONS.items()]
        more = [("Best", row.best), ("Even better", row.better)]
        return row.name or ANONYMOUS, together(shown_day(row.on), arrived, _helped(row)), [*more, *answers]

    def add(self) -> None:
        self.doing.open(ImpressionDialog)


def _helped(row: ImpressionRow) -> str:
    return f"with {row.helped_by}" if row.helped_by else ""


def _yes(row: ImpressionRow) -> int:
    return sum(answer == "yes" for answer in row.answers.values())


def _yes_words(row: ImpressionRow) -> str:
    answered = sum(bool(answer) for answer in row.answers.values())
    return f"{_yes(row)} of {answered}" if answered else ""


def _fits(row: ImpressionRow, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.name, row.helped_by, row.best, row.better)))
    return all(plain(part) in text for part in typed)
