"""What can be worked out of linked periods: what is possible stays possible, and one value alone is told."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ipsdesk.rules.linked import Link, span_of, told, worked_out
from ipsdesk.rules.small_numbers import rounded

counts = st.integers(min_value=0, max_value=12)


def test_a_hidden_quarter_is_told_by_the_other_and_the_exact_half() -> None:
    spans = {"Q1": span_of(None, exact=False), "Q2": (9, 9), "H1": (11, 11)}
    link = Link("H1", ("Q1", "Q2"))
    assert told(spans, [link], ["Q1"]) == ("Q1",)
    assert worked_out(spans, [link])["Q1"] == (2, 2)


def test_people_may_stand_in_both_quarters() -> None:
    spans = {"Q1": span_of(None, exact=False), "Q2": (9, 9), "H1": (11, 11)}
    link = Link("H1", ("Q1", "Q2"), adds_up=False)
    assert worked_out(spans, [link])["Q1"] == (2, 4)
    assert told(spans, [link], ["Q1"]) == ()


def test_what_contradicts_itself_tells_nothing() -> None:
    spans = {"Q1": span_of(None, exact=False), "Q2": (9, 9), "H1": (3, 3)}
    assert told(spans, [Link("H1", ("Q1", "Q2"))], ["Q1"]) == ()


@settings(max_examples=60)
@given(first=counts, second=counts, exact=st.lists(st.booleans(), min_size=3, max_size=3))
def test_the_span_of_a_part_is_what_trying_every_table_finds(
    first: int, second: int, exact: list[bool]
) -> None:
    truth = {"Q1": first, "Q2": second, "H1": first + second}
    spans = {
        cell: span_of(count if is_exact else rounded(count), exact=is_exact)
        for (cell, count), is_exact in zip(truth.items(), exact, strict=True)
    }
    possible = [
        (one, other)
        for one, other in product(_values(spans["Q1"]), _values(spans["Q2"]))
        if spans["H1"][0] <= one + other <= spans["H1"][1]
    ]
    found = worked_out(spans, [Link("H1", ("Q1", "Q2"))])
    ones, others = zip(*possible, strict=True)
    assert found["Q1"] == (min(ones), max(ones))
    assert found["Q2"] == (min(others), max(others))


def _values(span: tuple[int, int]) -> range:
    return range(span[0], span[1] + 1)
