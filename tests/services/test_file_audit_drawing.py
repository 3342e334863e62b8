"""Files drawn for an audit: so many of each specialist, in turn, by chance, the same for one seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.services.file_audit_drawing import OpenFile, chance, drawn

FILES = st.lists(
    st.builds(
        OpenFile,
        st.integers(1, 200),
        st.one_of(st.none(), st.integers(1, 4)),
        st.one_of(st.none(), st.integers(1, 9)),
    ),
    max_size=40,
    unique_by=lambda one: one.client,
)
EACH, SEED = st.integers(1, 5), st.integers()


@given(FILES, EACH, SEED)
def test_so_many_of_each_specialist_and_those_audited_longest_ago(
    files: list[OpenFile], each: int, seed: int
) -> None:
    found = drawn(files, each, chance(seed))
    assert len({one.client for one in found}) == len(found)
    assert set(found) <= set(files)
    there, taken = Counter(one.staff for one in files), Counter(one.staff for one in found)
    assert taken == {staff: min(count, each) for staff, count in there.items()}
    for left in set(files) - set(found):
        assert all((one.last or 0) <= (left.last or 0) for one in found if one.staff == left.staff)


@given(FILES, EACH, SEED)
def test_one_seed_draws_the_same_files_whatever_their_order(
    files: list[OpenFile], each: int, seed: int
) -> None:
    assert drawn(files, each, chance(seed)) == drawn(files[::-1], each, chance(seed))


@given(FILES, EACH, st.lists(SEED, min_size=2, max_size=6))
def test_no_file_is_drawn_twice_in_a_row_while_others_are_left(
    files: list[OpenFile], each: int, seeds: list[int]
) -> None:
    before: set[int] = set()
    for audit, seed in enumerate(seeds, start=10):
        found = {one.client for one in drawn(files, each, chance(seed))}
        own = Counter(one.staff for one in files)
        again = [one for one in files if one.client in before & found]
        for one in again:
            assert own[one.staff] - sum(x.client in before for x in files if x.staff == one.staff) < each
        files = [replace(one, last=audit) if one.client in found else one for one in files]
        before = found


def test_by_chance_everybody_is_drawn_some_time() -> None:
    files = [OpenFile(client, 1) for client in range(8)]
    assert len({drawn(files, 1, chance(seed))[0].client for seed in range(60)}) == len(files)
    assert drawn(files, 3, chance())
