"""Whose turn it is to be at a meeting for the people who use the service; pure, the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody who takes turns since a day, and the days on which a turn was offered, whatever the answer."""

    person: int
    since: date
    offers: tuple[date, ...] = ()

    @property
    def last(self) -> date:
        """Since when they have waited: their last offer, else the day they volunteered."""
        return max((*self.offers, self.since))


def rounds(volunteers: Iterable[Volunteer]) -> Mapping[int, int]:
    """The round each of them is in: one more with each offer.

    Who joins later, or comes back after a time away, begins no earlier than the round that the others are
    in, so that neither they nor the others are asked again and again.
    """
    everyone = list(volunteers)
    found: dict[int, int] = {}
    before: dict[int, int] = {}
    """Of those who have not begun: the round that the offers they had before brought them to."""
    for day in sorted({day for one in everyone for day in (one.since, *one.offers)}):
        new = [one.person for one in everyone if one.since == day]
        others = found.values() or [before[person] for person in new if person in before]
        level = min(others, default=0)
        found |= {person: max(before.get(person, 0), level) for person in new}
        for one in everyone:
            if not (offers := one.offers.count(day)):
                continue
            if one.person in found:
                found[one.person] += offers
            else:
                reached = max(before.get(one.person, 0), min(found.values(), default=0))
                before[one.person] = reached + offers
    return found


def in_turn(volunteers: Iterable[Volunteer]) -> tuple[int, ...]:
    """Who is asked first, second and so on: the fewest offers first, then who has waited longest."""
    everyone = list(volunteers)
    reached = rounds(everyone)
    ordered = sorted(everyone, key=lambda one: (reached[one.person], one.last, one.since, one.person))
    return tuple(one.person for one in ordered)
