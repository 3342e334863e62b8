"""Pages begin between whole things: rows, tied rows, headings with what follows."""

from __future__ import annotations

from collections.abc import Iterable

from ipsdesk.ui.printing.paging import Piece, page_starts


def column(*heights: float, head: float = 0.0, tied: Iterable[int] = ()) -> list[Piece]:
    pieces, top = [], 0.0
    for number, height in enumerate(heights):
        pieces.append(Piece((0, number), top, top + height, head, number in tied))
        top += height
    return pieces


def starts(pieces: list[Piece], height: float = 100) -> list[int]:
    return sorted(number for _, number in page_starts(pieces, height))


def test_what_fits_stays_on_one_page() -> None:
    assert starts(column(40, 60)) == []


def test_a_row_that_does_not_fit_begins_the_next_page() -> None:
    assert starts(column(40, 40, 40, 40, 40)) == [2, 4]


def test_the_head_repeated_takes_room_on_each_page() -> None:
    assert starts(column(40, 40, 40, 40, head=30)) == [2, 3]


def test_tied_rows_go_together() -> None:
    assert starts(column(40, 40, 40, tied=[1])) == [1]


def test_tied_rows_that_fill_more_than_a_page_are_parted() -> None:
    assert starts(column(10, 60, 60, tied=[0, 1])) == [2]


def test_what_is_higher_than_a_page_is_followed_by_a_new_one() -> None:
    assert starts(column(10, 250, 10, 10)) == [1, 2]
