"""A person's week as lines of the grid, and how it stands against the limits in words."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import HOUR
from ipsdesk.services.hours_records import DatedFact, JobRecords, PersonRecords, Reason, RecordedDay, Shift
from ipsdesk.services.hours_week import PersonWeek, person_week
from ipsdesk.ui.hours.grid_limit_words import AgainstLimit, Half, against_limit
from ipsdesk.ui.hours.lines import COLUMNS, FIRST_DAY, PAY, TOTAL, Kind, Look, asked_of, lines_of
from ipsdesk.ui.widgets.marks import Mark

SUNDAY = date(2026, 5, 10)
MONDAY = SUNDAY - 6 * DAY
STARTED = date(2026, 2, 9)
LATER = date(2026, 6, 1)


def job(
    days: dict[int, float],
    pence: int | None = None,
    *,
    key: int = 1,
    pw1: bool = True,
    category: str = "higher",
    shifts: tuple[Shift, ...] = (),
) -> JobRecords:
    """A job with hours by the number of the day; its pay stands on the last of them."""
    recorded = {MONDAY + day * DAY: RecordedDay(round(hours * HOUR), None, 1) for day, hours in days.items()}
    if pence is not None:
        last = max(recorded)
        recorded[last] = RecordedDay(recorded[last].seconds, pence, 1)
    return JobRecords(
        key,
        f"A{key}",
        "Packer",
        "Northgate Packaging",
        STARTED,
        None,
        None,
        STARTED if pw1 else None,
        DatedFact(category),
        DatedFact(127_100),
        shifts,
        recorded,
    )


def person(
    *jobs: JobRecords,
    week_ends: str | None = None,
    benefits: tuple[str, ...] | None = ("ESA new style",),
    reasons: dict[date, Reason] | None = None,
    today: date = LATER,
) -> PersonWeek:
    records = PersonRecords(
        1, "C1", "Callum Reid", week_ends, DatedFact(benefits), DatedFact(None), jobs, reasons or {}
    )
    return person_week(records, SUNDAY, today)


def limit(shown: PersonWeek, number: int = 0) -> AgainstLimit:
    return against_limit(shown.weeks[number], is_named=shown.weeks[number].ends_on != SUNDAY)


def halves(shown: PersonWeek) -> tuple[Half, Half]:
    found = limit(shown).halves
    assert found is not None
    return found


def test_one_job_is_one_line_and_reads_out_who_what_when_and_how_it_stands() -> None:
    (line,) = lines_of(person(job({0: 4, 4: 4.5, 5: 0}, 209_72)), [])
    assert (line.kind, len(line.cells)) == (Kind.ONE, COLUMNS)
    assert [cell.words for cell in line.cells[:2]] == ["Callum Reid", "4:00"]
    assert line.cells[TOTAL].words == "8:30"
    assert line.read_out(FIRST_DAY + 4) == (
        "Callum Reid, Packer at Northgate Packaging, Friday 8 May, 4 h 30, "
        "Over the earnings limit, week to Sunday 10 May"
    )
    assert ", did not work, " in line.read_out(FIRST_DAY + 5)
    assert ", not recorded, " in line.read_out(FIRST_DAY + 6)
    assert line.cells[PAY].look is Look.OVER


def test_several_jobs_have_a_sum_that_is_not_typed_in() -> None:
    total, first, second = lines_of(person(job({0: 4}, 50_84), job({0: 2, 1: 3}, 63_55, key=2)), [])
    assert [one.kind for one in (total, first, second)] == [Kind.SUM, Kind.JOB, Kind.JOB]
    assert [cell.words for cell in total.cells[FIRST_DAY:PAY]] == ["6:00", "3:00", "", "", "", "", "", "9:00"]
    assert total.cells[PAY].words == "£114.39"
    assert not any(cell.is_editable for cell in total.cells)
    assert (first.limit, second.is_last_job) == (None, True)


def test_two_benefit_weeks_have_a_part_each_with_its_own_pay() -> None:
    first, second = lines_of(person(job({0: 5, 5: 4}, 50_84), week_ends="Thursday"), [])
    assert [(one.part, one.parts) for one in (first, second)] == [(0, 2), (1, 2)]
    assert [one.cells[PAY].words for one in (first, second)] == ["£63.55", "£50.84"]
    assert first.cells[PAY].second == "estimated"
    assert first.limit is not None
    assert [note.words for note in first.limit.notes] == ["week to Thu 7 May"]
    assert "week to Thursday 7 May" in first.read_out(FIRST_DAY + 3)
    assert "week to Thursday 14 May" in first.read_out(FIRST_DAY + 4)


def test_a_reason_has_a_line_where_it_is_asked_for_or_given() -> None:
    shown = person(job({0: 8, 1: 8}, 209_72))
    assert [line.kind for line in lines_of(shown, asked_of(shown))] == [Kind.ONE, Kind.REASON]
    given = person(job({0: 4}, 50_84), reasons={SUNDAY: Reason("Covered", None)})
    assert [line.kind for line in lines_of(given, asked_of(given))] == [Kind.ONE, Kind.REASON]
    within = person(job({0: 4}, 50_84))
    assert asked_of(within) == []


def test_hours_and_pay_stand_against_their_limits_in_words() -> None:
    shown = limit(person(job({0: 4, 1: 7.5}, 146_17)))
    assert (shown.mark, shown.words, shown.said) == (
        Mark.DONE,
        "Within",
        "11 h 30 of under 16, £146.17 of £203.50",
    )
    odd = limit(person(job({0: 7.66}, 97_00)))
    assert odd.halves is not None
    assert odd.halves[0].words == "7.66 h of under 16"


def test_what_is_over_is_marked_where_it_is_over() -> None:
    hours, pay = halves(person(job({0: 8, 1: 8.5}, 209_72)))
    assert (hours.mark, pay.mark) == (Mark.OVER, Mark.OVER)
    hours, pay = halves(person(job({0: 8}, 209_72)))
    assert (hours.mark, pay.mark) == (Mark.DONE, Mark.OVER)


def test_estimated_pay_and_planned_hours_are_told_from_recorded_ones() -> None:
    hours, pay = halves(person(job({0: 8})))
    assert (hours.is_estimated, pay.is_estimated) == (False, True)
    assert pay.words == "£101.68 of £203.50"
    plan = (Shift("Monday", "09:00", "17:00"), Shift("Tuesday", "09:00", "18:00"))
    running = person(job({0: 8}, shifts=plan), today=MONDAY)
    hours, pay = halves(running)
    assert (hours.words, hours.is_estimated) == ("17 h of under 16", True)
    assert [note.words for note in limit(running).notes] == ["Expected: over hours and earnings"]
    assert running.jobs[0].days[1].planned == 9 * HOUR
    empty = limit(person(job({}, shifts=plan), today=MONDAY))
    assert (empty.mark, empty.words) == (Mark.WAITING, "Hours not in")
    assert empty.sentence == "17 h planned, £216.07 expected"


def test_where_no_limit_holds_there_is_one_sentence() -> None:
    credit = limit(person(job({0: 8, 1: 12}, 268_00), benefits=("UC",)))
    assert (credit.mark, credit.words, credit.sentence) == (
        Mark.NOT_APPLICABLE,
        "Not applicable: Universal Credit",
        "20 h, £268.00",
    )
    assert [note.words for note in credit.notes] == ["see work allowance"]
    assert limit(person(job({0: 8}), benefits=("UC",))).sentence == "8 h, pay not in"
    assert limit(person(job({}))).sentence == "Nothing recorded"


def test_hours_that_are_not_tested_have_no_bar_and_missing_forms_are_named() -> None:
    lower = limit(person(job({0: 20}, 19_99)))
    assert lower.words == "Within the lower limit"
    assert lower.halves is not None
    assert (lower.halves[0].words, lower.halves[0].share) == ("20 h, not tested", None)
    assert [note.words for note in limit(person(job({0: 4}, 50_84, pw1=False))).notes] == ["PW1 not sent"]
