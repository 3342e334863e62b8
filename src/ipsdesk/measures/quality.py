"""Involvement and quality: people's part in the service, the survey, fidelity, risk, joint training."""

from __future__ import annotations

from fractions import Fraction
from functools import partial, reduce
from operator import add
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select, union_all

from ipsdesk.measures.measure import COUNTED, Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import Expression
from ipsdesk.measures.terms import (
    Condition,
    E,
    as_number,
    live,
    no_reason,
    on_caseload,
    open_on,
    people,
    share_of_people,
    state,
    within,
)
from ipsdesk.measures.window import FIRST, LAST, SURVEY
from ipsdesk.models import (
    FidelityAction,
    FidelityReview,
    Involvement,
    JointTraining,
    Risk,
    Staff,
    SurveyResponse,
    SurveyRound,
)
from ipsdesk.models.involvement import joint_training_clients, joint_training_staff
from ipsdesk.rules.codes import FIDELITY_ITEMS
from ipsdesk.rules.definitions import BOTH, Subject
from ipsdesk.rules.targets import Goal, Sense

quality = partial(measure, section=Section.QUALITY)

ALL = Goal(Sense.AT_LEAST, (Fraction(1),))
FEWEST_RESPONSES = 5
REVIEW = FidelityReview.__table__
ITEMS = [REVIEW.c[f"item_{number}"] for number in range(1, FIDELITY_ITEMS + 1)]


@quality(
    "involvement.people",
    "People involved in the service",
    words="People with a part in planning, delivering, monitoring or reviewing the service in the period.",
    source="S1",
    subjects="client",
    unit="people",
)
def involved() -> Select[Any]:
    part = Involvement.__table__
    return people(
        select(part.c.client_id, no_reason()).where(live(part), within(part.c.on_date, FIRST, LAST))
    )


@quality(
    "survey.positive",
    "Positive survey answers",
    words="Of the survey answers in the period with an overall rating, those of 4 or 5 of 5; not given for "
    "fewer than five answers, and never with rows.",
    source="S4",
    depends=(Subject.SURVEY,),
    subjects="",
    shape=Shape.SHARE,
    fewest=FEWEST_RESPONSES,
)
def survey_positive() -> Select[Any]:
    answer, held = SurveyResponse.__table__, SurveyRound.__table__
    of_another = and_(SURVEY != BOTH, held.c.kind != SURVEY)
    reason = case((answer.c.overall.is_(None), "no overall rating"), (of_another, "of another survey"))
    return (
        select(
            literal(None).label("subject"),
            state(reason),
            reason.label("reason"),
            as_number(answer.c.overall >= 4).label("amount"),
        )
        .outerjoin_from(answer, held, held.c.id == answer.c.round_id)
        .where(live(answer), within(answer.c.on_date, FIRST, LAST))
    )


def latest_review() -> Expression:
    """The latest review by the last day with every item scored; of one day the one entered last."""
    return (
        select(REVIEW.c.id)
        .where(live(REVIEW), REVIEW.c.on_date <= LAST, *(item.is_not(None) for item in ITEMS))
        .order_by(REVIEW.c.on_date.desc(), REVIEW.c.id.desc())
        .limit(1)
        .correlate(None)
        .scalar_subquery()
    )


@quality(
    "fidelity.score",
    "Fidelity score",
    words="Total of the latest fidelity review by the last day with all 25 items scored, of 125.",
    source="S4",
    subjects="fidelity review",
    shape=Shape.SCORE,
    goal=Goal(Sense.AT_LEAST, (Fraction(100),)),
)
def fidelity_score() -> Select[Any]:
    return select(
        REVIEW.c.id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        reduce(add, ITEMS).label("amount"),
    ).where(REVIEW.c.id == latest_review())


@quality(
    "fidelity.actions",
    "Fidelity actions done",
    words="Of the actions of that review due by the last day, those done by it.",
    source="S4",
    subjects="fidelity action",
    shape=Shape.SHARE,
    goal=ALL,
)
def fidelity_actions() -> Select[Any]:
    action = FidelityAction.__table__
    reason = case((action.c.due_on > LAST, "not due yet"))
    return select(
        action.c.id.label("subject"),
        state(reason),
        reason.label("reason"),
        as_number(action.c.done_on <= LAST).label("amount"),
    ).where(live(action), action.c.review_id == latest_review())


@quality(
    "risk.own_view",
    "Own view of risk recorded",
    words="Of the people on the caseload on the last day, those whose latest risk record holds their "
    "own view.",
    source="seed 003",
    subjects="client",
    shape=Shape.SHARE,
    goal=ALL,
)
def risk_own_view() -> Select[Any]:
    risk = Risk.__table__
    latest = (
        select(func.coalesce(risk.c.own_view, "") != "")
        .where(live(risk), risk.c.client_id == E.c.client_id, risk.c.on_date <= LAST)
        .order_by(risk.c.on_date.desc(), risk.c.id.desc())
        .limit(1)
        .correlate_except(risk)
        .scalar_subquery()
    )
    return share_of_people(
        select(E.c.client_id, as_number(latest.is_(True)).label("met")).where(on_caseload(LAST))
    )


@quality(
    "training.joint",
    "Joint risk training",
    words="Of the people on the caseload and the staff in post on the last day, those who have attended a "
    "joint risk training by it.",
    source="seed 003",
    subjects="client or staff",
    shape=Shape.SHARE,
    goal=ALL,
)
def joint_training() -> Select[Any]:
    staff = Staff.__table__
    on_it = (
        select(E.c.client_id.label("subject"), literal("client").label("kind"))
        .where(on_caseload(LAST))
        .distinct()
        .subquery("on_caseload")
    )
    in_post = (
        select(staff.c.id.label("subject"), literal("staff").label("kind"))
        .where(live(staff), open_on(LAST, staff.c.started_on, staff.c.left_on))
        .subquery("in_post")
    )
    everyone = (
        (on_it, _attended(joint_training_clients, "client_id", on_it.c.subject)),
        (in_post, _attended(joint_training_staff, "staff_id", in_post.c.subject)),
    )
    return select(
        union_all(
            *(
                select(
                    who.c.subject,
                    who.c.kind,
                    literal(COUNTED).label("state"),
                    no_reason(),
                    as_number(attended).label("amount"),
                )
                for who, attended in everyone
            )
        ).subquery("trained_together")
    )


def _attended(present: Any, column: str, person: Expression) -> Condition:
    training = JointTraining.__table__
    return person.in_(
        select(present.c[column])
        .join(training, training.c.id == present.c.training_id)
        .where(live(training), training.c.on_date <= LAST)
    )


MEASURES: tuple[Measure, ...] = (
    involved,
    survey_positive,
    fidelity_score,
    fidelity_actions,
    risk_own_view,
    joint_training,
)
