"""The tables, and what one row knows of itself; one module for each family of records."""

from __future__ import annotations

from ipsdesk.models.accounts import Account, Cover, Draft, Restriction
from ipsdesk.models.activities import Activity, Hours, HoursReason, Qualification, UsualShift
from ipsdesk.models.audit import AuditEntry
from ipsdesk.models.base import Base, Family, Links, Record
from ipsdesk.models.clients import Change, Client
from ipsdesk.models.contacts import Contact, Employer
from ipsdesk.models.episodes import Episode, Plan
from ipsdesk.models.quality import (
    FidelityAction,
    FidelityReview,
    Involvement,
    JointTraining,
    Risk,
    SurveyResponse,
)
from ipsdesk.models.staff import Absence, Staff, Team, WteChange
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
    "AuditEntry",
    "Base",
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
    "Hours",
    "HoursReason",
    "Import",
    "Involvement",
    "JointTraining",
    "Links",
    "LogReview",
    "Plan",
    "Qualification",
    "Record",
    "Restriction",
    "Risk",
    "Setting",
    "Staff",
    "Supervision",
    "SurveyResponse",
    "Team",
    "TeamMeeting",
    "UsualShift",
    "WteChange",
]
