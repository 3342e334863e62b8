"""The recovery key: tolerant of how it is typed, strict about what is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.errors import WrongPassphrase
from ipsdesk.storage.recovery_key import ALPHABET, new_recovery_key, read_recovery_key

SIGNS = st.sampled_from(ALPHABET)
PLACES = st.integers(0, 32)


def plain(key: str) -> str:
    return key.replace("-", "")


def test_a_key_is_printed_in_groups_and_has_160_bits() -> None:
    groups = new_recovery_key().split("-")
    assert [len(group) for group in groups] == [4] * 8 + [1]
    assert len(ALPHABET) == len(set(ALPHABET)) == 32


def test_case_spaces_dashes_and_lookalikes_do_not_matter() -> None:
    key = new_recovery_key()
    typed = f"  {plain(key).lower().replace('0', 'o').replace('1', 'l')[:9]} -{plain(key)[9:]}\n"
    assert read_recovery_key(typed) == read_recovery_key(key)


@given(PLACES, SIGNS)
def test_one_wrong_sign_is_always_seen(place: int, sign: str) -> None:
    key = plain(new_recovery_key())
    typed = key[:place] + sign + key[place + 1 :]
    if typed == key:
        assert read_recovery_key(typed)
    else:
        with pytest.raises(WrongPassphrase, match="check character"):
            read_recovery_key(typed)


@given(st.integers(0, 31))
def test_two_neighbours_swapped_are_always_seen(place: int) -> None:
    key = plain(new_recovery_key())
    typed = key[:place] + key[place + 1] + key[place] + key[place + 2 :]
    if typed != key:
        with pytest.raises(WrongPassphrase, match="check character"):
            read_recovery_key(typed)


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 33, "é" * 33, "0" * 34])
def test_a_key_of_the_wrong_shape_says_so(typed: str) -> None:
    with pytest.raises(WrongPassphrase, match="33 letters and digits"):
        read_recovery_key(typed)
