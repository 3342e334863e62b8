"""Where the sources of our definitions disagree, in our own words, and what decides here."""

from __future__ import annotations

from dataclasses import dataclass

from ipsdesk.rules.definitions import Subject

NOTHING = "–"
"""Where a source says nothing of it."""
CONTRACT = "contract"
"""Decided by how often the contract asks for a return."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One subject as the sources have it; ``decided`` is a choice, the keys of targets, or the contract."""

    subject: str
    vocational: str
    trust: str
    national: str
    scale: str
    decided: Subject | tuple[str, ...] | str


DISAGREEMENTS = (
    Disagreement(
        "What starts the 30-day clock",
        NOTHING,
        "Mean days from the initial assessment to the first employer met face to face",
        "The same idea; some count from acceptance",
        "From entering the programme; about 30 days is rapid",
        Subject.CLOCK,
    ),
    Disagreement(
        "What counts as access",
        NOTHING,
        "A first contact, then the vocational profile",
        "IPS Grow: the profile was started; in a later edition the first meaningful contact after agreeing "
        "to IPS. NHS England: the first direct contact attended",
        NOTHING,
        Subject.ACCESS,
    ),
    Disagreement(
        "Hours of work that make a job start",
        NOTHING,
        "Paid outcomes, without a number of hours",
        "At least 4 hours of paid work",
        NOTHING,
        Subject.JOB_HOURS,
    ),
    Disagreement(
        "What a sustained job is",
        "Half kept 3 and 6 months; 9 and 12 months reported",
        "Under and over 13 weeks",
        "65% or more beyond 13 weeks. Another scheme: 7 hours a week for 13 of 16 weeks, whatever the job",
        NOTHING,
        Subject.SUSTAINED,
    ),
    Disagreement(
        "How often people are surveyed",
        "Every 6 months, 13 questions",
        "Once a year",
        NOTHING,
        NOTHING,
        Subject.SURVEY,
    ),
    Disagreement(
        "Caseload of one full-time specialist",
        "Up to 25, and 10 more who only have permitted work looked after; 50 to 75 people in a year",
        NOTHING,
        NOTHING,
        "Full score up to 20 (an older edition: 25)",
        ("caseload.working", "caseload.permitted_work", "access.served_year"),
    ),
    Disagreement(
        "People reached by one specialist in a year",
        NOTHING,
        "35 in the first year, 45 in the second, by the part of the year in post",
        "35 in the first year; then 35 to 45, or 40 people out of work",
        NOTHING,
        ("access.started",),
    ),
    Disagreement(
        "Job outcomes",
        "30% of those served into paid work",
        "17 in the first year, 22 in the second, every start counted",
        "The same numbers, or 40% of the people who came out of work",
        NOTHING,
        ("jobs.started", "jobs.competitive_share", "jobs.employment_rate"),
    ),
    Disagreement(
        "Jobs at risk",
        "Counted apart; half to be kept",
        NOTHING,
        "IPS Grow: no more than 15% of the caseload. NHS England does not tell them apart",
        NOTHING,
        ("retention.kept",),
    ),
    Disagreement(
        "Fidelity",
        "Our own assessment every year",
        "A review in the first year, 100 or more within 18 months",
        "100 or more is good",
        "74 to 99 fair, 100 to 114 good, 115 or more exemplary",
        ("fidelity.score",),
    ),
    Disagreement(
        "How often it is reported",
        "Every quarter or half-year",
        "Every quarter and every year",
        "Every month, by the hospital's own data set",
        NOTHING,
        CONTRACT,
    ),
)
"""The specifications 001 and 004, what IPS Grow and NHS England publish, and the scale of 25 items."""
