"""Named specialists, file audits and yearly training at their borders: the program and the recount alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ipsdesk.measures import Window
from ipsdesk.measures.measure import CALENDAR_MONTH
from ipsdesk.reports.scorecard_text import as_json
from ipsdesk.rules.codes import STAFF_TOPICS
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.amending_words import words_of_rows
from ipsdesk.services.desk import Desk
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.records import RecordRef
from ipsdesk.services.scorecards_scope import EVERYBODY
from ipsdesk.services.submissions_rows import Changed, RowKey, RowState, count_rows
from tests.recount.figures import recount
from tests.recount.workbook import read_workbook
from tests.units import bring_in, rows_of, write_book

TEAMS = ("Team ID", "Name", "Opened", "Closed")
STAFF = ("Staff ID", "Name", "Role", "Started", "Left", "Employment WTE", "Team IDs")
BEGAN, LEAP = date(2020, 1, 1), date(2024, 2, 29)
JULY = "2026-07-01..2026-07-31"
JULY_LAST = date(2026, 7, 31)

Row = Sequence[object]


def person(reference: str, left: date | None = None, wte: float = 1, teams: str = "") -> Row:
    """A member of staff since 2020."""
    return (reference, f"Person {reference}", "employment specialist", BEGAN, left, wte, teams)


def trained(reference: str, *days: date) -> list[Row]:
    """A training in each of the five topics, on these days by turns."""
    return [(days[place % len(days)], reference, topic) for place, topic in enumerate(STAFF_TOPICS)]


class Counted:
    """A unit of a few sheets, counted by the program and again from its workbook."""

    def __init__(self, desk: Desk, folder: Path, **sheets: Sequence[Row]) -> None:
        self.desk, self.path = desk, folder / "unit.xlsx"
        heads = {
            "Teams": TEAMS,
            "Staff": STAFF,
            "WTE_changes": ("Staff ID", "From", "Employment WTE"),
            "File_audits": ("Audit ID", "Date"),
            "Staff_training": ("Date", "Staff ID", "Topic"),
        }
        book = {name.replace("_", " "): [heads[name], *rows] for name, rows in sheets.items()}
        report = bring_in(desk, write_book(self.path, book))
        assert not report.problems, report.problems

    def of(self, key: str, period: str) -> tuple[int, int]:
        """Numerator and denominator, the same both ways."""
        found = as_json(self.desk.figures.scorecard(parse_period(period)))["measures"]
        again = recount(read_workbook(self.path), period)["measures"]
        one, other = (next(m for m in measures if m["key"] == key) for measures in (found, again))
        assert one == other
        return one["numerator"], one["denominator"]

    def counted(self, key: str, period: str) -> set[str]:
        """Who or what is in the numerator."""
        return {case.reference for case in self.desk.cases.of(key, parse_period(period)) if case.amount}


def test_a_team_is_open_on_its_last_day_and_a_leaver_in_post_on_theirs(desk: Desk, tmp_path: Path) -> None:
    unit = Counted(
        desk,
        tmp_path,
        Teams=[
            ("T1", "Closes on the last day", None, JULY_LAST),
            ("T2", "Opens on the last day", JULY_LAST, None),
            ("T3", "Closed the day before", None, date(2026, 7, 30)),
            ("T4", "Opens the day after", date(2026, 8, 1), None),
            ("T5", "Has only a leaver", None, None),
            ("T6", "Has nobody", None, None),
            ("T7", "Has one without a post", None, None),
        ],
        Staff=[
            person("S1", teams="T1; T2; T3; T4"),
            person("S2", left=JULY_LAST, teams="T5"),
            person("S3", wte=0, teams="T7"),
        ],
        WTE_changes=[("S3", date(2026, 8, 1), 0.5)],
    )
    named = {
        JULY: {"T1", "T2", "T5"},
        "2026-08-01..2026-08-31": {"T2", "T4", "T7"},
        "2026-07-01..2026-07-30": {"T1", "T3", "T5"},
    }
    for period, teams in named.items():
        assert unit.of("team.specialist_named", period) == (3, 5)
        assert unit.counted("team.specialist_named", period) == teams


def test_a_person_removed_is_named_for_nobody(desk: Desk, tmp_path: Path) -> None:
    Counted(desk, tmp_path, Teams=[("T1", "A ward", None, None)], Staff=[person("S1", teams="T1")])
    [(key,)] = rows_of(desk, "SELECT id FROM staff WHERE reference = 'S1'")
    desk.records.remove(RecordRef("staff", key), "typed twice")
    found = as_json(desk.figures.scorecard(parse_period(JULY)))["measures"]
    assert next(m for m in found if m["key"] == "team.specialist_named")["numerator"] == 0


def test_months_are_whole_and_each_counts_once(desk: Desk, tmp_path: Path) -> None:
    days = (date(2024, 1, 31), LEAP, date(2024, 4, 1), date(2024, 4, 30))
    unit = Counted(desk, tmp_path, File_audits=[(f"A{n}", day) for n, day in enumerate(days)])
    for period, counted in {
        "2024-01-01..2024-03-31": (2, 3),  # 31 January and 29 February; nothing in March
        "2024-01-02..2024-02-29": (1, 1),  # January is not whole
        "2024-01-02..2024-02-28": (0, 0),  # nor is February
        "2024-02-01..2024-02-29": (1, 1),
        "2024-04-01..2024-04-30": (1, 1),  # two audits are one month
    }.items():
        assert unit.of("team.audits", period) == counted, period
    months = desk.cases.of("team.audits", parse_period("2024-01-01..2024-03-31"))
    assert [(case.reference, case.name, case.amount) for case in months] == [
        ("2024-01", "January 2024", 1),
        ("2024-02", "February 2024", 1),
        ("2024-03", "March 2024", 0),
    ]


def test_an_amended_month_is_told_as_a_month(desk: Desk, tmp_path: Path) -> None:
    Counted(desk, tmp_path, File_audits=[("A1", date(2026, 7, 31))])
    period = parse_period("2026-27 Q2")
    with desk.workspace.transactions.read() as connection:
        window = Window(period, staffing_of(connection), rates_of(connection))
        row = RowKey("team.audits", CALENDAR_MONTH, "202607")
        parts = count_rows(connection, window, EVERYBODY)[row]
        [words] = words_of_rows(connection, [Changed(row, (RowState("counted", 0),), parts)])
    assert words["reference"] == "July 2026"
    assert (words["before"], words["after"]) == ("counted, no", "counted, yes")


def test_training_of_the_same_day_a_year_before_is_over(desk: Desk, tmp_path: Path) -> None:
    unit = Counted(
        desk,
        tmp_path,
        Staff=[
            *(person(f"S{n}") for n in range(1, 5)),
            person("S5", left=JULY_LAST),
            person("S6", left=date(2026, 7, 30)),
            person("S7", wte=0),
        ],
        Staff_training=[
            *trained("S1", date(2025, 7, 31)),  # exactly a year before: over
            *trained("S2", date(2025, 8, 1), JULY_LAST),  # the first and the last day of the year
            *trained("S3", date(2025, 8, 1))[:4],  # a topic is missing
            *((date(2026, 1, 1), "S3", "other"), (date(2026, 1, 2), "S3", STAFF_TOPICS[0])),
            *trained("S4", date(2026, 8, 1)),  # after the last day
            *trained("S5", JULY_LAST),  # leaves on the last day: in post
            *trained("S6", date(2026, 1, 1)),  # left the day before
            *trained("S7", date(2026, 1, 1)),  # no specialist, but in post
        ],
    )
    assert unit.of("team.training", JULY) == (3, 6)
    assert unit.of("team.training", "2026-07-01..2026-07-30") == (3, 7)  # S1 still, S6 too; S2 and S5 not yet


def test_the_year_of_training_is_clamped_in_february(desk: Desk, tmp_path: Path) -> None:
    unit = Counted(
        desk,
        tmp_path,
        Staff=[person("S1"), person("S2")],
        Staff_training=[*trained("S1", LEAP), *trained("S2", date(2024, 2, 28))],
    )
    assert unit.of("team.training", "2024-02-29..2024-02-29") == (2, 2)
    # A year before 28 February 2025 is 28 February 2024, which is over; the 29th is in the year still.
    assert unit.of("team.training", "2025-02-01..2025-02-28") == (1, 2)
    assert unit.of("team.training", "2025-03-01..2025-03-01") == (0, 2)
