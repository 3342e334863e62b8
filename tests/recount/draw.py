"""The draws a random unit is made of, leaning towards the days on which counting goes wrong."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from .days import months_after

T = TypeVar("T")

FIRST_DAY = date(2024, 1, 15)
LAST_DAY = date(2026, 11, 15)
PERIOD_ENDS = [months_after(date(2024, 3, 31), 3 * quarter) for quarter in range(11)]
EDGE_DAYS = sorted(
    {date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28), date(2026, 2, 28)}
    | {date(2024, 8, 31), date(2025, 8, 31), date(2025, 11, 30), date(2026, 5, 31), date(2026, 8, 30)}
    | set(PERIOD_ENDS)
    | {day + timedelta(days=1) for day in PERIOD_ENDS}
)
CONSONANTS = ["br", "d", "f", "gl", "kr", "l", "m", "n", "pl", "qu", "v", "w", "x", "z", "zw", "ł"]
VOWELS = ["a", "ee", "i", "o", "oo", "u", "ö"]


class Draw:
    """A seeded source of choices, dates and invented names."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.used: set[str] = set()

    def chance(self, probability: float) -> bool:
        """True with the probability given."""
        return self.random.random() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(low, high)

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return self.random.choice(options)

    def maybe(self, value: T, probability: float) -> T | None:
        """The value with the probability given, else nothing."""
        return value if self.chance(probability) else None

    def some(self, options: Sequence[T], most: int) -> list[T]:
        """Up to so many different options, in any order."""
        return self.random.sample(list(options), self.whole(0, min(most, len(options))))

    def day(self, low: date = FIRST_DAY, high: date = LAST_DAY) -> date:
        """A day between the two, a quarter of the time one on which counting goes wrong."""
        edges = [edge for edge in EDGE_DAYS if low <= edge <= high]
        if edges and self.chance(0.25):
            return self.pick(edges)
        return low + timedelta(days=self.whole(0, max(0, (high - low).days)))

    def around(self, day: date, low: date, high: date) -> date:
        """The day itself, the day before or the day after, kept between the two."""
        return min(max(day + timedelta(days=self.whole(-1, 1)), low), high)

    def _word(self) -> str:
        syllables = [self.pick(CONSONANTS) + self.pick(VOWELS) for _ in range(3)]
        return "".join(syllables).capitalize()

    def name(self) -> str:
        """An invented name, unlike a real person's and different each time."""
        while (name := f"{self._word()} {self._word()}ptz") in self.used:
            pass
        self.used.add(name)
        return name

    def nhs_number(self) -> str:
        """A valid number from the range that is never given to a patient, different each time."""
        while True:
            digits = "999" + "".join(str(self.whole(0, 9)) for _ in range(6))
            weighed = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
            check = (11 - weighed % 11) % 11
            if check != 10 and digits not in self.used:
                self.used.add(digits)
                return f"{digits}{check}"
