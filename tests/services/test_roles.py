"""The matrix of roles and services: nothing is allowed that is not written here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipsdesk.errors import NotAllowed
from ipsdesk.services.accounts import Accounts
from ipsdesk.services.attachments import Attachments
from ipsdesk.services.backups import Backups
from ipsdesk.services.benefits import Benefits
from ipsdesk.services.calendar import Calendar
from ipsdesk.services.caseload import Caseload
from ipsdesk.services.caseload_reviews import CaseloadReviews
from ipsdesk.services.cases import Cases
from ipsdesk.services.contacts import Contacts
from ipsdesk.services.contracts import Contracts
from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import Drafts
from ipsdesk.services.editing import Editing
from ipsdesk.services.employer_week import EmployerWeek
from ipsdesk.services.employers import Employers
from ipsdesk.services.employers_merging import EmployerMerging
from ipsdesk.services.exports import Exports
from ipsdesk.services.fidelity import Fidelity
from ipsdesk.services.fidelity_pack import EvidencePacks
from ipsdesk.services.fidelity_plan import FidelityPlan
from ipsdesk.services.fidelity_proposals import FidelityProposals
from ipsdesk.services.figures import Figures
from ipsdesk.services.file_audit import FileAudits
from ipsdesk.services.file_audit_files import AuditedFiles
from ipsdesk.services.handouts import Handouts
from ipsdesk.services.host_teams import HostTeams
from ipsdesk.services.hours import Hours
from ipsdesk.services.impressions import FirstImpressions
from ipsdesk.services.in_service import InService
from ipsdesk.services.intake import Intake
from ipsdesk.services.involvement import InvolvementRecords
from ipsdesk.services.joint_training import JointTrainings
from ipsdesk.services.leave import Leaves
from ipsdesk.services.meetings import Meetings
from ipsdesk.services.merging import Merging
from ipsdesk.services.minutes import MeetingMinutes
from ipsdesk.services.partners import Partners
from ipsdesk.services.pathway import Pathway
from ipsdesk.services.permitted import Permitted
from ipsdesk.services.policies import Policies
from ipsdesk.services.profiles import Profiles
from ipsdesk.services.rates import UnitRates
from ipsdesk.services.readiness import ReturnReadiness
from ipsdesk.services.records import Records
from ipsdesk.services.restricted import Restricted
from ipsdesk.services.return_templates import ReturnForms
from ipsdesk.services.returns import Returns
from ipsdesk.services.risk import Risks
from ipsdesk.services.roles import EVERYONE, STAFF, Changes, Role, Service, allowed
from ipsdesk.services.rota import Rota
from ipsdesk.services.scorecards import Scorecards
from ipsdesk.services.settings import Settings
from ipsdesk.services.stories import Stories
from ipsdesk.services.submissions import Submissions
from ipsdesk.services.supervision import Supervisions
from ipsdesk.services.surveys import Surveys
from ipsdesk.services.team import TeamPeople
from ipsdesk.services.team_caseloads import TeamCaseloads
from ipsdesk.services.team_handover import CaseloadHandover
from ipsdesk.services.team_meetings import TeamMeetings
from ipsdesk.services.today import Today
from ipsdesk.services.together import Together
from ipsdesk.services.told import Told
from ipsdesk.services.trail import Trail
from ipsdesk.services.training import StaffTrainings
from ipsdesk.services.unit_documents import UnitDocuments
from ipsdesk.services.vacancies import Vacancies
from ipsdesk.services.wall_page import WallPages
from ipsdesk.services.work import Work

MATRIX: dict[tuple[type[Service], str], set[Role]] = {
    **{(Caseload, name): set(EVERYONE) for name in ("people", "record", "timeline", "find", "note_viewed")},
    **{(Backups, name): set(Role) for name in ("due", "changed_since_newest", "run_due", "run_at_leaving")},
    (Backups, "state"): set(EVERYONE),
    **{
        (Backups, name): set(STAFF)
        for name in ("back_up", "copy_to_second_place", "backups_at", "drill", "compare")
    },
    **{
        (Backups, name): {Role.MANAGER}
        for name in (
            *("choose_places", "restore_to", "restore_over"),
            *("people_in", "client_differences", "bring_client_back"),
        )
    },
    (Cases, "of"): set(EVERYONE),
    (Cases, "with_names"): {Role.MANAGER},
    **{(Editing, name): set(STAFF) for name in ("blank", "form", "choices", "save")},
    (Editing, "kinds"): set(STAFF),
    **{(Contacts, name): set(STAFF) for name in ("known", "mark_entered")},
    **{(Contacts, name): set(EVERYONE) for name in ("clinical_text", "not_entered")},
    **{(Attachments, name): set(EVERYONE) for name in ("of", "open", "save_copy")},
    **{(Attachments, name): set(STAFF) for name in ("add", "change")},
    **{(Handouts, name): set(EVERYONE) for name in ("plan", "week", "review")},
    (Exports, "content"): {Role.MANAGER},
    (Exports, "note_written"): {Role.MANAGER},
    **{(service, "page"): set(EVERYONE) for service in (Benefits, InService)},
    (Benefits, "change"): set(STAFF),
    (InService, "mark"): set(STAFF),
    **{(Calendar, name): set(EVERYONE) for name in ("week", "week_of")},
    **{
        (Employers, name): set(EVERYONE)
        for name in ("directory", "record", "contacts", "labour_notes", "events")
    },
    **{(Employers, name): set(STAFF) for name in ("similar", "mark_left")},
    **{(EmployerWeek, name): set(EVERYONE) for name in ("week", "contacts", "pictures")},
    (EmployerWeek, "before_contact"): set(STAFF),
    (EmployerWeek, "sign_off"): {Role.LEAD, Role.MANAGER},
    **{(EmployerMerging, name): {Role.LEAD, Role.MANAGER} for name in ("differences", "merge")},
    **{(Partners, name): set(EVERYONE) for name in ("directory", "contacts")},
    **{
        (Fidelity, name): set(EVERYONE)
        for name in ("reviews", "sheet", "compare", "over_time", "calendar", "due")
    },
    **{
        (Fidelity, name): {Role.LEAD, Role.MANAGER}
        for name in ("score", "tick", "reviewer_score", "say", "complete", "reopen", "step_done")
    },
    **{(FidelityProposals, name): set(EVERYONE) for name in ("proposals", "proposal")},
    **{(FidelityPlan, name): set(EVERYONE) for name in ("actions", "predicted")},
    (CaseloadReviews, "page"): set(EVERYONE),
    **{(CaseloadReviews, name): set(STAFF) for name in ("decide", "note")},
    **{(CaseloadReviews, name): {Role.LEAD, Role.MANAGER} for name in ("begin", "complete", "reopen")},
    (Supervisions, "page"): set(EVERYONE),
    (Supervisions, "sign"): set(STAFF),
    **{(Supervisions, name): {Role.LEAD, Role.MANAGER} for name in ("begun", "open_again")},
    **{(FileAudits, name): set(EVERYONE) for name in ("page", "trend", "paper")},
    **{(FileAudits, name): {Role.LEAD, Role.MANAGER} for name in ("draw", "exchange", "complete", "reopen")},
    **{(AuditedFiles, name): {Role.LEAD, Role.MANAGER} for name in ("answer", "note", "find", "again")},
    (AuditedFiles, "put_right"): set(STAFF),
    **{
        (FidelityPlan, name): {Role.LEAD, Role.MANAGER}
        for name in ("revise", "done", "verify", "stop", "note")
    },
    (EvidencePacks, "packs"): set(EVERYONE),
    **{(EvidencePacks, name): {Role.LEAD, Role.MANAGER} for name in ("key", "make", "deleted")},
    **{(Vacancies, name): set(STAFF) for name in ("move_on", "close", "became_job")},
    **{(Permitted, name): set(STAFF) for name in ("take_step", "put_into_weeks")},
    (Permitted, "page"): set(EVERYONE),
    (UnitRates, "tables"): set(EVERYONE),
    **{(Contracts, name): {Role.MANAGER} for name in ("page", "choose", "set_target")},
    (Figures, "scorecard"): set(EVERYONE),
    (Hours, "week"): set(EVERYONE),
    (Hours, "history"): set(EVERYONE),
    (Hours, "weeks_needing_reason"): set(EVERYONE),
    (Hours, "record"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "record_block"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "record_pay"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "copy_last_week"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "set_usual_shifts"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    (Hours, "give_reason"): {Role.PRACTITIONER, Role.LEAD, Role.MANAGER},
    **{
        (Intake, name): {Role.MANAGER}
        for name in ("bring_in", "imports", "undo", "tracker_presets", "keep_tracker_preset")
    },
    **{(Pathway, name): set(EVERYONE) for name in ("standing", "plan", "contacts", "checks_before_closing")},
    **{
        (Pathway, name): set(STAFF)
        for name in (
            *("similar_people", "refer", "refer_again", "accept", "decline", "start"),
            *("hand_over", "pause", "resume", "mark_done", "close"),
        )
    },
    **{(Profiles, name): set(EVERYONE) for name in ("page", "versions", "compare")},
    **{(Profiles, name): set(STAFF) for name in ("new_version", "reach_goal", "give_up_goal")},
    **{(Meetings, name): set(EVERYONE) for name in ("directory", "record", "not_open")},
    **{
        (Meetings, name): set(STAFF)
        for name in ("take_on", "sign_off", "new_version", "share", "tick_action")
    },
    **{(MeetingMinutes, name): set(Role) for name in ("published", "open_part")},
    (MeetingMinutes, "closed_part"): set(EVERYONE),
    (Rota, "page"): set(EVERYONE),
    **{(Surveys, name): set(EVERYONE) for name in ("rounds", "results")},
    **{(Surveys, name): set(STAFF) for name in ("answer", "close", "give_back")},
    **{(JointTrainings, name): set(EVERYONE) for name in ("sessions", "coverage")},
    (JointTrainings, "sign_off"): set(STAFF),
    **{(InvolvementRecords, name): set(EVERYONE) for name in ("parts", "improvements")},
    (Stories, "directory"): set(EVERYONE),
    **{(service, "page"): set(EVERYONE) for service in (StaffTrainings, TeamMeetings, HostTeams, Policies)},
    (StaffTrainings, "record"): set(STAFF),
    **{(TeamPeople, name): set(EVERYONE) for name in ("members", "teams")},
    **{(TeamCaseloads, name): set(EVERYONE) for name in ("today", "months")},
    **{
        (CaseloadHandover, name): {Role.LEAD, Role.MANAGER}
        for name in ("caseload", "choices", "before_leaving", "hand_over")
    },
    **{(HostTeams, name): {Role.LEAD, Role.MANAGER} for name in ("answer", "reviewed")},
    **{(Policies, name): {Role.LEAD, Role.MANAGER} for name in ("begin", "checked")},
    **{(UnitDocuments, name): set(EVERYONE) for name in ("open", "save_copy", "choices", "values")},
    **{(UnitDocuments, name): {Role.LEAD, Role.MANAGER} for name in ("add", "change")},
    **{(Stories, name): set(STAFF) for name in ("plain", "use", "withdraw", "ask_back")},
    **{(Rota, name): set(STAFF) for name in ("offer_next", "offer", "answer", "attend")},
    **{(FirstImpressions, name): set(EVERYONE) for name in ("audits", "recommendations")},
    (FirstImpressions, "record"): set(STAFF),
    (Leaves, "page"): set(EVERYONE),
    (Leaves, "mark_checked"): set(STAFF),
    (Leaves, "revoke"): set(STAFF),
    **{(Risks, name): set(EVERYONE) for name in ("page", "note_viewed", "compare", "before_visit")},
    **{(Risks, name): set(STAFF) for name in ("own_form", "save_own", "staff_form", "save_staff")},
    (Told, "page"): set(EVERYONE),
    **{(Told, name): set(STAFF) for name in ("criminal_record", "before_contact", "ahead_of", "withdraw")},
    **{(Together, name): set(STAFF) for name in ("begin", "page", "end")},
    **{(Merging, name): {Role.LEAD, Role.MANAGER} for name in ("differences", "merge")},
    **{(Restricted, name): set(EVERYONE) for name in ("of", "open_with_reason")},
    **{
        (Restricted, name): {Role.LEAD, Role.MANAGER}
        for name in ("restrict", "lift", "covers", "cover_choices", "add_cover", "end_cover")
    },
    (ReturnReadiness, "of"): set(EVERYONE),
    (WallPages, "of"): {Role.LEAD, Role.MANAGER},
    **{(ReturnForms, name): {Role.LEAD, Role.MANAGER} for name in ("list", "form", "keep", "forget")},
    **{
        (Submissions, name): {Role.LEAD, Role.MANAGER}
        for name in (
            *("begin", "draft", "narrate", "choose", "note_readiness", "discard", "next_number", "refuse"),
            *("submit", "approve", "compare", "untold"),
        )
    },
    **{
        (Submissions, name): {Role.LEAD, Role.MANAGER, Role.AUDITOR}
        for name in ("list", "last", "files", "file", "figures", "release", "amendments")
    },
    (Trail, "gone_out"): {Role.MANAGER, Role.AUDITOR},
    **{(Returns, name): {Role.LEAD, Role.MANAGER} for name in ("content", "contents", "out_beside")},
    (Returns, "note_made"): {Role.LEAD, Role.MANAGER},
    **{(Records, name): set(EVERYONE) for name in ("history", "history_of_client")},
    **{
        (Records, name): set(STAFF)
        for name in ("goes_with", "remove", "removed", "bring_back", "next_undo", "undo_last")
    },
    **{
        (Trail, name): {Role.MANAGER, Role.AUDITOR}
        for name in ("entries", "choices", "verify", "note_viewed", "find_people")
    },
    **{(Trail, name): set(Role) for name in ("head", "note_out")},
    **{(Drafts, name): set(STAFF) for name in ("keep", "mine", "discard")},
    (Work, "page"): set(EVERYONE),
    **{(Work, name): set(STAFF) for name in ("change_terms", "four_hours", "end", "confirm", "travel")},
    (Settings, "choices"): set(Role),
    (Today, "lines"): set(EVERYONE),
    **{(Today, name): set(STAFF) for name in ("snooze", "bring_back", "mark_done")},
    (Settings, "change"): {Role.MANAGER},
    **{
        (Accounts, name): {Role.MANAGER}
        for name in (
            *("accounts", "staff_choices", "client_choices", "add", "change", "disable", "enable", "leaver"),
            *("set_passphrase", "set_recovery_key"),
        )
    },
    **{(Accounts, name): set(Role) for name in ("change_my_passphrase", "check_my_passphrase")},
    (Returns, "published"): {Role.REPRESENTATIVE},
    **{(Scorecards, name): set(EVERYONE) for name in ("sections", "scopes", "line", "drill", "charts")},
}


def public_methods() -> set[tuple[type[Service], str]]:
    """Every public method of every service."""
    return {
        (service, name)
        for service in Service.__subclasses__()
        if service.__module__.startswith("ipsdesk.")
        for name, value in vars(service).items()
        if callable(value) and not name.startswith("_")
    }


def test_the_matrix_is_complete() -> None:
    assert public_methods() == set(MATRIX)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("method", "roles"), MATRIX.items(), ids=[f"{kind.__name__}.{name}" for kind, name in MATRIX]
)
def test_a_role_outside_the_matrix_is_refused_before_any_data_is_read(
    desk: Desk, role: Role, method: tuple[type[Service], str], roles: set[Role]
) -> None:
    kind, name = method
    actor = replace(desk.workspace.actor, role=role)
    service = kind.__new__(kind)
    Service.__init__(service, replace(desk.workspace, actor=actor))
    # An allowed role goes on to the method, which takes no such argument; another is stopped before that.
    with pytest.raises(TypeError if role in roles else NotAllowed):
        getattr(service, name)(no_such_argument=None)


def test_a_method_without_roles_is_refused_when_the_class_is_made() -> None:
    with pytest.raises(TypeError, match="does not say which roles"):
        type("Careless", (Service,), {"delete_everything": lambda self: None})


def test_a_method_with_roles_is_accepted() -> None:
    class Careful(Service):
        @allowed(Role.AUDITOR)
        def look(self) -> str:
            return "seen"

    assert Careful.look.allowed_roles == (Role.AUDITOR,)  # type: ignore[attr-defined]


def test_who_listens_first_is_told_before_those_who_were_there() -> None:
    told: list[str] = []
    changes = Changes()
    changes.listen(lambda _: told.append("window"))
    changes.listen(lambda _: told.append("hours"), first=True)
    changes.announce(frozenset({"hours"}))
    assert told == ["hours", "window"]
