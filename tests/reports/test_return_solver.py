"""What a reader adds and takes away in the files of linked returns tells no hidden count, or is foreseen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import load_workbook

from ipsdesk.excel import workbook_bytes
from ipsdesk.exchange.demo.unit import demo_records
from ipsdesk.reports.return_files import content_of
from ipsdesk.reports.return_submitting import submit_workbook
from ipsdesk.reports.return_workbook import return_of
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_linked import as_printed, worked_out
from ipsdesk.services.return_out import kept_of
from ipsdesk.services.scorecards_scope import EVERYBODY, Whose
from ipsdesk.services.submissions import Form, ReturnFile
from tests.reports.solving import MANY, Adds, Spans, one_value
from tests.units import SAMPLES, TODAY, bring_in, copy_unit, sit_down

Q1, Q2 = parse_period("2026-27 Q1"), parse_period("2026-27 Q2")
PROFILES = (Profile.COMMISSIONER, Profile.OPEN)
EVENTS = ("Referrals received", "Referrals accepted", "Declined as not ready", "Job starts", "Goals reached")
PEOPLE = ("People started", "People served", "People who started a job", "People who started training")
BANDS = ("Job starts by time in the service", "Job starts by type", "Job starts by contract")
Row = Sequence[object]


@pytest.fixture(scope="module")
def desk(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An open desk at the practice unit's records, in which nothing is changed."""
    with sit_down(copy_unit(empty_unit, tmp_path_factory.mktemp("solver") / "Demo.ipsdesk")) as desk:
        assert desk.intake.bring_in(demo_records(TODAY)).written
        yield desk


def stands_for(printed: object, *, exact: bool) -> tuple[int, int]:
    """What a printed count can be."""
    if printed == "*":
        return 1, 4
    number = int(float(str(printed)))
    return (number, number) if exact or not number else (max(number - 2, 5), number + 2)


def rows_of(book: bytes, sheet: str) -> list[list[object]]:
    """The rows of a sheet, by another reader than the one that wrote it."""
    return [list(row) for row in load_workbook(BytesIO(book)).get_sheet_by_name(sheet).to_python()]


def summary_of(book: bytes) -> dict[str, Row]:
    """Figure, quarters and year to date by measure, and by measure and band."""
    found: dict[str, Row] = {}
    measure = ""
    for row in rows_of(book, "Summary")[4:]:
        label = str(row[0])
        measure = measure if label.startswith(" ") else label
        found[f"{measure}|{label.strip()}" if label.startswith(" ") else label] = row
    return found


def two_quarters(first: bytes, second: bytes, *, exact: bool) -> tuple[Spans, list[Adds], set[str]]:
    """The counts of two quarters and of both together, as the two files print them."""
    spans: Spans = {}
    sums: list[Adds] = []
    hidden: set[str] = set()
    earlier, later = summary_of(first), summary_of(second)
    for name, row in later.items():
        family = name.split("|")[0]
        if family not in (*EVENTS, *PEOPLE, *BANDS) or row[1] == "":
            continue
        for place, printed in (("Q1", earlier[name][1]), ("Q2", row[1])):
            spans[f"{name} {place}"] = stands_for(printed, exact=exact)
            if printed == "*":
                hidden.add(f"{name} {place}")
        for column, place in ((5, "Q1"), (6, "Q2"), (9, "both")):
            if row[column] != "*":  # a star may stand there for the sake of another number
                low, high = stands_for(row[column], exact=exact)
                was = spans.get(f"{name} {place}", (0, MANY))
                spans[f"{name} {place}"] = max(low, was[0]), min(high, was[1])
        spans.setdefault(f"{name} both", (0, MANY))
        sums.append(Adds(f"{name} both", (f"{name} Q1", f"{name} Q2"), exactly=family not in PEOPLE))
    for family in BANDS:
        bands = [name for name in later if name.startswith(f"{family}|")]
        for place in ("Q1", "Q2", "both"):
            parts = tuple(f"{name} {place}" for name in bands)
            if all(spans[part] == (1, 4) for part in parts):
                hidden.difference_update(parts)  # hidden together: any of them can be anything
                spans.update(dict.fromkeys(parts, (0, MANY)))
            sums.append(Adds(f"Job starts {place}", parts))
    return spans, sums, hidden


def reached(book: bytes, of: str, *, exact: bool) -> tuple[Spans, list[Adds], set[str]]:
    """People served by each trait, and those of them who started a job."""
    rows = rows_of(book, "Who we reach")[4:]
    sides = ("served", "started")
    rounded = any(str(row[0]).startswith("Breakdown not shown") for row in rows)
    spans: Spans = {}
    for side, printed in zip(sides, rows[0][1:], strict=True):
        is_exact = exact and not (rounded and side == "served")
        spans[f"{side} {of}"] = stands_for(printed, exact=is_exact)
    tables: dict[tuple[str, str], list[str]] = {}
    trait = ""
    for label, *counts in rows[1:]:
        if counts == ["", ""]:
            trait = str(label)
        for side, printed in zip(sides, counts, strict=True):
            if printed != "":
                name = f"{trait}|{label} {side} {of}"
                spans[name] = stands_for(printed, exact=False)
                tables.setdefault((trait, side), []).append(name)
    sums = [Adds(f"{side} {of}", tuple(cells)) for (trait, side), cells in tables.items() if trait != "Needs"]
    for (trait, side), cells in tables.items():
        if side == "started" and (trait, "served") in tables:
            for name in cells:
                spans[f"{name}, not"] = 0, MANY
                sums.append(Adds(name.replace(" started ", " served "), (name, f"{name}, not")))
    low = {name for name, span in spans.items() if span == (1, 4)}
    return spans, sums, low


def traits(spans: Spans) -> set[str]:
    """The names of the tables."""
    return {name.split("|")[0] for name in spans if "|" in name}


def of_trait(
    trait: str, spans: Spans, sums: Sequence[Adds], hidden: set[str]
) -> tuple[Spans, list[Adds], set[str]]:
    """What is about one table alone, and the numbers of people."""
    own = {name: span for name, span in spans.items() if "|" not in name or name.startswith(f"{trait}|")}
    return own, [one for one in sums if {one.whole, *one.parts} <= set(own)], hidden & set(own)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_files_of_two_linked_quarters_tell_no_hidden_count(desk: Desk, profile: Profile) -> None:
    files = [workbook_bytes(return_of(desk.returns.content(period, profile))) for period in (Q1, Q2)]
    exact = profile is Profile.COMMISSIONER
    spans, sums, hidden = two_quarters(*files, exact=exact)
    assert bool(hidden) is not exact
    assert one_value(spans, sums, hidden) == set()
    for file in files:
        spans, sums, hidden = reached(file, "all", exact=exact)
        assert len(hidden) > 5
        for trait in traits(spans):
            assert one_value(*of_trait(trait, spans, sums, hidden)) == set()


def test_what_the_returns_for_each_commissioner_tell_of_that_for_all_is_foreseen(
    desk: Desk,
) -> None:
    profile = Profile.COMMISSIONER
    scopes = [EVERYBODY, *(one for one in desk.scorecards.scopes() if one.whose is Whose.COMMISSIONER)]
    assert len(scopes) > 2
    contents = {scope.name: desk.returns.content(Q2, profile, scope) for scope in scopes}
    spans: Spans = {}
    sums: list[Adds] = []
    hidden: set[str] = set()
    for name, content in contents.items():
        own = reached(workbook_bytes(return_of(content)), name, exact=True)
        spans |= own[0]
        sums += own[1]
        hidden |= own[2]
    for name in [one for one in spans if one.endswith(f" {EVERYBODY.name}")]:
        parts = [name.replace(EVERYBODY.name, one.name) for one in scopes[1:]]
        if all(part in spans for part in parts):
            sums.append(Adds(name, tuple(parts), exactly=False))
    told = {name for trait in traits(spans) for name in one_value(*of_trait(trait, spans, sums, hidden))}
    others = [as_printed(content) for content in contents.values() if content.scope != EVERYBODY]
    _, foreseen = worked_out(contents[EVERYBODY.name], others)
    assert told
    for name in told:
        band, scope = re.split(" served | started ", name.split("|")[1])
        assert any(f": {band}, {Q2.label} ({scope})" in one for one in foreseen), (name, foreseen)


def two_of_people(first: bytes, second: bytes) -> tuple[Spans, list[Adds], set[str]]:
    """Who was served in two quarters by traits that stay, and how many came and went in between."""
    spans: Spans = {}
    sums: list[Adds] = []
    hidden: set[str] = set()
    for file, of in ((first, "Q1"), (second, "Q2")):
        own = reached(file, of, exact=True)
        spans |= own[0]
        sums += own[1]
        hidden |= own[2]
    spans["served both"] = stands_for(summary_of(second)["People served"][9], exact=True)
    for of in ("Q1", "Q2"):
        spans[f"others {of}"] = 0, MANY
        sums.append(Adds("served both", (f"served {of}", f"others {of}")))
    bands = {name.removesuffix(" served Q1") for name in spans if name.endswith(" served Q1") and "|" in name}
    for band in bands:
        if f"{band} served Q2" not in spans or band.split("|")[0] in ("Age", "Needs"):
            continue
        spans[f"{band} both"] = 0, MANY
        for of in ("Q1", "Q2"):
            of_band, not_of_it = f"{band} others {of}", f"{band} more {of}"
            spans[of_band] = spans[not_of_it] = 0, MANY
            sums.append(Adds(f"{band} both", (f"{band} served {of}", of_band)))
            sums.append(Adds(f"others {of}", (of_band, not_of_it)))
    return spans, sums, hidden


def told_of_people(first: bytes, second: bytes) -> set[str]:
    """Each hidden count of people of which a reader of both files is left with one value."""
    found = two_of_people(first, second)
    return {name for trait in traits(found[0]) for name in one_value(*of_trait(trait, *found))}


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not beside this checkout")
def test_a_return_withholds_what_would_tell_of_one_that_is_out(empty_unit: Path, tmp_path: Path) -> None:
    """20 people and 21 in both quarters: one came, so a band that is 5 now was 4."""
    profile = Profile.COMMISSIONER
    with sit_down(copy_unit(empty_unit, tmp_path / "Sample.ipsdesk")) as desk:
        assert bring_in(desk, SAMPLES / "oak-unit.xlsx").written
        earlier, later = (desk.returns.content(period, profile) for period in (Q1, Q2))
        alone = [workbook_bytes(return_of(content)) for content in (earlier, later)]
        assert {name.split(" served")[0].split("|")[1] for name in told_of_people(*alone)} == {"male"}
        assert worked_out(later, [as_printed(earlier)])[1] == ("Gender: male, 2026-27 Q1",)

        first, second = tmp_path / "Q1.xlsx", tmp_path / "Q2.xlsx"
        submit_workbook(desk, Q1, profile, first)
        submit_workbook(desk, Q2, profile, second)
        assert told_of_people(first.read_bytes(), second.read_bytes()) == set()
        after = desk.returns.content(parse_period("2026-27 Q3"), profile)
        assert worked_out(after, desk.returns.out_beside(after.now.period))[1] == ()
        out = {one.release.period: one for one in desk.returns.out_beside(after.now.period)}
        assert out[Q2].withheld == {"profile.gender"}
        assert out[Q2].release["access.served"].value == 20
        assert desk.submissions.figures(2)["access.served"].value == 20


def test_returns_for_one_and_for_all_withhold_what_they_would_tell(empty_unit: Path, tmp_path: Path) -> None:
    profile = Profile.COMMISSIONER
    with sit_down(copy_unit(empty_unit, tmp_path / "Payers.ipsdesk")) as desk:
        assert desk.intake.bring_in(demo_records(TODAY)).written
        payers = [one for one in desk.scorecards.scopes() if one.whose is Whose.COMMISSIONER]
        plain = desk.returns.content(Q2, profile)
        for payer in payers:
            key = desk.submissions.begin(Q2, profile=profile, commissioner=payer.key)
            content = content_of(desk, desk.submissions.draft(key))
            made = ReturnFile("Return.xlsx", Form.WORKBOOK, workbook_bytes(return_of(content)))
            desk.submissions.submit(key, [made], printed=kept_of(content))
        out = desk.returns.out_beside(Q2)
        assert worked_out(plain, out)[1]
        safe = desk.returns.content(Q2, profile)
        assert safe.withheld
        assert worked_out(safe, out)[1] == ()
