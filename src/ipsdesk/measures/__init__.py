"""Every figure once: its rows, its number, its words, its target."""

from __future__ import annotations

from ipsdesk.measures import (
    access,
    goals,
    involvement,
    jobs,
    kept,
    permitted,
    quality,
    reach,
    search,
    steps,
    team,
    together,
)
from ipsdesk.measures.measure import Figure, Measure, Section, Shape
from ipsdesk.measures.window import Window

MEASURES: tuple[Measure, ...] = (
    *access.MEASURES,
    *search.MEASURES,
    *jobs.MEASURES,
    *kept.MEASURES,
    *steps.MEASURES,
    *permitted.MEASURES,
    *together.MEASURES,
    *quality.MEASURES,
    *reach.MEASURES,
    *goals.MEASURES,
    *involvement.MEASURES,
    *team.MEASURES,
)
"""Every measure, in the order they are printed."""

DEFINITIONS_VERSION = "2026.3"
"""The version of the definitions above; a return keeps the one it was made with."""

__all__ = ["DEFINITIONS_VERSION", "MEASURES", "Figure", "Measure", "Section", "Shape", "Window"]
