"""Commissioners' forms are kept under a name, with what goes where, and taken away again."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl.utils.cell import get_column_letter

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_templates import MappedCell, Part, address_of, cell_problems
from tests.units import rows_of

FIRST = MappedCell("Return", "C7", "jobs.started")
BAND = MappedCell("Return", "C8", "profile.gender", band="female")


def test_a_form_comes_back_as_it_was_kept(desk: Desk) -> None:
    forms = desk.return_forms
    id_ = forms.keep("  Our   ICB ", b"workbook", [FIRST, BAND])
    assert forms.form(id_).content == b"workbook"
    (kept,) = forms.list()
    assert (kept.name, kept.cells) == ("Our ICB", (FIRST, BAND))
    assert forms.keep("Our ICB", b"another", [BAND], id_) == id_
    assert forms.form(id_).kept.cells == (BAND,)
    forms.forget(id_)
    assert forms.list() == ()
    noted = [
        action
        for (action,) in rows_of(desk, "SELECT action FROM audit_entries WHERE action LIKE '%a form %'")
    ]
    assert noted == ["kept a form of a commissioner"] * 2 + ["took away a form of a commissioner"]
    for gone in (forms.form, forms.forget):
        with pytest.raises(CannotRun, match="not kept any more"):
            gone(id_)


@pytest.mark.parametrize(
    ("name", "cells", "field"),
    [
        ("", [FIRST], "name"),
        ("x" * 81, [FIRST], "name"),
        ("taken", [FIRST], "name"),
        ("New", [], "what"),
        ("New", [FIRST, FIRST], "cell"),
        ("New", [MappedCell("Return", "7C", "jobs.started")], "cell"),
        ("New", [MappedCell("Return", "C7", "no.such")], "what"),
        ("New", [MappedCell("Return", "C7", "jobs.started", Part.NUMERATOR)], "part"),
        ("New", [MappedCell("Return", "C7", "profile.gender", band="no such")], "part"),
    ],
)
def test_what_is_wrong_is_said_by_field(desk: Desk, name: str, cells: list[MappedCell], field: str) -> None:
    desk.return_forms.keep("Taken", b"workbook", [FIRST])
    with pytest.raises(NotSaved) as refused:
        desk.return_forms.keep(name, b"workbook", cells)
    assert list(refused.value.problems) == [field]


@given(column=some.integers(1, 16_384), row=some.integers(1, 1_048_576), dollars=some.booleans())
def test_every_cell_of_a_sheet_has_its_address(column: int, row: int, dollars: bool) -> None:
    address = f"{get_column_letter(column)}{row}"
    typed = f"${get_column_letter(column)}${row}" if dollars else address.lower()
    assert address_of(f" {typed} ") == address
    assert not cell_problems(MappedCell("Return", address, "period"), [])


@given(some.text(string.ascii_letters + string.digits + "$:!", max_size=9))
def test_what_is_no_cell_has_none(typed: str) -> None:
    found = address_of(typed)
    assert not found or found == typed.replace("$", "").upper()
