"""What keeps Larkrise House up to standard: file audits, training, host teams' agreements, policies."""

from __future__ import annotations

from datetime import date
from typing import Any

from ipsdesk.exchange.demo.days import Days, after
from ipsdesk.exchange.demo.house import LEAD, LEADER, SPECIALISTS
from ipsdesk.exchange.demo.lives import Case
from ipsdesk.exchange.demo.people import STAFF, TEAMS, Post
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    AuditedFile,
    FileAudit,
    HostAgreement,
    Policy,
    StaffTraining,
    TrainingAction,
)
from ipsdesk.rules.codes import NO, STAFF_TOPICS, YES
from ipsdesk.rules.periods import add_months

HOUR = 3_600
AUDITED = (5, 4, 2, 1)
"""The months back in which files were audited: the third was missed."""
PER_SPECIALIST, DAY_OF_AUDIT = 2, 14
CHECKS = (
    *("referral", "consent", "profile", "plan", "advice"),
    *("talks", "follow_along", "outcome", "next_action", "contacts"),
)
NOT_MET = {
    "plan": "The plan was due for review three weeks before the audit.",
    "advice": "No better-off calculation before the first interview.",
    "contacts": "Two contacts in the ward diary are not written up here.",
    "consent": "The consent for employers has run out.",
    "next_action": "The next action has no day.",
}
SAID_BY = {"advice": "not applicable", "talks": "not applicable", "outcome": "not applicable"}
"""What often does not apply: somebody who has no job yet."""

TRAINED_AGO, A_YEAR = (320, 260, 190, 130, 40), 350
"""How many days ago each of the five topics was trained, and the days between one year's and the next."""
TITLES = (
    "IPS: the eight principles at work",
    "Health and safety on visits",
    "Equality law and adjustments, with cases",
    "Better off? In-work benefits",
    "Talking with employers",
)
LACKING = ("TB", "working with employers")
HOURS = (7, 3, 3.5, 2, 4)
PROVIDERS = ("our own team", "Carr Valley Training (fictional)")

AGREED = (
    *("desk", "computer", "rooms", "champion", "risk_information"),
    *("referral_process", "clinical_supervision", "clinical_meetings", "induction", "regular_reviews"),
)
AGREEMENTS = (
    ("ASH", 300, 65, ("rooms",), ("desk",), "Kofi Bell"),
    ("BEECH", 210, 155, (), (), "Kofi Bell"),
    ("CARR", 400, -35, ("induction", "regular_reviews"), ("clinical_supervision",), "Ruth Castle"),
)
"""Team, agreed how many days ago, reviewed in how many days, what is there in part, what is not, champion."""

POLICIES = (
    ("P1", "Equal opportunities in getting and keeping work", "equal opportunities", "3", 420, 90, "SP"),
    ("P2", "Visiting alone, and meeting outside", "health and safety", "5", 300, 300, "MF"),
    ("P3", "What we keep and who reads it", "confidentiality", "2", 500, 200, "SP"),
    ("P4", "Residents in the meetings that decide", "involvement", "2", 330, 330, "MF"),
    ("P5", "Your rights with us", "rights", "4", 610, 150, "MF"),
    ("P6", "The first four weeks of somebody new", "staff induction", "1", 700, 395, "MF"),
    ("P7", "Gifts from employers", "other", "1", 250, 250, "SP"),
)
"""Reference, title, topic, version, agreed and checked how many days ago, owner: the sixth is overdue."""


def add_standards(rows: Rows, days: Days, cases: list[Case]) -> None:
    """Add audits, training, agreements and policies."""
    for number, back in enumerate(AUDITED):
        month = add_months(days.today.replace(day=1), -back)
        _add_audit(rows, days, cases, (number, after(month, DAY_OF_AUDIT)))
    _add_training(rows, days)
    _add_agreements(rows, days)
    for reference, title, topic, edition, agreed, checked, owner in POLICIES:
        rows.add(
            Policy, reference=reference, title=title, topic=topic, edition=edition,
            agreed_on=days.ago(agreed), checked_on=days.ago(checked), owner_id=owner,
            review_on=add_months(days.ago(checked), 12),
        )  # fmt: skip


def _add_audit(rows: Rows, days: Days, cases: list[Case], when: tuple[int, date]) -> None:
    number, day = when
    reference = f"FA{number + 1:02}"
    rows.add(
        FileAudit, reference=reference, on_date=day, auditor_id=LEADER, per_specialist=PER_SPECIALIST,
        completed_on=after(day, 2), note=None if number else "The first with the new checklist.",
    )  # fmt: skip
    for place, post in enumerate(SPECIALISTS):
        theirs = [case for case in cases if case.open_on(day) and case.staff.on(day) == post.reference]
        for nth in range(min(PER_SPECIALIST, len(theirs))):
            case = theirs[(number * PER_SPECIALIST + nth) % len(theirs)]
            n = number * 6 + place * 2 + nth
            rows.add(
                AuditedFile, audit_id=reference, client_id=case.client, staff_id=post.reference,
                **_checked(n), **_found(days, day, n, post.reference),
            )  # fmt: skip


def _checked(n: int) -> dict[str, str]:
    """All in order but for one check of every third file."""
    given = {check: SAID_BY.get(check, YES) if n % 2 else YES for check in CHECKS}
    return given | ({} if n % 3 else {_lacks(n): NO})


def _lacks(n: int) -> str:
    return list(NOT_MET)[n // 3 % len(NOT_MET)]


def _found(days: Days, day: date, n: int, who: str) -> dict[str, Any]:
    """What was found: put right and audited again, put right, or in the newest audit still to be done."""
    if n % 3:
        return {}
    found = {"finding": NOT_MET[_lacks(n)], "put_right_by_on": after(day, 21), "owner_id": who}
    if day > days.ago(75):
        is_newest = n >= (len(AUDITED) - 1) * 6
        return found if is_newest and n % 2 == 0 else {**found, "put_right_on": after(day, 10)}
    again = {
        "again_on": after(day, 30),
        "again_by_id": LEAD,
        "result": "put right",
        "note": "Seen in the file.",
    }
    return {**found, "put_right_on": after(day, 15), **again}


def _add_training(rows: Rows, days: Days) -> None:
    rows.add(
        TrainingAction, reference="TA1", topic="other", what="Easy-read letters, with residents.",
        because="The survey: letters are hard to read.", raised_on=days.ago(170), due_on=days.ago(80),
        staff_ids=["PM", "HO"], done_on=days.ago(95), owner_id=LEADER,
    )  # fmt: skip
    rows.add(
        TrainingAction, reference="TA2", topic="in-work benefits",
        what="The new earnings limit of permitted work, and who has to be told.",
        because="A rate that changes next April.", raised_on=days.ago(20), due_on=days.ago(-60),
        owner_id=LEADER,
    )  # fmt: skip
    for n, topic in enumerate(STAFF_TOPICS):
        for post in STAFF:
            if (post.reference, topic) != LACKING:
                _add_topic(rows, days, post, n)
    for who in ("PM", "HO"):
        rows.add(
            StaffTraining, on_date=days.ago(95), staff_id=who, topic="other", title="Easy-read letters",
            hours=2 * HOUR, provider="Residents of Larkrise House", ad_hoc=True, action_id="TA1",
            note="Leah and Jonah marked our drafts.",
        )  # fmt: skip


def _add_topic(rows: Rows, days: Days, post: Post, n: int) -> None:
    """In the last year and the year before; who came later, two months after the first day."""
    ago = TRAINED_AGO[n]
    dates = [ago, ago + A_YEAR] if ago < post.since else [post.since - 60]
    for when in (one for one in dates if one < post.since):
        rows.add(
            StaffTraining, on_date=after(days.ago(when), 0), staff_id=post.reference, topic=STAFF_TOPICS[n],
            title=TITLES[n], hours=round(HOURS[n] * HOUR), provider=PROVIDERS[n % 2], ad_hoc=False,
        )  # fmt: skip


def _add_agreements(rows: Rows, days: Days) -> None:
    names = {team: name for team, name, *_ in TEAMS}
    for team, agreed, review_in, partly, lacking, champion in AGREEMENTS:
        answers = {
            name: "partly" if name in partly else "no" if name in lacking else "yes" for name in AGREED
        }
        rows.add(
            HostAgreement, team_id=team, agreed_on=days.ago(agreed), **answers, champion_name=champion,
            reviewed_on=days.ago(agreed - 180), review_on=days.ago(-review_in),
            note=f"Signed at the clinical meeting of {names[team]}.",
        )  # fmt: skip
