"""The tables, and what one row knows of itself; one module for each family of records."""

from __future__ import annotations

from ipsdesk.models.accounts import Account, Cover, Draft, Restriction
from ipsdesk.models.activities import Activity, Hours, HoursReason, Qualification, UsualShift
from ipsdesk.models.attachments import Attachment, AttachmentContent
from ipsdesk.models.audit import AuditEntry
from ipsdesk.models.base import Base, Family, Links, Record
from ipsdesk.models.clients import Change, Client
from ipsdesk.models.contacts import Contact
from ipsdesk.models.employers import (
    Awareness,
    Employer,
    EmployerPerson,
    EmployerSite,
    LabourNote,
    Partner,
    Vacancy,
)
from ipsdesk.models.episodes import Episode, Plan
from ipsdesk.models.goals import Goal, GoalRating
from ipsdesk.models.leave import Leave, LeaveOutcome
from ipsdesk.models.plans import Adjustment, CareReview, PlanAction, TimetableEntry
from ipsdesk.models.profiles import ProfileSession, VocationalProfile
from ipsdesk.models.quality import (
    FidelityAction,
    FidelityReview,
    Involvement,
    JointTraining,
    SurveyResponse,
)
from ipsdesk.models.risk import Risk
from ipsdesk.models.staff import Absence, Staff, Team, WteChange
from ipsdesk.models.today import Snooze
from ipsdesk.models.together import LogReview, Supervision, TeamMeeting
from ipsdesk.models.told import Consent, CriminalRecordInformation, InformationDecision, InformationTalk
from ipsdesk.models.unit import Contract, Import, Setting
from ipsdesk.models.work import (
    Appointment,
    BenefitsAdvice,
    InWorkPlan,
    Milestone,
    PayPeriod,
    PermittedWorkEvent,
    Rate,
    RetentionCase,
    Safeguard,
)

FAMILIES: tuple[type[Record], ...] = (
    Contract,
    Rate,
    Team,
    Staff,
    WteChange,
    Absence,
    Change,
    Client,
    Episode,
    Plan,
    VocationalProfile,
    ProfileSession,
    Goal,
    GoalRating,
    PlanAction,
    Adjustment,
    TimetableEntry,
    Appointment,
    CareReview,
    InformationTalk,
    InformationDecision,
    CriminalRecordInformation,
    Consent,
    Leave,
    LeaveOutcome,
    Employer,
    EmployerSite,
    EmployerPerson,
    Partner,
    Vacancy,
    LabourNote,
    Awareness,
    Contact,
    Activity,
    Hours,
    UsualShift,
    HoursReason,
    PermittedWorkEvent,
    PayPeriod,
    InWorkPlan,
    Milestone,
    Safeguard,
    RetentionCase,
    BenefitsAdvice,
    Qualification,
    TeamMeeting,
    Supervision,
    Involvement,
    SurveyResponse,
    FidelityReview,
    FidelityAction,
    Risk,
    LogReview,
    JointTraining,
)
"""The families of records in the order of the sheets of the unit workbook."""

__all__ = [
    "FAMILIES",
    "Absence",
    "Account",
    "Activity",
    "Adjustment",
    "Appointment",
    "Attachment",
    "AttachmentContent",
    "AuditEntry",
    "Awareness",
    "Base",
    "BenefitsAdvice",
    "CareReview",
    "Change",
    "Client",
    "Consent",
    "Contact",
    "Contract",
    "Cover",
    "CriminalRecordInformation",
    "Draft",
    "Employer",
    "EmployerPerson",
    "EmployerSite",
    "Episode",
    "Family",
    "FidelityAction",
    "FidelityReview",
    "Goal",
    "GoalRating",
    "Hours",
    "HoursReason",
    "Import",
    "InWorkPlan",
    "InformationDecision",
    "InformationTalk",
    "Involvement",
    "JointTraining",
    "LabourNote",
    "Leave",
    "LeaveOutcome",
    "Links",
    "LogReview",
    "Milestone",
    "Partner",
    "PayPeriod",
    "PermittedWorkEvent",
    "Plan",
    "PlanAction",
    "ProfileSession",
    "Qualification",
    "Rate",
    "Record",
    "Restriction",
    "RetentionCase",
    "Risk",
    "Safeguard",
    "Setting",
    "Snooze",
    "Staff",
    "Supervision",
    "SurveyResponse",
    "Team",
    "TeamMeeting",
    "TimetableEntry",
    "UsualShift",
    "Vacancy",
    "VocationalProfile",
    "WteChange",
]
