"""Each kind of field keeps what people type, exactly, and says plainly what it can't keep."""

from __future__ import annotations

import datetime as dt
import json
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import nhs

from ipsdesk.exchange.cells import converter, keep
from ipsdesk.exchange.complaint import Complaint, Raw
from ipsdesk.fields import Field, Kind
from ipsdesk.models import FAMILIES
from tests.exchange.books import at

ALL_FIELDS = [(name, field) for model in FAMILIES for name, field in model.fields()]
HOURS_A_DAY = Field("Hours", Kind.HOURS, least=0, most=24, required=True)
WEEKLY = Field("Weekly hours", Kind.HOURS, least=0, most=168)
SCORE = Field("Item 1", Kind.WHOLE, least=1, most=5)
PAY = Field("Hourly pay", Kind.DECIMAL, scale=10_000, least=0)
LEGAL = Field("Legal status", Kind.CHOICE, choices=("01", "02", "03", "10", "99"))
BENEFITS = Field("Benefits", Kind.CHOICES, choices=("ESA new style", "UC", "none"))


NUMBERS = {Kind.WHOLE, Kind.DECIMAL, Kind.HOURS, Kind.MONEY}


def of(kind: Kind) -> Field:
    return Field("Field", kind)


def complaint(raw: Raw, field: Field) -> str:
    with pytest.raises(Complaint) as caught:
        keep(raw, field)
    return str(caught.value)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("raw", ["", "  ", "\u00a0", "-", " - ", "N/A", "n/a", "\n"])
def test_not_recorded(kind: Kind, raw: str) -> None:
    assert keep(raw, Field("Field", kind, choices=("a",))) is None


def test_not_recorded_means_the_default_and_is_refused_where_required() -> None:
    assert keep("", Field("Attended", Kind.YES_NO, default=True)) is True
    assert keep("N/A", Field("Employment WTE", Kind.DECIMAL, default=0)) == 0
    assert complaint("-", Field("Name", required=True)) == "'Name' is empty and must be filled in"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Ward 1 ", "Ward 1"),
        (7.0, "7"),
        (29.5, "29.5"),
        (0.1 + 0.2, "0.3"),
        (9999206247.0, "9999206247"),
        (-0.0, "0"),
        (True, "yes"),
        (False, "no"),
        (dt.date(2026, 3, 27), "2026-03-27"),
        (at(2026, 3, 27), "2026-03-27"),
        (at(2026, 3, 27, 10, 30), "2026-03-27 10:30"),
        (dt.time(7, 30), "07:30"),
        (dt.timedelta(hours=37, minutes=30), "37:30"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("=cmd()", "=cmd()"),
        ("TRUE", "TRUE"),
    ],
)
def test_text(raw: Raw, kept: str) -> None:
    assert keep(raw, of(Kind.TEXT)) == kept
    assert keep(raw, of(Kind.LONG_TEXT)) == kept
    assert keep(raw, of(Kind.REFERENCE)) == kept


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\ufffe"])
def test_text_that_can_not_be_printed_is_refused(character: str) -> None:
    expected = f"'a b' holds a character that can't be printed (U+{ord(character):04X}); delete it"
    assert complaint(f"a{character}b", of(Kind.TEXT)) == expected


def test_text_as_long_as_a_cell_can_be() -> None:
    assert keep("x" * 32_767, of(Kind.LONG_TEXT)) == "x" * 32_767
    assert keep("😀" * 16_383, of(Kind.LONG_TEXT)) == "😀" * 16_383
    too_long = "the text has 32,768 characters; at most 32,767 can be kept"
    assert complaint("x" * 32_768, of(Kind.LONG_TEXT)) == too_long
    assert complaint("😀" * 16_384, of(Kind.LONG_TEXT)) == too_long


@pytest.mark.parametrize(
    "raw",
    [
        "27/03/2026",
        " 27/3/2026 ",
        "27 Mar 2026",
        "27 march 2026",
        "27  MAR  2026",
        "2026-03-27",
        dt.date(2026, 3, 27),
        at(2026, 3, 27),
    ],
)
def test_date(raw: Raw) -> None:
    assert keep(raw, of(Kind.DATE)) == "2026-03-27"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("31/02/2026", "'31/02/2026' is not a real date"),
        ("29 Feb 2026", "'29 Feb 2026' is not a real date"),
        ("2026-02-30", "'2026-02-30' is not a real date"),
        ("03/27/2026", "'03/27/2026' is not a real date"),
        ("27/03/26", "'27/03/26' has a year of two digits; write all four, as in 27/03/2026"),
        ("27 Mar 26", "'27 Mar 26' has a year of two digits; write all four, as in 27/03/2026"),
        ("soon", "'soon' is not a date; write it as 27/03/2026"),
        ("27 Foo 2026", "'27 Foo 2026' is not a date; write it as 27/03/2026"),
        ("27/03/٢٠٢٦", "'27/03/٢٠٢٦' is not a date; write it as 27/03/2026"),
        (46108.0, "'46108' is not a date; write it as 27/03/2026"),
        (True, "'TRUE' is not a date; write it as 27/03/2026"),
        (dt.time(7, 30), "'07:30' is not a date; write it as 27/03/2026"),
        ("27/03/1026", "'27/03/1026' is not a date between 1900 and 2199"),
        (dt.date(2200, 1, 1), "'01/01/2200' is not a date between 1900 and 2199"),
        (
            at(2026, 3, 27, 10, 30),
            "'27/03/2026 10:30' has a time of day; write the date alone",
        ),
    ],
)
def test_not_a_date(raw: Raw, words: str) -> None:
    assert complaint(raw, of(Kind.DATE)) == words


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_way_of_writing_a_day_is_the_same_day(day: dt.date) -> None:
    written: list[Raw] = [day, day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d %b %Y}", f"{day:%d %B %Y}"]
    assert {keep(raw, of(Kind.DATE)) for raw in written} == {day.isoformat()}


def test_29_february() -> None:
    assert keep("29/02/2028", of(Kind.DATE)) == "2028-02-29"
    assert complaint("29/02/2100", of(Kind.DATE)) == "'29/02/2100' is not a real date"


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        (7.5, 27_000),
        (2.66, 9_576),
        (1 / 3, 1_200),
        (0.0, 0),
        (24.0, 86_400),
        ("7.5", 27_000),
        ("7:30", 27_000),
        ("07:30:15", 27_015),
        ("5:20", 19_200),
        ("24:00", 86_400),
        ("0:00", 0),
        (dt.time(7, 30), 27_000),
        (dt.time(7, 59, 59, 999_999), 28_800),
        (dt.timedelta(hours=5, minutes=20), 19_200),
        (dt.timedelta(hours=24), 86_400),
        (dt.timedelta(seconds=26_999, microseconds=600_000), 27_000),
        (dt.date(1900, 1, 1), 86_400),
        (at(1900, 1, 1), 86_400),
        (dt.date(1904, 1, 2), 86_400),
    ],
)
def test_hours(raw: Raw, seconds: int) -> None:
    assert keep(raw, HOURS_A_DAY) == seconds


def test_weekly_hours_may_pass_a_day() -> None:
    assert keep(at(1900, 1, 1, 13, 30), WEEKLY) == 37.5 * 3600
    assert keep("37:30", WEEKLY) == 37.5 * 3600
    assert keep(at(1904, 1, 2, 13, 30), WEEKLY) == 37.5 * 3600


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (25.0, "'25' is not between 0 and 24"),
        (-1.0, "'-1' is not between 0 and 24"),
        ("24:01", "'24:01' is not between 0 and 24"),
        (dt.timedelta(hours=24, seconds=1), "'24:00:01' is not between 0 and 24"),
        (at(1900, 1, 1, 1), "'01/01/1900 01:00' is not between 0 and 24"),
        (
            "0:75",
            "'0:75' is not a number of hours: write 7.5 or 7:30; minutes go from 00 to 59",
        ),
        (
            "7:75",
            "'7:75' is not a number of hours: write 7.5 or 7:30; minutes go from 00 to 59",
        ),
        ("7:5", "'7:5' is not a number of hours: write 7.5 or 7:30"),
        ("£7", "'£7' is not a number of hours: write 7.5 or 7:30"),
        ("seven", "'seven' is not a number of hours: write 7.5 or 7:30"),
        (True, "'TRUE' is not a number of hours: write 7.5 or 7:30"),
        (dt.date(2026, 3, 27), "'27/03/2026' is not a number of hours: write 7.5 or 7:30"),
    ],
)
def test_not_hours(raw: Raw, words: str) -> None:
    assert complaint(raw, HOURS_A_DAY) == words


@given(st.integers(0, 86_400))
def test_hours_are_exact_to_the_second_in_every_form(seconds: int) -> None:
    hour, rest = divmod(seconds, 3600)
    typed = f"{hour}:{rest // 60:02}:{rest % 60:02}"
    forms: list[Raw] = [seconds / 3600, dt.timedelta(seconds=seconds), typed]
    assert {keep(raw, HOURS_A_DAY) for raw in forms} == {seconds}


@given(st.integers(0, 10_000_000))
def test_pence_are_exact(pence: int) -> None:
    typed = f"{pence // 100}.{pence % 100:02}"
    forms: list[Raw] = [pence / 100, typed, f"£{typed}", f"£ {pence // 100:,}.{pence % 100:02}"]
    assert {keep(raw, of(Kind.MONEY)) for raw in forms} == {pence}


@given(st.decimals(0, 1000, places=4))
def test_hourly_pay_is_exact_to_the_hundredth_of_a_penny(pay: Decimal) -> None:
    expected = int((pay * 10_000).quantize(Decimal(1), ROUND_HALF_UP))
    assert keep(float(pay), PAY) == keep(f"{pay:f}", PAY) == expected


def test_money_is_rounded_half_up() -> None:
    assert keep(2.675, of(Kind.MONEY)) == 268
    assert keep("2.665", of(Kind.MONEY)) == 267
    assert keep(12.715, PAY) == 127_150
    assert keep(12.710000000000001, PAY) == 127_100
    assert keep("0.5", Field("Employment WTE", Kind.DECIMAL, scale=1_000_000, least=0, most=1)) == 500_000


@pytest.mark.parametrize(
    ("raw", "field", "words"),
    [
        (6.0, SCORE, "'6' is not between 1 and 5"),
        ("0", SCORE, "'0' is not between 1 and 5"),
        (2.5, SCORE, "'2.5' is not a whole number"),
        ("three", SCORE, "'three' is not a whole number"),
        (True, SCORE, "'TRUE' is not a whole number"),
        (float("nan"), SCORE, "'nan' is not a whole number"),
        (float("inf"), SCORE, "'inf' is not a whole number"),
        (dt.date(2026, 3, 27), SCORE, "'27/03/2026' is not a whole number"),
        (1e300, of(Kind.WHOLE), "'1e+300' is too large a number"),
        ("999999999999999", PAY, "'999999999999999' is too large a number"),
        ("1e9999999", of(Kind.WHOLE), "'1e9999999' is not a whole number"),
        (-0.5, PAY, "'-0.5' is less than 0"),
        ("1,5", of(Kind.MONEY), "'1,5' is not an amount in pounds and pence, such as 12.71"),
        (
            "12.71 a week",
            of(Kind.MONEY),
            "'12.71 a week' is not an amount in pounds and pence, such as 12.71",
        ),
    ],
)
def test_not_a_number_in_range(raw: Raw, field: Field, words: str) -> None:
    assert complaint(raw, field) == words


def test_whole_numbers() -> None:
    assert keep(3.0, SCORE) == keep("3", SCORE) == keep("3.0", SCORE) == 3
    assert keep("1,250", of(Kind.WHOLE)) == 1250


@pytest.mark.parametrize("raw", ["yes", "YES", " Yes ", True, "true", "TRUE"])
def test_yes(raw: Raw) -> None:
    assert keep(raw, of(Kind.YES_NO)) is True


@pytest.mark.parametrize("raw", ["no", "No", False, "FALSE"])
def test_no(raw: Raw) -> None:
    assert keep(raw, of(Kind.YES_NO)) is False


@pytest.mark.parametrize(
    ("raw", "words"), [("maybe", "'maybe' is neither yes nor no"), (1.0, "'1' is neither yes nor no")]
)
def test_neither_yes_nor_no(raw: Raw, words: str) -> None:
    assert complaint(raw, of(Kind.YES_NO)) == words


def test_choices_are_matched_without_regard_to_case_or_surrounding_space() -> None:
    assert keep(" ESA NEW style", Field("B", Kind.CHOICE, choices=BENEFITS.choices)) == "ESA new style"
    assert keep("uc; ESA new style;UC ;", BENEFITS) == ["UC", "ESA new style"]
    assert keep(" ; ", BENEFITS) is None
    assert complaint("UC; dole", BENEFITS) == "'dole' is not one of: ESA new style, UC, none"
    assert complaint("secret", LEGAL) == "'secret' is not one of: 01, 02, 03, 10, 99"


@pytest.mark.parametrize(
    ("raw", "kept"), [(3.0, "03"), ("3", "03"), ("03", "03"), (99.0, "99"), (10.0, "10")]
)
def test_a_code_typed_as_a_number(raw: Raw, kept: str) -> None:
    assert keep(raw, LEGAL) == kept


def test_lists_keep_their_order_and_drop_repetitions() -> None:
    assert keep("C2; C1;C2 ; ", of(Kind.REFERENCES)) == ["C2", "C1"]
    assert keep("housing;training", of(Kind.TEXTS)) == ["housing", "training"]
    assert keep(7.0, of(Kind.REFERENCES)) == ["7"]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("09:00", "09:00"),
        ("9:05", "09:05"),
        (dt.time(21, 30), "21:30"),
        (dt.timedelta(hours=6), "06:00"),
        (9.0, "09:00"),
        (9.5, "09:30"),
    ],
)
def test_time(raw: Raw, kept: str) -> None:
    assert keep(raw, of(Kind.TIME)) == kept


@pytest.mark.parametrize(
    "raw",
    ["24:00", "9", "9:60", "9am", 0.5, 24.0, float("inf"), dt.timedelta(days=1), dt.date(1900, 1, 1), True],
)
def test_not_a_time(raw: Raw) -> None:
    assert complaint(raw, of(Kind.TIME)).endswith("is not a time of day from 00:00 to 23:59")


def test_a_time_has_no_seconds() -> None:
    words = "'09:00:30' has seconds; write hours and minutes alone"
    assert complaint(dt.time(9, 0, 30), of(Kind.TIME)) == words


@pytest.mark.parametrize("raw", ["9999206247", "999 920 6247", "999-920-6247", 9999206247.0])
def test_nhs_number(raw: Raw) -> None:
    assert keep(raw, of(Kind.NHS_NUMBER)) == "9999206247"


def test_not_an_nhs_number() -> None:
    wrong_check = "'9999206248' is not an NHS number: its last digit does not match the others"
    assert complaint("9999206248", of(Kind.NHS_NUMBER)) == wrong_check
    assert complaint("999920624", of(Kind.NHS_NUMBER)) == "'999920624' is not an NHS number of ten digits"
    assert complaint("٩٩٩٩٢٠٦٢٤٧", of(Kind.NHS_NUMBER)).endswith("of ten digits")


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_nhs_numbers_are_judged_as_python_stdnum_judges_them(digits: str) -> None:
    try:
        assert keep(digits, of(Kind.NHS_NUMBER)) == digits
        assert nhs.is_valid(digits)
    except Complaint:
        assert not nhs.is_valid(digits)


def test_record_id() -> None:
    read = converter("uuid", Field("Record ID"))
    assert read("0123456789ABCDEF0123456789abcdef") == "0123456789abcdef0123456789abcdef"
    with pytest.raises(Complaint, match="'7' is not a Record ID of an export"):
        read(7.0)


def test_an_error_cell_is_a_problem_in_every_kind() -> None:
    for _, field in ALL_FIELDS:
        assert complaint("\uffff#N/A", field) == (
            "'#N/A' is an error of a formula; mend the formula or empty the cell"
        )


RAW = st.one_of(
    st.text(),
    st.text("0123456789:./-£; ", max_size=12),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(dt.timedelta(-400), dt.timedelta(400)),
)


@given(st.sampled_from(ALL_FIELDS), RAW)
def test_whatever_a_cell_holds_is_kept_in_a_form_json_carries_or_complained_of(
    named: tuple[str, Field], raw: Raw
) -> None:
    name, field = named
    try:
        kept = converter(name, field)(raw)
    except Complaint:
        return
    assert json.loads(json.dumps(kept)) == kept
    if field.kind not in NUMBERS and not isinstance(kept, list) and kept is not None:
        assert keep(kept, field) == kept
