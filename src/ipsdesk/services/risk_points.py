"""What risk is talked about, point by point: the same for the person and for the staff."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One point: the attributes of both sides and of their agreement, its name, and how the person is asked.

    ``help`` are a few words that make the question easier; ``icon`` is of the icon set.
    """

    own: str
    staff: str
    agreed: str
    title: str
    question: str
    help: str
    icon: str


POINTS = (
    Point(
        "own_view", "staff_view", "agreed_view", "How risk is seen",
        "What do I think about risk?",
        "What could go wrong, for me or for others? What do I think of how it is handled?",
        "message-text-outline",
    ),
    Point(
        "strengths", "staff_strengths", "agreed_strengths", "Strengths",
        "What am I good at?",
        "What has gone well? What am I proud of?",
        "star-outline",
    ),
    Point(
        "vulnerabilities", "staff_vulnerabilities", "agreed_vulnerabilities", "Vulnerabilities",
        "What makes things hard for me?",
        "People, places, times or feelings.",
        "weather-lightning-rainy",
    ),
    Point(
        "protective_factors", "staff_protective_factors", "agreed_protective_factors", "Protective factors",
        "What keeps me and others safe?",
        "Who and what is there for me?",
        "shield-check-outline",
    ),
    Point(
        "early_signs", "staff_early_signs", "agreed_early_signs", "Early signs",
        "How can you tell that I am getting unwell?",
        "What do I do, say or feel first?",
        "weather-partly-cloudy",
    ),
    Point(
        "what_helps", "staff_what_helps", "agreed_what_helps", "What helps",
        "What helps me then?",
        "What can I do? What can others do?",
        "lifebuoy",
    ),
    Point(
        "staff_should", "staff_how_to_act", "agreed_how_to_act", "How staff act",
        "How do I want staff to act?",
        "What should they do and say? What should they not do?",
        "handshake-outline",
    ),
)  # fmt: skip
OWN = tuple(point.own for point in POINTS)
STAFFS = tuple(point.staff for point in POINTS)
AGREED = tuple(point.agreed for point in POINTS)
