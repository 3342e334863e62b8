"""Which passphrases are good enough."""

from __future__ import annotations

import pytest

from ipsdesk.storage.passphrases import check_passphrase, offer_passphrase, words


def test_the_words_are_plain_and_different() -> None:
    assert len(set(words())) == len(words()) == 1024
    assert all(word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in words())


def test_an_offered_passphrase_is_accepted_and_new_each_time() -> None:
    offered = {offer_passphrase() for _ in range(50)}
    assert len(offered) == 50
    assert all(check_passphrase(text) is None for text in offered)
    assert all(check_passphrase(text.replace(" ", "-").title()) is None for text in offered)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "0 characters"),
        ("Xk9$mQ2!vB7", "11 characters"),
        ("aaaaaaaaaaaaaaaaaaaa", "easy to guess"),
        ("password12345678", "easy to guess"),
        ("apple apple apple apple apple", "easy to guess"),
    ],
)
def test_weak_passphrases_are_told_why(text: str, part: str) -> None:
    assert part in (check_passphrase(text) or "")


@pytest.mark.parametrize("text", ["Xk9$mQ2!vB7#pL4", "Xk9$mQ2!vB7#pL4" * 20])
def test_long_random_text_is_accepted(text: str) -> None:
    assert check_passphrase(text) is None
