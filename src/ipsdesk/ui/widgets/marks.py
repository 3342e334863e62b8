"""What a status looks like: never a colour alone, always its icon and its words too."""

from __future__ import annotations

from enum import Enum

from ipsdesk.ui.tokens import Token


class Mark(Enum):
    """The icon and the colour that go with a status's words; the words come with the data."""

    DONE = ("check-circle", Token.GOOD)
    NEAR_LIMITS = ("alert", Token.WARN)
    GET_ADVICE = ("scale-balance", Token.WARN)
    INCOMPLETE = ("progress-clock", Token.WARN)
    NEAR_TARGET = ("circle-half-full", Token.WARN)
    DAY_COMING = ("timer-sand", Token.WARN)
    LEAVE_ENDING = ("home-export-outline", Token.WARN)
    GONE_QUIET = ("bell-sleep-outline", Token.WARN)
    OVER = ("alert-octagon", Token.BAD)
    OFF_TARGET = ("close-circle", Token.BAD)
    OVERDUE = ("clock-outline", Token.BAD)
    NOT_APPLICABLE = ("minus-circle-outline", Token.MUTE)
    WAITING = ("clock-outline", Token.MUTE)
    NO_TARGET = ("minus", Token.MUTE)
    NO_FIGURE = ("dots-horizontal", Token.MUTE)
    RESTRICTED = ("lock-outline", Token.MUTE)
    NOTE = ("information-outline", Token.ACCENT)

    @property
    def icon(self) -> str:
        """Its name in the set of icons."""
        return self.value[0]

    @property
    def token(self) -> Token:
        """Its colour."""
        return self.value[1]
