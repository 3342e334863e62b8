"""Vacancies that close soon and have not been applied for, as Today tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from ipsdesk.measures.sqlite import plus_days
from ipsdesk.measures.terms import live, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import Vacancy
from ipsdesk.models.employers import vacancy_clients
from ipsdesk.rules.codes import BEFORE_APPLYING
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.today_asked import EMPLOYERS, is_under_way, lines_of
from ipsdesk.services.today_lines import TodayKind

VACANCIES, LINKS = Vacancy.__table__, vacancy_clients
CLOSING_DAYS, CLOSED_DAYS = 14, 7
"""How far ahead a closing date is told, and how long after it, unless something was done."""


def _closing() -> Select[Any]:
    """As next actions: of a vacancy for several people the first is named; one for nobody is told too."""
    own = VACANCIES.c
    who = (
        select(LINKS.c.client_id)
        .where(LINKS.c.vacancy_id == own.id, is_under_way(LINKS.c.client_id))
        .order_by(LINKS.c.position)
        .limit(1)
        .correlate(VACANCIES)
        .scalar_subquery()
    )
    many = select(func.count()).where(LINKS.c.vacancy_id == own.id).correlate(VACANCIES).scalar_subquery()
    text = func.concat(own.title, " at ", EMPLOYERS.c.name)
    named = (
        lines_of(who, own.id, own.closes_on, text, staff=own.staff_id, more=many)
        .join(EMPLOYERS, and_(EMPLOYERS.c.id == own.employer_id, live(EMPLOYERS)))
        .where(
            live(VACANCIES),
            own.stage.in_(BEFORE_APPLYING),
            within(own.closes_on, plus_days(LAST, -CLOSED_DAYS), plus_days(LAST, CLOSING_DAYS)),
        )
        .subquery("closing")
    )
    return select(named).where(or_(named.c.client.is_not(None), named.c.more == 0))


LEADS_ASKED: Mapping[TodayKind, Packed] = {TodayKind.VACANCY: Packed(_closing, "last")}
