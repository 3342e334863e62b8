"""What Today asks of what may be told: consents that expire, and decisions to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, and_, or_, select

from ipsdesk.measures.sqlite import plus_days
from ipsdesk.measures.terms import live, there_is, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import Consent, InformationDecision
from ipsdesk.rules.consent import GIVEN
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.saving import table_of
from ipsdesk.services.today_asked import EMPLOYERS, UNTIL, is_on_caseload, lines_of
from ipsdesk.services.today_lines import TodayKind

CONSENTS, DECISIONS = table_of(Consent), table_of(InformationDecision)
EXPIRING_DAYS, EXPIRED_DAYS = 14, 7
"""How far ahead the end of a consent is told, and how long after it unless somebody asked again."""


def _expiring() -> Select[Any]:
    """Consents that count, given and not withdrawn; one that was asked for again since is over."""
    later, own = CONSENTS.alias("later"), CONSENTS.c
    asked_again = there_is(
        later,
        live(later),
        later.c.client_id == own.client_id,
        later.c.scope == own.scope,
        later.c.on_date <= LAST,
        _comes_after(later, CONSENTS),
    )
    return lines_of(own.client_id, own.id, own.expires_on, own.scope).where(
        live(CONSENTS),
        own.answer == GIVEN,
        own.on_date <= LAST,
        within(own.expires_on, plus_days(LAST, -EXPIRED_DAYS), plus_days(LAST, EXPIRING_DAYS)),
        or_(own.withdrawn_on.is_(None), own.withdrawn_on > LAST),
        is_on_caseload(own.client_id),
        ~asked_again,
    )


def _reviews() -> Select[Any]:
    """The review of the latest decision for each employer, or for any."""
    later, own = DECISIONS.alias("later"), DECISIONS.c
    decided_again = there_is(
        later,
        live(later),
        later.c.client_id == own.client_id,
        later.c.employer_id.is_not_distinct_from(own.employer_id),
        later.c.on_date <= LAST,
        _comes_after(later, DECISIONS),
    )
    named = select(EMPLOYERS.c.name).where(EMPLOYERS.c.id == own.employer_id, live(EMPLOYERS))
    return lines_of(
        own.client_id, own.id, own.review_on, own.decision, more=named.correlate(DECISIONS).scalar_subquery()
    ).where(
        live(DECISIONS),
        own.on_date <= LAST,
        own.review_on <= UNTIL,
        is_on_caseload(own.client_id),
        ~decided_again,
    )


def _comes_after(one: Any, other: Any) -> Any:
    same_day = and_(one.c.on_date == other.c.on_date, one.c.id > other.c.id)
    return or_(one.c.on_date > other.c.on_date, same_day)


TOLD_ASKED: Mapping[TodayKind, Packed] = {
    TodayKind.CONSENT: Packed(_expiring, "last"),
    TodayKind.TOLD_REVIEW: Packed(_reviews, "last", "until"),
}
