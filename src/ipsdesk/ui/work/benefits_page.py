"""The page of benefits: what asks for advice, what is held, the advice there was, and Universal Credit."""

from __future__ import annotations

from typing import ClassVar

from ipsdesk.services.benefits import (
    AdviceLine,
    BenefitsPage,
    DueAdvice,
    HeldBenefits,
    Unadvised,
    UniversalCredit,
)
from ipsdesk.services.desk import Desk
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.work.benefits_asking import ask_benefits
from ipsdesk.ui.work.benefits_lines import advice_line, credit_lines, due_line, held_line, without_lines

ADVICE = "benefits advice"
NOTHING_DUE = (
    "Nothing asks for advice now. It is due before a job starts, when its hours or pay change, and when it "
    "ends."
)
NO_VERDICT = (
    "Universal Credit has no limit of hours and no permitted work: pay lowers it. This is an illustration "
    "for each award there can be, and no verdict. What is paid depends on the whole award: ask an adviser."
)


class BenefitsOfPerson(RecordPage):
    """What needs somebody first."""

    title: ClassVar[str] = "Benefits"

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme, may_change=may_change)
        self._now: tuple[str, ...] = ()
        self.due = self.add_section(
            Section(theme, "What asks for advice", NOTHING_DUE, "Enter records the advice.")
        )
        self.held = self.add_section(
            Section(theme, "Benefits", "What the person gets is not known yet.",
                    "Enter changes what is held from that day.")
        )  # fmt: skip
        self.advice = self.add_section(
            Section(theme, "Advice", "No benefits advice is recorded yet.", "Enter changes it.")
        )
        self.credit = self.add_section(Section(theme, "Universal Credit", ""))
        caution = Words(theme, NO_VERDICT, SECOND, wraps=True)
        caution.setContentsMargins(EDGE, 0, EDGE, 8)
        self.credit.add_above(caution)
        self.held.add_button("Change from a day…", self._change, name="Change the benefits from a day on")
        self.advice.add_button("Add advice", self._add, "plus")
        self.put_in_order()
        self.due.list.opened.connect(self._advise)
        self.held.list.opened.connect(self._open_held)
        self.advice.list.opened.connect(self._open_advice)

    # ---- what is shown ------------------------------------------------------------------------------

    def read(self, desk: Desk, client: int) -> object:
        return desk.benefits.page(client)

    def show_read(self, client: int, read: BenefitsPage) -> None:
        self.client, self.today, self._now = client, read.today, read.now
        asks = [*map(due_line, read.due), *without_lines(read.without)]
        self.due.show_lines(asks)
        self.held.show_lines([held_line(one, self.today) for one in read.held])
        self.advice.show_lines([advice_line(one, self.today) for one in read.advice])
        self.credit.setVisible(read.credit is not None)
        if read.credit is not None:
            self._show_credit(read.credit)

    def _show_credit(self, credit: UniversalCredit) -> None:
        self.credit.title.setText(f"Universal Credit: the pay of {credit.month}")
        self.credit.nothing.setText(f"No pay is recorded in {credit.month}.")
        self.credit.show_lines(credit_lines(credit))

    # ---- what is asked for --------------------------------------------------------------------------

    def _add(self) -> None:
        self.add(ADVICE, on_date=self.today)

    def _advise(self, about: DueAdvice | Unadvised) -> None:
        """The form of advice, with what led to it."""
        if self.may_change:
            led = about.trigger if isinstance(about, DueAdvice) else "before a job"
            self.add(ADVICE, on_date=self.today, trigger=led)

    def _open_advice(self, advice: AdviceLine) -> None:
        self.change(advice.kind, advice.id)

    def _change(self) -> None:
        if self.client is not None:
            self.ask(ask_benefits(self.client, self._now, self.today))

    def _open_held(self, held: HeldBenefits) -> None:
        """What was held from a day: that day again; from the beginning it stands in the person's form."""
        if not self.may_change or self.client is None:
            return
        if held.from_on is None:
            self.change("client", self.client)
        else:
            self.ask(ask_benefits(self.client, held.benefits, held.from_on))
