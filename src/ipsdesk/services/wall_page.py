"""What the unit hangs up of a quarter: its figures as anybody may read them, and what it aims at next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ipsdesk.measures import MEASURES, Window
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import DAY, Period, last_full_quarter, quarter_of
from ipsdesk.rules.targets import Target
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.returns import Returns
from ipsdesk.services.roles import Role, Service, allowed

AIMED_AT = ("access.started", "jobs.started")


@dataclass(frozen=True, slots=True)
class WallContent:
    """The figures of a quarter that has ended, protected to be published, and the targets of the next."""

    content: ReturnContent
    coming: Period
    aims: Mapping[str, Target]


class WallPages(Service):
    """The quarter on one page."""

    @allowed(Role.LEAD, Role.MANAGER)
    def of(self, period: Period) -> WallContent:
        """The quarter that had ended last by the end of a period, and by today: whole ones only.

        Figures of other days, hung up beside those of the quarters, would tell by their differences of the
        people behind them.
        """
        quarter = last_full_quarter(min(period.last + DAY, self.workspace.today()))
        coming = quarter_of(quarter.last + DAY)
        content = Returns(self.workspace).content(quarter, Profile.OPEN)
        return WallContent(content, coming, self._aims(coming))

    def _aims(self, coming: Period) -> dict[str, Target]:
        with self.workspace.transactions.read() as connection:
            staffing = staffing_of(connection)
            window = Window(coming, staffing, rates_of(connection))
        found = {}
        for measure in (one for one in MEASURES if one.key in AIMED_AT):
            goal = measure.goal_on(staffing, coming.last)
            target = goal.target(staffing, coming, window.year) if goal else None
            if target is not None:
                found[measure.key] = target
        return found
