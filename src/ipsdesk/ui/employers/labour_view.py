"""Notes on the labour market by kind of job and sector: who hires, what is paid, how to get there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.employers_market import LabourNotes, NoteLine
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything

MONTHS_3 = 92
"""Days after which a note on who hires is no longer taken for new."""


class LabourView(DetailView):
    """The newest first; sorted by kind of job or sector they stand together."""

    title: ClassVar[str] = "Labour market"
    kind: ClassVar[str] = "labour market note"
    adds: ClassVar[str] = "Add note"
    finds: ClassVar[str] = "a note by kind of job, sector or any word of it"
    nouns: ClassVar[tuple[str, str]] = ("note", "notes")
    nothing: ClassVar[str] = "Choose a note to read all of it"

    def listing(self, today: Callable[[], date]) -> Listing[NoteLine]:
        columns = (
            Column[NoteLine]("Job type", lambda one: one.job_type or one.sector, _headed, width=170,
                             second=lambda one: one.sector if one.job_type else "", name=True),
            Column[NoteLine]("Who hires", lambda one: one.who_hires, width=190),
            Column[NoteLine]("Pay", lambda one: one.pay, width=140, gives_way=1),
            Column[NoteLine]("Travel", lambda one: one.travel, width=140, gives_way=2),
            Column[NoteLine]("Date", lambda one: one.on, lambda one: short_day(one.on, today()), width=95,
                             second=lambda one: one.source),
            Column[NoteLine]("Note", lambda one: one.note, width=260, at_first=False, gives_way=3),
        )  # fmt: skip

        def is_new(one: NoteLine) -> bool:
            return (today() - one.on).days <= MONTHS_3

        return Listing(
            "Labour market", columns, "Nothing is noted yet: add the first note", lambda one: one.id,
            [Filter("All", everything), Filter("Last three months", is_new)], Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def read(self) -> LabourNotes:
        return self._at.desk.employers.labour_notes()

    def rows_of(self, read: LabourNotes) -> Sequence[NoteLine]:
        return read.lines

    def words_of(self, read: LabourNotes) -> str:
        kinds = len({one.job_type for one in read.lines if one.job_type})
        return f"{counted(len(read.lines), 'note')} · {counted(kinds, 'kind')} of job"

    def details(self, row: NoteLine) -> tuple[str, str, Details]:
        fields = [
            ("Note", row.note),
            ("Who hires", row.who_hires),
            ("Pay", row.pay),
            ("Travel", row.travel),
            ("Source", row.source),
        ]
        sector = row.sector if row.job_type and row.sector.casefold() != row.job_type.casefold() else ""
        return _headed(row), " · ".join(part for part in (sector, shown_day(row.on)) if part), fields

    def known(self) -> Mapping[str, Plain]:
        return {"on_date": self._at.desk.workspace.today()}


def _headed(row: NoteLine) -> str:
    """The kind of job, else the sector."""
    return sentence_case(row.job_type or row.sector or "any job")


def _fits(row: NoteLine, typed: Sequence[str]) -> bool:
    parts = (row.job_type, row.sector, row.note, row.who_hires, row.pay, row.travel, row.source)
    text = plain("\n".join(parts))
    return all(plain(part) in text for part in typed)
