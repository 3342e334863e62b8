"""What waits of the team's own work: file audits and their findings, training to put on, papers to check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Date, FromClause, Select, and_, func, null, or_

from ipsdesk.measures.sqlite import Expression, later_of, month_key, months_within, plus_days, plus_months
from ipsdesk.measures.terms import Condition, live, posts, there_is, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import (
    AuditedFile,
    FileAudit,
    HostAgreement,
    Policy,
    Team,
    TrainingAction,
    UnitDocument,
)
from ipsdesk.rules.wording import shown_month
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.team_due import YEAR
from ipsdesk.services.today_asked import Found, lines_of
from ipsdesk.services.today_lines import OpenTab, Section, TodayKind, shortened
from ipsdesk.services.today_worded import Worded, key_of

ACTIONS, AGREEMENTS, AUDITS, DOCUMENTS, FILES, POLICIES, TEAMS = (
    TrainingAction.__table__,
    HostAgreement.__table__,
    FileAudit.__table__,
    UnitDocument.__table__,
    AuditedFile.__table__,
    Policy.__table__,
    Team.__table__,
)
TAB = "Team"
AT_AUDIT, AT_TRAINING, AT_HOSTS, AT_POLICIES = (
    "File audit",
    "Training and DBS",
    "Host teams",
    "Policies and documents",
)
"""Keys below 0 are of an action among training, and of a document among policies."""
SOON = 14
"""Days ahead that a line is told, and how long a month without an audit is told after its end."""
WITHIN = plus_days(LAST, SOON)


def _audits() -> Select[Any]:
    """This month and the one before without a file audit, once one was made before it."""
    of_month, post = AUDITS.alias(), posts()
    this_month = func.date(LAST, "start of month", type_=Date)
    month = months_within(plus_months(this_month, -1), plus_days(plus_months(this_month, 1), -1))
    held = there_is(of_month, live(of_month), within(of_month.c.on_date, month.c.first, month.c.last))
    begun = there_is(AUDITS, live(AUDITS), AUDITS.c.on_date < month.c.first)
    at_work = there_is(post, within(LAST, post.c.first, post.c.last))
    near = within(month.c.last, plus_days(LAST, -SOON), WITHIN)
    return (
        lines_of(null(), month_key(month.c.first), month.c.last)
        .select_from(month)
        .where(near, ~held, begun, at_work)
    )


def _findings() -> Select[Any]:
    """What an audit found in a file and nobody has put right."""
    own = FILES.c
    return (
        lines_of(
            own.client_id,
            own.id,
            own.put_right_by_on,
            own.finding,
            staff=func.coalesce(own.owner_id, own.staff_id),
            more=own.audit_id,
        )
        .join(AUDITS, and_(AUDITS.c.id == own.audit_id, live(AUDITS)))
        .where(live(FILES), own.put_right_on.is_(None), own.put_right_by_on <= WITHIN)
    )


def _training_actions() -> Select[Any]:
    """Training that is to be put on."""
    own = ACTIONS.c
    return lines_of(null(), own.id, own.due_on, own.what, staff=own.owner_id, more=own.topic).where(
        live(ACTIONS), own.done_on.is_(None), own.due_on <= WITHIN
    )


def _again(planned: Expression, agreed: Expression, seen: Expression) -> Expression:
    """As `team_due.checked_due` has it: the day planned, else a year after the last one."""
    last = func.coalesce(later_of(agreed, seen), agreed, seen, type_=Date)
    return func.coalesce(planned, plus_months(last, YEAR), type_=Date)


def _policies() -> Select[Any]:
    """Policies in force that are to be checked, or were never agreed."""
    own = POLICIES.c
    due = _again(own.review_on, own.agreed_on, own.checked_on)
    return lines_of(null(), own.id, due, own.title, staff=own.owner_id).where(
        live(POLICIES),
        or_(own.ended_on.is_(None), own.ended_on > LAST),
        or_(due.is_(None), due <= WITHIN),
    )


def _in_force(agreement: FromClause) -> Condition:
    return and_(live(agreement), or_(agreement.c.ended_on.is_(None), agreement.c.ended_on >= LAST))


def _agreements() -> Select[Any]:
    """The newest agreement of each open team, where it is to be gone through again."""
    own, newer = AGREEMENTS.c, AGREEMENTS.alias()
    due = _again(own.review_on, own.agreed_on, own.reviewed_on)
    overtaken = there_is(
        newer, _in_force(newer), newer.c.team_id == own.team_id, newer.c.agreed_on > own.agreed_on
    )
    return (
        lines_of(null(), own.id, due, TEAMS.c.name)
        .join(TEAMS, and_(TEAMS.c.id == own.team_id, live(TEAMS)))
        .where(
            _in_force(AGREEMENTS),
            or_(TEAMS.c.closed_on.is_(None), TEAMS.c.closed_on >= LAST),
            due <= WITHIN,
            ~overtaken,
        )
    )


def _documents() -> Select[Any]:
    """Documents of the unit with a day to look at them again."""
    own = DOCUMENTS.c
    return lines_of(null(), own.id, own.review_on, own.title).where(live(DOCUMENTS), own.review_on <= WITHIN)


TEAM_ASKED: Mapping[TodayKind, Packed] = {
    TodayKind.FILE_AUDIT: Packed(_audits, "last"),
    TodayKind.FINDING: Packed(_findings, "last"),
    TodayKind.TRAINING_ACTION: Packed(_training_actions, "last"),
    TodayKind.POLICY: Packed(_policies, "last"),
    TodayKind.HOST_TEAM: Packed(_agreements, "last"),
    TodayKind.DOCUMENT: Packed(_documents, "last"),
}


def _audit(found: Found, _today: date) -> Worded:
    kind, month = TodayKind.FILE_AUDIT, shown_month(*divmod(found.record, 100))
    return Worded(
        key_of(kind, found.record), kind, None, None, found.due_on, f"File audit of {month}", "",
        OpenTab(TAB, AT_AUDIT, 0),
    )  # fmt: skip


def _finding(found: Found, _today: date) -> Worded:
    kind = TodayKind.FINDING
    return Worded(
        key_of(kind, found.record), kind, found.client, found.staff, found.due_on,
        shortened(f"Put right: {found.text}" if found.text else "Put right what the audit found"),
        "file audit", OpenTab(TAB, AT_AUDIT, int(found.more)),
    )  # fmt: skip


def _training_action(found: Found, _today: date) -> Worded:
    kind = TodayKind.TRAINING_ACTION
    return Worded(
        key_of(kind, found.record), kind, None, found.staff, found.due_on, shortened(found.text or ""),
        f"training: {found.more}", OpenTab(TAB, AT_TRAINING, -found.record),
    )  # fmt: skip


def _policy(found: Found, _today: date) -> Worded:
    kind = TodayKind.POLICY
    return Worded(
        key_of(kind, found.record), kind, None, found.staff, found.due_on,
        shortened(f"Check the policy: {found.text}"), "" if found.due_on else "not agreed yet",
        OpenTab(TAB, AT_POLICIES, found.record), usual=Section.LATER,
    )  # fmt: skip


def _agreement(found: Found, _today: date) -> Worded:
    kind = TodayKind.HOST_TEAM
    return Worded(
        key_of(kind, found.record), kind, None, found.staff, found.due_on,
        shortened(f"Go through the agreement with {found.text}"), "",
        OpenTab(TAB, AT_HOSTS, found.record),
    )  # fmt: skip


def _document(found: Found, _today: date) -> Worded:
    kind = TodayKind.DOCUMENT
    return Worded(
        key_of(kind, found.record), kind, None, found.staff, found.due_on,
        shortened(f"Look at the document: {found.text}"), "", OpenTab(TAB, AT_POLICIES, -found.record),
    )  # fmt: skip


TEAM_WORDED: Mapping[TodayKind, Callable[[Found, date], Worded]] = {
    TodayKind.FILE_AUDIT: _audit,
    TodayKind.FINDING: _finding,
    TodayKind.TRAINING_ACTION: _training_action,
    TodayKind.POLICY: _policy,
    TodayKind.HOST_TEAM: _agreement,
    TodayKind.DOCUMENT: _document,
}
