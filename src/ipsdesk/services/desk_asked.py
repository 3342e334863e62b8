"""The services of an open unit that a page asks for: each imported and made when it is first shown."""

# ruff: noqa: PLC0415 - as said above

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipsdesk.services.benefits import Benefits
    from ipsdesk.services.calendar import Calendar
    from ipsdesk.services.employer_week import EmployerWeek
    from ipsdesk.services.employers import Employers
    from ipsdesk.services.employers_merging import EmployerMerging
    from ipsdesk.services.in_service import InService
    from ipsdesk.services.leave import Leaves
    from ipsdesk.services.partners import Partners
    from ipsdesk.services.permitted import Permitted
    from ipsdesk.services.rates import UnitRates
    from ipsdesk.services.risk import Risks
    from ipsdesk.services.roles import Workspace
    from ipsdesk.services.together import Together
    from ipsdesk.services.told import Told
    from ipsdesk.services.vacancies import Vacancies
    from ipsdesk.services.work import Work


class AskedServices:
    """What an open unit offers beside the services it always has."""

    workspace: Workspace

    @cached_property
    def work(self) -> Work:
        """Jobs, steps and support in them."""
        from ipsdesk.services.work import Work

        return Work(self.workspace)

    @cached_property
    def permitted(self) -> Permitted:
        """Permitted work: notices, pay slips, the weeks of a year."""
        from ipsdesk.services.permitted import Permitted

        return Permitted(self.workspace)

    @cached_property
    def rates(self) -> UnitRates:
        """Dated limits, minimum wages and work allowances."""
        from ipsdesk.services.rates import UnitRates

        return UnitRates(self.workspace)

    @cached_property
    def benefits(self) -> Benefits:
        """Benefits over time, and advice on them."""
        from ipsdesk.services.benefits import Benefits

        return Benefits(self.workspace)

    @cached_property
    def in_service(self) -> InService:
        """Work in our own service, and its safeguards."""
        from ipsdesk.services.in_service import InService

        return InService(self.workspace)

    @cached_property
    def calendar(self) -> Calendar:
        """Who does what when in a week."""
        from ipsdesk.services.calendar import Calendar

        return Calendar(self.workspace)

    @cached_property
    def employers(self) -> Employers:
        """Employers, and what is known of the labour market."""
        from ipsdesk.services.employers import Employers

        return Employers(self.workspace)

    @cached_property
    def employer_week(self) -> EmployerWeek:
        """The week of employer contacts, and what a contact does."""
        from ipsdesk.services.employer_week import EmployerWeek

        return EmployerWeek(self.workspace)

    @cached_property
    def employer_merging(self) -> EmployerMerging:
        """Two records of one employer made one."""
        from ipsdesk.services.employers_merging import EmployerMerging

        return EmployerMerging(self.workspace)

    @cached_property
    def vacancies(self) -> Vacancies:
        """Vacancies and leads."""
        from ipsdesk.services.vacancies import Vacancies

        return Vacancies(self.workspace)

    @cached_property
    def partners(self) -> Partners:
        """Partner agencies."""
        from ipsdesk.services.partners import Partners

        return Partners(self.workspace)

    @cached_property
    def leave(self) -> Leaves:
        """Leave from the ward: what was authorised, and what it covers."""
        from ipsdesk.services.leave import Leaves

        return Leaves(self.workspace)

    @cached_property
    def told(self) -> Told:
        """What may be told of a person, and to whom."""
        from ipsdesk.services.told import Told

        return Told(self.workspace)

    @cached_property
    def risk(self) -> Risks:
        """Risk seen together."""
        from ipsdesk.services.risk import Risks

        return Risks(self.workspace)

    @cached_property
    def together(self) -> Together:
        """One record looked at together with its person."""
        from ipsdesk.services.together import Together

        return Together(self.workspace)
