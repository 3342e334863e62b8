"""The services of an open unit that a page asks for: each imported and made when it is first shown."""

# ruff: noqa: PLC0415 - as said above

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ipsdesk.services.desk_standards import StandardServices

if TYPE_CHECKING:
    from ipsdesk.services.benefits import Benefits
    from ipsdesk.services.calendar import Calendar
    from ipsdesk.services.contracts import Contracts
    from ipsdesk.services.employer_week import EmployerWeek
    from ipsdesk.services.employers import Employers
    from ipsdesk.services.employers_merging import EmployerMerging
    from ipsdesk.services.fidelity import Fidelity
    from ipsdesk.services.fidelity_pack import EvidencePacks
    from ipsdesk.services.fidelity_plan import FidelityPlan
    from ipsdesk.services.fidelity_proposals import FidelityProposals
    from ipsdesk.services.file_audit import FileAudits
    from ipsdesk.services.file_audit_files import AuditedFiles
    from ipsdesk.services.impressions import FirstImpressions
    from ipsdesk.services.in_service import InService
    from ipsdesk.services.involvement import InvolvementRecords
    from ipsdesk.services.joint_training import JointTrainings
    from ipsdesk.services.leave import Leaves
    from ipsdesk.services.meetings import Meetings
    from ipsdesk.services.minutes import MeetingMinutes
    from ipsdesk.services.partners import Partners
    from ipsdesk.services.permitted import Permitted
    from ipsdesk.services.rates import UnitRates
    from ipsdesk.services.readiness import ReturnReadiness
    from ipsdesk.services.return_templates import ReturnForms
    from ipsdesk.services.risk import Risks
    from ipsdesk.services.roles import Workspace
    from ipsdesk.services.rota import Rota
    from ipsdesk.services.stories import Stories
    from ipsdesk.services.submissions import Submissions
    from ipsdesk.services.supervision import Supervisions
    from ipsdesk.services.surveys import Surveys
    from ipsdesk.services.team import TeamPeople
    from ipsdesk.services.team_caseloads import TeamCaseloads
    from ipsdesk.services.team_handover import CaseloadHandover
    from ipsdesk.services.together import Together
    from ipsdesk.services.told import Told
    from ipsdesk.services.vacancies import Vacancies
    from ipsdesk.services.wall_page import WallPages
    from ipsdesk.services.work import Work


class AskedServices(StandardServices):
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
    def contracts(self) -> Contracts:
        """Commissioners, contracts, targets, and the definitions chosen."""
        from ipsdesk.services.contracts import Contracts

        return Contracts(self.workspace)

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

    @cached_property
    def readiness(self) -> ReturnReadiness:
        """What would make a period's return wrong or thin."""
        from ipsdesk.services.readiness import ReturnReadiness

        return ReturnReadiness(self.workspace)

    @cached_property
    def meetings(self) -> Meetings:
        """Meetings in which decisions are taken."""
        from ipsdesk.services.meetings import Meetings

        return Meetings(self.workspace)

    @cached_property
    def minutes(self) -> MeetingMinutes:
        """Their minutes, the open part and the closed."""
        from ipsdesk.services.minutes import MeetingMinutes

        return MeetingMinutes(self.workspace)

    @cached_property
    def rota(self) -> Rota:
        """Whose turn it is to be at a meeting for the people who use the service."""
        from ipsdesk.services.rota import Rota

        return Rota(self.workspace)

    @cached_property
    def impressions(self) -> FirstImpressions:
        """First impressions, recommendations and requests."""
        from ipsdesk.services.impressions import FirstImpressions

        return FirstImpressions(self.workspace)

    @cached_property
    def submissions(self) -> Submissions:
        """Returns prepared, submitted and approved, and what was changed after them."""
        from ipsdesk.services.submissions import Submissions

        return Submissions(self.workspace)

    @cached_property
    def wall_pages(self) -> WallPages:
        """The quarter on one page for the wall."""
        from ipsdesk.services.wall_page import WallPages

        return WallPages(self.workspace)

    @cached_property
    def return_forms(self) -> ReturnForms:
        """Commissioners' own forms, and which figure goes into which cell."""
        from ipsdesk.services.return_templates import ReturnForms

        return ReturnForms(self.workspace)

    @cached_property
    def fidelity(self) -> Fidelity:
        """Reviews against the fidelity scale."""
        from ipsdesk.services.fidelity import Fidelity

        return Fidelity(self.workspace)

    @cached_property
    def fidelity_proposals(self) -> FidelityProposals:
        """What records say of each item of the scale, and the score they propose."""
        from ipsdesk.services.fidelity_proposals import FidelityProposals

        return FidelityProposals(self.workspace)

    @cached_property
    def fidelity_plan(self) -> FidelityPlan:
        """The action plan of a review."""
        from ipsdesk.services.fidelity_plan import FidelityPlan

        return FidelityPlan(self.workspace)

    @cached_property
    def fidelity_pack(self) -> EvidencePacks:
        """The evidence pack of a review."""
        from ipsdesk.services.fidelity_pack import EvidencePacks

        return EvidencePacks(self.workspace)

    @cached_property
    def file_audits(self) -> FileAudits:
        """Monthly audits of files."""
        from ipsdesk.services.file_audit import FileAudits

        return FileAudits(self.workspace)

    @cached_property
    def audited_files(self) -> AuditedFiles:
        """The files of an audit, check by check."""
        from ipsdesk.services.file_audit_files import AuditedFiles

        return AuditedFiles(self.workspace)

    @cached_property
    def joint_trainings(self) -> JointTrainings:
        """Joint risk training, and who is still to come."""
        from ipsdesk.services.joint_training import JointTrainings

        return JointTrainings(self.workspace)

    @cached_property
    def stories(self) -> Stories:
        """Stories, and where they went."""
        from ipsdesk.services.stories import Stories

        return Stories(self.workspace)

    @cached_property
    def surveys(self) -> Surveys:
        """Surveys: rounds, answers, results."""
        from ipsdesk.services.surveys import Surveys

        return Surveys(self.workspace)

    @cached_property
    def involvement(self) -> InvolvementRecords:
        """Who took part, and the plan written together."""
        from ipsdesk.services.involvement import InvolvementRecords

        return InvolvementRecords(self.workspace)

    @cached_property
    def supervisions(self) -> Supervisions:
        """Supervision of staff: what is due, what was agreed, and signatures."""
        from ipsdesk.services.supervision import Supervisions

        return Supervisions(self.workspace)

    @cached_property
    def team(self) -> TeamPeople:
        """Who works in the unit, and for which teams."""
        from ipsdesk.services.team import TeamPeople

        return TeamPeople(self.workspace)

    @cached_property
    def team_caseloads(self) -> TeamCaseloads:
        """What each specialist carries against the limits."""
        from ipsdesk.services.team_caseloads import TeamCaseloads

        return TeamCaseloads(self.workspace)

    @cached_property
    def team_handover(self) -> CaseloadHandover:
        """A caseload handed over in one go."""
        from ipsdesk.services.team_handover import CaseloadHandover

        return CaseloadHandover(self.workspace)
