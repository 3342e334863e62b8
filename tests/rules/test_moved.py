"""What moved, in words: never more where it is less, and nothing where the printed numbers are the same."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.moved import Printing, Told, moved

numbers = st.fractions(min_value=0, max_value=1_000, max_denominator=400)


@given(now=numbers, before=numbers, printing=st.sampled_from(list(Printing)))
def test_the_way_it_moved_is_the_way_the_printed_numbers_went(
    now: Fraction, before: Fraction, printing: Printing
) -> None:
    said = moved("Job starts", Told(now), Told(before), "in 2026-27 Q1", printing)
    new, old = printing.rounded(now), printing.rounded(before)
    assert bool(said) is (new != old)
    if said:
        assert (" more than " in said) is (now > before)
        assert (" fewer than " in said or " less than " in said) is (now < before)
        assert said.startswith(f"Job starts: {printing.words(new)}, ")
        assert said.endswith(f"in 2026-27 Q1 ({printing.words(old)}).")


@pytest.mark.parametrize(
    ("now", "before", "printing", "unit", "said"),
    [
        (Told(Fraction(7)), Told(Fraction(4)), Printing.WHOLE, "", "It: 7, 3 more than in Q1 (4)."),
        (
            Told(Fraction(12, 17), "12 of 17"), Told(Fraction(15, 19), "15 of 19"), Printing.SHARE, "",
            "It: 71% (12 of 17), 8 percentage points less than in Q1 (79%, 15 of 19).",
        ),
        (Told(Fraction(1, 2)), Told(Fraction(51, 100)), Printing.SHARE, "",
         "It: 50%, 1 percentage point less than in Q1 (51%)."),
        (Told(Fraction(93, 10)), Told(Fraction(21, 2)), Printing.TENTHS, "days",
         "It: 9.3 days, 1.2 fewer than in Q1 (10.5)."),
        (Told(Fraction(2_445_127, 100)), Told(Fraction(21_069)), Printing.MONEY, "",
         "It: £24,451.27, £3,382.27 more than in Q1 (£21,069.00)."),
        (Told(Fraction(301, 100)), Told(Fraction(3)), Printing.WHOLE, "", ""),
    ],
)  # fmt: skip
def test_sentences(now: Told, before: Told, printing: Printing, unit: str, said: str) -> None:
    assert moved("It", now, before, "in Q1", printing, unit) == said
