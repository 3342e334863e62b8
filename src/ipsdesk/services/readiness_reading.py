"""What of all that is wanted is lacking, asked of the records in SQL: row by row, in sums, and by owner."""

from __future__ import annotations

from datetime import date
from functools import cache, reduce
from operator import add
from typing import Any

from sqlalchemy import (
    BindParameter,
    Date,
    FromClause,
    Integer,
    Select,
    String,
    bindparam,
    case,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from ipsdesk.measures.gaps import CLIENT
from ipsdesk.measures.sqlite import Expression
from ipsdesk.measures.terms import CC, C, Condition, E, as_number, live, named_specialist_on, on_caseload
from ipsdesk.models import Client, Team
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.readiness_wanted import WANTED, Want

TEAM = Team.__table__
NOBODY = 0
"""The owner of what is nobody's."""
OWNED_ON: BindParameter[date] = bindparam("owned_on", type_=Date)
"""The day whose specialist a person's gaps are for."""


def _credited() -> Expression:
    """The first client of a contact."""
    return (
        select(CC.c.client_id)
        .where(CC.c.contact_id == C.c.id)
        .order_by(CC.c.position)
        .limit(1)
        .correlate(C)
        .scalar_subquery()
    )


def kind_of(rows: FromClause) -> str:
    """What kind of record the rows of a want are."""
    known: dict[FromClause, str] = {CLIENT: "client", C: "contact", E: "referral", TEAM: "team"}
    return known.get(rows, "activity" if "client_id" in rows.c else "staff")


@cache
def kind_of_want(place: int) -> str:
    """What kind of record lacks what stands at that place among all that is wanted."""
    return kind_of(WANTED[place].gap.of()[0])


DAY_OF = {"contact": "on_date", "referral": "received_on", "activity": "started_on"}


def _columns(rows: FromClause) -> tuple[Expression, ...]:
    """Client, key, member of staff, day and words of a row."""
    kind = kind_of(rows)
    client: Any = {"client": CLIENT.c.id, "contact": _credited()}.get(kind, rows.c.get("client_id", null()))
    staff: Any = C.c.staff_id if kind == "contact" else null()
    day: Any = rows.c[DAY_OF[kind]] if kind in DAY_OF and DAY_OF[kind] in rows.c else null()
    return client, rows.c.id, staff, rows.c.get("ends_on", day), rows.c.get("name", null())


def _each(*, with_words: bool) -> Select[Any]:
    """Every record that lacks something, once for each want."""
    return select(
        union_all(*(_of_want(*one, with_words=with_words) for one in _listing())).subquery("lacking")
    )


def _listing() -> list[tuple[int, Want]]:
    return [(place, want) for place, want in enumerate(WANTED) if want.lists]


def _of_want(place: int, want: Want, *, with_words: bool) -> Select[Any]:
    rows, where, missing = want.gap.of()
    client, record, staff, day, text = _columns(rows)
    columns: list[Any] = [
        type_coerce(client, Integer).label("client"),
        type_coerce(staff, Integer).label("staff"),
    ]
    if with_words:
        columns = [
            literal(place).label("want"),
            columns[0],
            record.label("record"),
            columns[1],
            type_coerce(day, Date).label("day"),
            type_coerce(text, String).label("text"),
        ]
    return select(*columns).select_from(rows).where(where, missing)


def specialist_of(client: Expression) -> Expression:
    """The specialist of the referral that stands for a person on the day."""
    return (
        select(named_specialist_on(OWNED_ON))
        .where(live(E), E.c.client_id == client)
        .order_by(case((on_caseload(OWNED_ON), 0), else_=1), E.c.started_on.desc(), E.c.id.desc())
        .limit(1)
        .correlate_except(E)
        .scalar_subquery()
    )


def _listed() -> Select[Any]:
    return _each(with_words=True)


def _people() -> Select[Any]:
    """Everybody who lacks something: the key, the name and the specialist."""
    wanted = select(_each(with_words=False).subquery("whose").c.client)
    own = Client.__table__.c
    return select(own.id, own.name, specialist_of(own.id)).where(live(Client.__table__), own.id.in_(wanted))


def _owned() -> Select[Any]:
    """How much each member of staff has to fill in, and of how many people."""
    lacking = union_all(*(_of_same(*same) for same in _same_records())).subquery("each")
    many = (
        select(lacking.c.client, lacking.c.staff, func.sum(lacking.c.many).label("many"))
        .where(lacking.c.many > 0)
        .group_by(lacking.c.client, lacking.c.staff)
        .subquery("many")
    )
    owner = func.coalesce(many.c.staff, specialist_of(many.c.client), NOBODY, type_=Integer)
    owned = select(owner.label("owner"), many.c.many, many.c.client).subquery("owned")
    people = func.count(owned.c.client.distinct())
    return select(owned.c.owner, func.sum(owned.c.many), people).group_by(owned.c.owner)


def _same_records() -> list[tuple[FromClause, Condition, list[Condition]]]:
    """All that is wanted of the same records together, so that they are looked through once."""
    found: list[tuple[FromClause, Condition, list[Condition]]] = []
    for _, want in _listing():
        rows, where, missing = want.gap.of()
        same = next((one for one in found if one[0] is rows and one[1].compare(where)), None)
        if same is None:
            found.append((rows, where, [missing]))
        else:
            same[2].append(missing)
    return found


def _of_same(rows: FromClause, where: Condition, missing: list[Condition]) -> Select[Any]:
    client, _, staff, *_ = _columns(rows)
    columns: tuple[Any, ...] = (
        type_coerce(client, Integer).label("client"),
        type_coerce(staff, Integer).label("staff"),
        reduce(add, map(as_number, missing)).label("many"),
    )
    return select(*columns).select_from(rows).where(where)


def _summed() -> Select[Any]:
    """Of each want, how many records lack it, and how many there are."""
    return select(union_all(*(_sum(place, want) for place, want in enumerate(WANTED))).subquery("sums"))


def _sum(place: int, want: Want) -> Select[Any]:
    rows, where, missing = want.gap.of()
    lacks = func.coalesce(func.sum(as_number(missing)), 0).label("missing")
    columns: tuple[Any, ...] = (literal(place).label("want"), lacks, func.count().label("of"))
    return select(*columns).select_from(rows).where(where)


LISTED, PEOPLE, OWNED, SUMMED = Packed(_listed), Packed(_people), Packed(_owned), Packed(_summed)
