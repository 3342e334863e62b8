"""Whether a person agrees, on a day, that something of theirs is shared; pure, over what they answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

GIVEN, EMPLOYERS = "given", "employers"


class ConsentState(StrEnum):
    """How a scope stands; only the first lets anything be shared."""

    IN_FORCE = "in force"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    NEVER = "never asked"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered on a day; from the days it expires or is withdrawn on it no longer holds."""

    id: int
    scope: str
    answer: str
    on_date: date
    expires_on: date | None = None
    withdrawn_on: date | None = None

    def state_on(self, day: date) -> ConsentState:
        """How it stands on a day, where it is the answer that counts."""
        if self.answer != GIVEN:
            return ConsentState.REFUSED
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return ConsentState.WITHDRAWN
        if self.expires_on is not None and self.expires_on <= day:
            return ConsentState.EXPIRED
        return ConsentState.IN_FORCE


def standing(answers: Iterable[Answer], scope: str, day: date) -> tuple[ConsentState, Answer | None]:
    """How a scope stands on a day: the latest answer by then counts, of two of one day the later record."""
    given = [one for one in answers if one.scope == scope and one.on_date <= day]
    if not given:
        return ConsentState.NEVER, None
    latest = max(given, key=lambda one: (one.on_date, one.id))
    return latest.state_on(day), latest
