"""Tables that a return prints beside its figures: who is reached and who starts work, contacts, job ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Select, case, func, literal, select

from ipsdesk.measures.jobs import people_started
from ipsdesk.measures.measure import COUNTED, Measure, Section, Shape, measure
from ipsdesk.measures.reach import (
    AGES,
    CLIENT,
    NOT_KNOWN,
    age_band,
    by_age,
    by_ethnic_group,
    by_gender,
    ethnic_band,
    gender_band,
    people_by,
    served_by,
)
from ipsdesk.measures.sqlite import Expression
from ipsdesk.measures.terms import A, C, counted_by, jobs, live, no_reason, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.rules.codes import (
    CONTACT_MODES,
    DISABILITIES,
    ETHNIC_GROUPS,
    GENDERS,
    NOT_ASKED,
    RELIGIONS,
    SEXUAL_ORIENTATIONS,
)
from ipsdesk.rules.job_ends import END_REASONS, OTHER

table = partial(measure, shape=Shape.BANDS, source="S1")


@dataclass(frozen=True, slots=True)
class Trait:
    """One way in which people differ: its name, its bands, a person's band, the figure it has already."""

    key: str
    title: str
    bands: tuple[str, ...]
    band: Callable[[], Expression]
    figure: Measure | None = None


def _asked(column: str) -> Callable[[], Expression]:
    return lambda: func.coalesce(CLIENT.c[column], NOT_ASKED)


TRAITS: tuple[Trait, ...] = (
    Trait("age", "Age", (*reversed(AGES), NOT_KNOWN), age_band, by_age),
    Trait("gender", "Gender", GENDERS, gender_band, by_gender),
    Trait("ethnic_group", "Ethnic group", (*ETHNIC_GROUPS, NOT_KNOWN), ethnic_band, by_ethnic_group),
    Trait("disability", "Disability", DISABILITIES, _asked("disability")),
    Trait("religion", "Religion or belief", RELIGIONS, _asked("religion")),
    Trait("sexual_orientation", "Sexual orientation", SEXUAL_ORIENTATIONS, _asked("sexual_orientation")),
)
"""What equality is looked at by, in printed order."""


def served_table(trait: Trait) -> Measure:
    """The people served in the period by a trait: the figure that is there already, or a table."""
    return trait.figure or table(
        f"served.{trait.key}",
        trait.title,
        section=Section.REACH,
        words=f"People served in the period by {trait.title.lower()}.",
        subjects="client",
        bands=trait.bands,
    )(lambda: served_by(trait.band()))


def started_table(trait: Trait, starters: Select[Any] = people_started.cases) -> Measure:
    """The people who started a job in the period by a trait; ``starters`` are the cases they are."""
    who = starters.subquery("starters")
    started = CLIENT.c.id.in_(select(who.c.subject).where(who.c.state == COUNTED))
    return table(
        f"started.{trait.key}",
        f"Started a job, by {trait.title.lower()}",
        section=Section.REACH,
        words=f"People with a job start in the period by {trait.title.lower()}.",
        subjects="client",
        bands=trait.bands,
    )(lambda: people_by(trait.band(), started))


@table(
    "table.employer_contacts",
    "Employer contacts by how they were held",
    section=Section.SEARCH,
    words="Attended contacts with employers in the period, whether for somebody or in general.",
    subjects="contact",
    bands=(*CONTACT_MODES, NOT_KNOWN),
)
def employer_contacts() -> Select[Any]:
    return select(
        C.c.id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        func.coalesce(C.c.mode, NOT_KNOWN).label("band"),
    ).where(live(C), C.c.kind == "employer", C.c.attended.is_(True), within(C.c.on_date, FIRST, LAST))


@table(
    "table.jobs_ended",
    "Jobs that ended, by reason",
    section=Section.KEPT,
    words="Counted jobs that ended in the period, by the reason recorded; the next job of the same person is "
    "a job start of its own.",
    subjects="activity",
    bands=END_REASONS,
)
def jobs_ended() -> Select[Any]:
    job = jobs()
    said = select(A.c.end_reason).where(A.c.id == job.c.id).scalar_subquery()
    known = func.lower(said).in_([reason.lower() for reason in END_REASONS])
    band = case((said.is_(None), NOT_KNOWN), (known, func.lower(said)), else_=OTHER)
    return select(
        job.c.id.label("subject"), literal(COUNTED).label("state"), no_reason(), band.label("band")
    ).where(counted_by(LAST, job), within(job.c.ended_on, FIRST, LAST))
