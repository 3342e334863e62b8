"""The tables, and what one row knows of itself; one module for each family of records."""

from __future__ import annotations

from ipsdesk.models.accounts import Account, Cover, Draft, Restriction
from ipsdesk.models.activities import Activity, Hours, HoursReason, Qualification, UsualShift
from ipsdesk.models.attachments import Attachment, AttachmentContent
from ipsdesk.models.audit import AuditEntry
from ipsdesk.models.base import Base, Family, Links, Record
from ipsdesk.models.clients import Change, Client
from ipsdesk.models.contacts import Contact, Employer
from ipsdesk.models.episodes import Episode, Plan
from ipsdesk.models.goals import Goal, GoalRating
from ipsdesk.models.plans import Adjustment, CareReview, PlanAction, TimetableEntry
from ipsdesk.models.profiles import ProfileSession, VocationalProfile
from ipsdesk.models.quality import (
    FidelityAction,
    FidelityReview,
    Involvement,
    JointTraining,
    Risk,
    SurveyResponse,
)
from ipsdesk.models.staff import Absence, Staff, Team, WteChange
from ipsdesk.models.today import Snooze
from ipsdesk.models.together import LogReview, Supervision, TeamMeeting
from ipsdesk.models.unit import Contract, Import, Setting

FAMILIES: tuple[type[Record], ...] = (
    Contract,
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
    CareReview,
    Employer,
    Contact,
    Activity,
    Hours,
    UsualShift,
    HoursReason,
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
    "Attachment",
    "AttachmentContent",
    "AuditEntry",
    "Base",
    "CareReview",
    "Change",
    "Client",
    "Contact",
    "Contract",
    "Cover",
    "Draft",
    "Employer",
    "Episode",
    "Family",
    "FidelityAction",
    "FidelityReview",
    "Goal",
    "GoalRating",
    "Hours",
    "HoursReason",
    "Import",
    "Involvement",
    "JointTraining",
    "Links",
    "LogReview",
    "Plan",
    "PlanAction",
    "ProfileSession",
    "Qualification",
    "Record",
    "Restriction",
    "Risk",
    "Setting",
    "Snooze",
    "Staff",
    "Supervision",
    "SurveyResponse",
    "Team",
    "TeamMeeting",
    "TimetableEntry",
    "UsualShift",
    "VocationalProfile",
    "WteChange",
]
