"""The model of rows: sound by Qt's own tester, sorted by value, filtered, and read out cell by cell."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ipsdesk.ui.widgets.rows_model import ROW_ROLE, SORT_ROLE, RowsModel
from tests.ui.people import LISTING, PEOPLE, Person

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def filled() -> RowsModel[Person]:
    model = RowsModel(LISTING)
    model.set_rows(PEOPLE)
    return model


def names(model: RowsModel[Person]) -> str:
    return "".join(one.name[0].upper() for one in model.shown)


def test_qts_own_tester_finds_nothing_through_every_change(qapp: QCoreApplication) -> None:
    model = RowsModel(LISTING)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(PEOPLE)
    for column in (-1, 0, 1, 2, 3):
        model.sort(column, DOWN)
    model.show_only(lambda one: one.days is None)
    model.sort(0, UP)
    model.set_rows(())


def test_sorted_by_value_and_empty_always_last() -> None:
    model = filled()
    orders = {}
    for column in (0, 1, 2):
        for order in (UP, DOWN):
            model.sort(column, order)
            orders[column, order] = names(model)
    assert orders == {
        (0, UP): "ABCD",  # small letters and capitals alike
        (0, DOWN): "DCBA",
        (1, UP): "BADC",  # 9 before 301 before 1,000, then the one without
        (1, DOWN): "DABC",
        (2, UP): "DBAC",
        (2, DOWN): "ABDC",
    }
    model.sort(-1)
    assert names(model) == "ABCD"


def test_a_place_held_moves_with_its_row() -> None:
    model = filled()
    held = QPersistentModelIndex(model.index(1, 1))
    model.sort(1, DOWN)
    assert model.row_at(held) is PEOPLE[1]
    assert held.column() == 1


def test_order_and_filter_stay_when_rows_are_read_again() -> None:
    model = filled()
    model.sort(1, UP)
    model.show_only(lambda one: bool(one.job))
    model.set_rows([*PEOPLE, Person(5, "Ebo", 2, None, "Gardener")])
    assert names(model) == "EAC"
    assert model.place_of(3) == 2
    assert model.place_of(2) is None


def test_what_a_cell_says_sorts_by_and_stands_for() -> None:
    model = filled()
    cell = model.index(0, 2)
    assert cell.data() == "8 May 2026"
    assert cell.data(SORT_ROLE) == PEOPLE[0].seen
    assert cell.data(ROW_ROLE) is PEOPLE[0]
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert cell.data(spoken) == "Aidan Marsh, Last seen: 8 May 2026"
    assert model.index(0, 0).data(spoken) == "Person: Aidan Marsh, Kitchen assistant"
    assert model.index(2, 1).data(spoken) == "Callum Reid, Days: empty"
    assert model.headerData(2, Qt.Orientation.Horizontal, spoken) == "Last seen"


def test_it_cannot_be_written_in() -> None:
    model = filled()
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.index(0, 0), "x")
    assert replace(PEOPLE[0]) == model.shown[0]
