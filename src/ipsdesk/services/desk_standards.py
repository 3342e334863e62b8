"""The services of an open unit that keep up the standards of its work, made as in `desk_asked`."""

# ruff: noqa: PLC0415 - as said there

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipsdesk.services.caseload_reviews import CaseloadReviews
    from ipsdesk.services.host_teams import HostTeams
    from ipsdesk.services.policies import Policies
    from ipsdesk.services.roles import Workspace
    from ipsdesk.services.team_meetings import TeamMeetings
    from ipsdesk.services.training import StaffTrainings
    from ipsdesk.services.unit_documents import UnitDocuments


class StandardServices:
    """What an open unit offers of reviews, training, meetings, host teams, policies and documents."""

    workspace: Workspace

    @cached_property
    def caseload_reviews(self) -> CaseloadReviews:
        """Reviews of a caseload, person by person."""
        from ipsdesk.services.caseload_reviews import CaseloadReviews

        return CaseloadReviews(self.workspace)

    @cached_property
    def staff_trainings(self) -> StaffTrainings:
        """Training of staff, and their clearance."""
        from ipsdesk.services.training import StaffTrainings

        return StaffTrainings(self.workspace)

    @cached_property
    def team_meetings(self) -> TeamMeetings:
        """Meetings with the teams, and contact with their leads."""
        from ipsdesk.services.team_meetings import TeamMeetings

        return TeamMeetings(self.workspace)

    @cached_property
    def host_teams(self) -> HostTeams:
        """What host teams have agreed to."""
        from ipsdesk.services.host_teams import HostTeams

        return HostTeams(self.workspace)

    @cached_property
    def policies(self) -> Policies:
        """Policies, and the documents of the unit."""
        from ipsdesk.services.policies import Policies

        return Policies(self.workspace)

    @cached_property
    def unit_documents(self) -> UnitDocuments:
        """The documents of the unit: opened, added, copied out."""
        from ipsdesk.services.unit_documents import UnitDocuments

        return UnitDocuments(self.workspace)
