"""Where hours alone were written, no other person's rows can differ: the recount of those people's rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Connection, Select, String, bindparam, select

from ipsdesk.measures import Measure, Window
from ipsdesk.measures.sqlite import values_of
from ipsdesk.models import Activity, Client, Episode, Hours
from ipsdesk.services.saving import table_of

GIVEN = select(values_of(bindparam("people", type_=String)).c.value)
C, E, A, H = (table_of(model) for model in (Client, Episode, Activity, Hours))
THEIRS: dict[str, Select[Any]] = {
    "client": select(C.c.id, C.c.uuid).where(C.c.id.in_(GIVEN)),
    "referral": select(E.c.id, E.c.uuid).where(E.c.client_id.in_(GIVEN)),
    "activity": select(A.c.id, A.c.uuid).where(A.c.client_id.in_(GIVEN)),
    "hours": select(H.c.id, H.c.uuid).join(A, A.c.id == H.c.activity_id).where(A.c.client_id.in_(GIVEN)),
}
"""By kind of subject: the records that are one person's alone."""


@dataclass(frozen=True)
class WindowOfPeople(Window):
    """A window for statements about some people: their keys as a JSON list."""

    people: str

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """Those of every window, and the people."""
        return {**Window(self.period, self.staffing, self.rates).parameters, "people": self.people}

    @classmethod
    def over(cls, window: Window, people: str) -> WindowOfPeople:
        """The same window, for these people."""
        return cls(window.period, window.staffing, window.rates, people)


def people_of(connection: Connection, jobs: Iterable[int]) -> str:
    """Whose jobs they are, as JSON; empty where one is not to be found."""
    wanted = sorted(set(jobs))
    listed = select(A.c.id, A.c.client_id).where(A.c.id.in_(select(values_of(bindparam("jobs")).c.value)))
    found = connection.execute(listed, {"jobs": json.dumps(wanted)}).all()
    return json.dumps(sorted({client for _, client in found})) if len(found) == len(wanted) else ""


def identities_of(connection: Connection, people: str) -> set[str]:
    """Every record that a row about these people can be of, removed ones too."""
    return {uuid for theirs in THEIRS.values() for _, uuid in connection.execute(theirs, {"people": people})}


def is_of_people(measures: Collection[Measure]) -> bool:
    """Whether every row of these measures is of one person's own record, and none is a sum."""
    return all(one.subjects in THEIRS and not one.per and not one.beside for one in measures)


@lru_cache(maxsize=512)
def over_people(measure: Measure) -> Measure:
    """The same cases, of the people that the window names."""
    return replace(measure, of=lambda: _theirs(measure))


def _theirs(measure: Measure) -> Select[Any]:
    cases = measure.cases.subquery("of_anybody")
    own = THEIRS[measure.subjects].subquery("own")
    in_order = [cases.c[name] for name in ("subject", "day") if name in cases.c]
    return select(cases).where(cases.c.subject.in_(select(own.c.id))).order_by(*in_order)
