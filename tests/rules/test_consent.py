"""The latest answer counts, and only one that was given and has not ended lets anything be shared."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.consent import Answer, ConsentState, standing

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 1)
DAYS = st.dates(FIRST, LAST)
LATER = st.none() | st.integers(0, 40)


@st.composite
def answers(draw: st.DrawFn) -> list[Answer]:
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(["employers", "family"]), st.booleans(), DAYS, LATER, LATER))
    )
    return [
        Answer(
            number,
            scope,
            "given" if agreed else "refused",
            on,
            None if ends is None else on + timedelta(days=ends),
            None if back is None else on + timedelta(days=back),
        )
        for number, (scope, agreed, on, ends, back) in enumerate(drawn, 1)
    ]


@given(answers(), DAYS)
def test_the_latest_answer_by_then_counts_alone(known: list[Answer], day: date) -> None:
    state, latest = standing(known, "employers", day)
    by_then = sorted(
        (one.on_date, one.id) for one in known if one.scope == "employers" and one.on_date <= day
    )
    assert (latest is None) == (not by_then) == (state is ConsentState.NEVER)
    if latest is not None:
        assert (latest.on_date, latest.id) == by_then[-1]
        ended = any(end is not None and end <= day for end in (latest.expires_on, latest.withdrawn_on))
        assert (state is ConsentState.IN_FORCE) == (latest.answer == "given" and not ended)


def test_an_answer_ends_on_the_day_it_expires_or_is_withdrawn_on() -> None:
    one = Answer(1, "employers", "given", FIRST, LAST, LAST - timedelta(days=5))
    states = [one.state_on(LAST - timedelta(days=days)) for days in (6, 5, 0)]
    assert states == [ConsentState.IN_FORCE, ConsentState.WITHDRAWN, ConsentState.WITHDRAWN]
    open_end = Answer(2, "employers", "given", FIRST, LAST)
    assert open_end.state_on(LAST) is ConsentState.EXPIRED
