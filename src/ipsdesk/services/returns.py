"""The commissioner's return: what goes into it, and the note that it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ipsdesk.measures import DEFINITIONS_VERSION, MEASURES, Measure
from ipsdesk.models import Setting
from ipsdesk.rules.periods import Period, is_provisional, period_before, year_to_date
from ipsdesk.services.figures import Scorecard, UnderContract, contract_of, count, staffing_of
from ipsdesk.services.roles import Role, Service, allowed

PRACTICE = "practice"
"""The setting of a unit of fictional people: everything it prints says so."""

PERIODS_SHOWN = 5
"""How many periods of the same kind a trend shows, this one included."""


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """A period's figures beside those of the period before, the year to date and the periods before it.

    ``anchor`` is the end of the audit trail, printed so that a later cut of the trail can be found.
    """

    contract: UnderContract
    measures: tuple[Measure, ...]
    definitions_version: str
    provisional: bool
    made_on: date
    practice: bool
    anchor: str
    now: Scorecard
    before: Scorecard
    year_to_date: Scorecard
    trend: tuple[Scorecard, ...]


class Returns(Service):
    """What leaves the unit for the commissioner."""

    @allowed(Role.LEAD, Role.MANAGER)
    def content(self, period: Period, *, trend: tuple[str, ...] = ()) -> ReturnContent:
        """Everything a return prints; ``trend`` names the measures followed over several periods."""
        followed = tuple(measure for measure in MEASURES if measure.key in trend)
        today, run = self.workspace.today(), [period]
        while len(run) < PERIODS_SHOWN:
            run.append(period_before(run[-1]))
        with self.workspace.transactions.read() as connection:
            staffing = staffing_of(connection)
            number, mac = self.workspace.audit.head(connection)
            return ReturnContent(
                contract=contract_of(connection),
                measures=MEASURES,
                definitions_version=DEFINITIONS_VERSION,
                provisional=is_provisional(period, today),
                made_on=today,
                practice=connection.scalar(select(Setting.value).where(Setting.name == PRACTICE)) is not None,
                anchor=f"Entry {number}, {mac[:16]}",
                now=count(connection, period, staffing),
                before=count(connection, period_before(period), staffing),
                year_to_date=count(connection, year_to_date(period), staffing),
                trend=tuple(count(connection, each, staffing, followed) for each in reversed(run)),
            )

    @allowed(Role.LEAD, Role.MANAGER)
    def note_written(self, period: Period, sha256: str) -> None:
        """Note in the audit trail that a return was written, by the fingerprint of its file."""
        with self.workspace.transactions.begin() as connection:
            self.workspace.note(connection, "wrote a return", {"period": period.label, "sha256": sha256})
