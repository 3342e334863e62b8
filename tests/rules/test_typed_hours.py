"""What a person types into a cell of hours or pay is understood, or refused in a sentence that helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.rules.typed_hours import (
    DAY_SECONDS,
    NotUnderstood,
    cell_hours,
    spoken_hours,
    typed_hours,
    typed_pay,
)
from ipsdesk.rules.wording import HOUR, shown_pounds

HOURS = {
    "7.5": 27_000,
    "7,5": 27_000,
    "7:30": 27_000,
    " 7.50 ": 27_000,
    ".5": 1_800,
    ",25": 900,
    ":45": 2_700,
    "7.": 25_200,
    "7": 25_200,
    "07:05": 25_500,
    "2.66": 9_576,
    "15.98": 57_528,
    "15:59": 57_540,
    "16.00": 57_600,
    "0": 0,
    "0:00": 0,
    "0.0": 0,
    "24": 86_400,
    "24:00": 86_400,
    "2:39:36": 9_576,
    "": None,
    "  ": None,
}

REFUSED_HOURS = {
    "abc": "'abc' is not a number of hours. Write 7.5 or 7:30.",
    "7h30": "'7h30' is not a number of hours. Write 7.5 or 7:30.",
    "½": "'½' is not a number of hours. Write 7.5 or 7:30.",
    "٧": "'٧' is not a number of hours. Write 7.5 or 7:30.",
    ".": "'.' is not a number of hours. Write 7.5 or 7:30.",
    "1.5.5": "'1.5.5' is not a number of hours. Write 7.5 or 7:30.",
    "=1+1": "'=1+1' is not a number of hours. Write 7.5 or 7:30.",
    "1e1": "'1e1' is not a number of hours. Write 7.5 or 7:30.",
    "7:3o": "'7:3o' is not hours and minutes. Write 7:30 or 7.5.",
    "7:5": "'7:5': minutes have two figures. Write 7:05 or 7:30.",
    "7:": "'7:': minutes have two figures. Write 7:05 or 7:30.",
    "7:75": "'7:75': minutes go from 00 to 59. Write 7:45 for 7 hours and 45.",
    "25": "'25' is more than 24 hours, and a day has no more.",
    "24.01": "'24.01' is more than 24 hours, and a day has no more.",
    "24:01": "'24:01' is more than 24 hours, and a day has no more.",
    "-1": "'-1' is less than 0 hours. Write 0 for a day not worked.",
    "−.5": "'−.5' is less than 0 hours. Write 0 for a day not worked.",
    "7.333333": "'7.333333' has more than two decimals. Write at most two, or hours and minutes as 7:20.",
    "9" * 5_000: f"'{'9' * 20}…' is more than 24 hours, and a day has no more.",
    "0." + "3" * 5_000: "'0.333333333333333333…' has more than two decimals. Write at most two, or hours and "
    "minutes as 0:20.",
}

PAY = {
    "146.05": 14_605,
    "£146.05": 14_605,
    "£ 146.5": 14_650,
    "146": 14_600,
    "146,05": 14_605,
    "£1,203.50": 120_350,
    "1,203": 120_300,
    ".05": 5,
    "0": 0,
    "£0.00": 0,
    "": None,
}
REFUSED_PAY = {
    "abc": "'abc' is not an amount of pay. Write 146.05 or £146.05.",
    "£": "'£' is not an amount of pay. Write 146.05 or £146.05.",
    "$5": "'$5' is not an amount of pay. Write 146.05 or £146.05.",
    "99999999": "'99999999' is not an amount of pay. Write 146.05 or £146.05.",
    "146.055": "'146.055' has fractions of a penny. Write pounds and pence as 146.05.",
    "-5": "'-5' is less than £0.00. Pay is what was earned, 0 or more.",
    "£-5": "'£-5' is less than £0.00. Pay is what was earned, 0 or more.",
    "-£5": "'-£5' is less than £0.00. Pay is what was earned, 0 or more.",
}


@pytest.mark.parametrize(("text", "seconds"), HOURS.items())
def test_hours_as_people_type_them(text: str, seconds: int | None) -> None:
    assert typed_hours(text) == seconds


@pytest.mark.parametrize(
    ("text", "sentence"), REFUSED_HOURS.items(), ids=[text[:9] for text in REFUSED_HOURS]
)
def test_what_is_not_hours_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        typed_hours(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("text", "pence"), PAY.items())
def test_pay_as_people_type_it(text: str, pence: int | None) -> None:
    assert typed_pay(text) == pence


@pytest.mark.parametrize(("text", "sentence"), REFUSED_PAY.items())
def test_what_is_not_pay_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        typed_pay(text)
    assert str(refusal.value) == sentence


@given(st.none() | st.integers(0, DAY_SECONDS))
def test_a_cell_takes_back_what_it_shows(seconds: int | None) -> None:
    assert typed_hours(cell_hours(seconds)) == seconds


@given(st.integers(0, 2_400))
def test_hundredths_of_an_hour_are_exact(hundredths: int) -> None:
    text = f"{hundredths // 100}.{hundredths % 100:02}"
    assert typed_hours(text) == typed_hours(text.replace(".", ",")) == hundredths * HOUR // 100


@given(st.integers(0, 9_999_999))
def test_pay_takes_back_what_a_sentence_shows(pence: int) -> None:
    assert typed_pay(shown_pounds(pence)) == pence


@given(st.text(max_size=30) | st.text("0123456789:.,-+£ ", max_size=12))
def test_anything_typed_is_understood_within_bounds_or_refused_with_a_sentence(text: str) -> None:
    for read, most in ((typed_hours, DAY_SECONDS), (typed_pay, 10**12)):
        try:
            found = read(text)
        except NotUnderstood as refusal:
            sentence = str(refusal)
        else:
            assert (found is None) == (not text.strip())
            assert found is None or 0 <= found <= most
            sentence = "."
        assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("seconds", "cell", "words"),
    [
        (27_000, "7:30", "7 h 30"),
        (57_600, "16:00", "16 h"),
        (9_576, "2.66", "2 h 39 min 36 s"),
        (9_577, "2:39:37", "2 h 39 min 37 s"),
        (0, "0", "0 h"),
        (300, "0:05", "0 h 05"),
    ],
)
def test_hours_as_a_cell_and_a_sentence_show_them(seconds: int, cell: str, words: str) -> None:
    assert (cell_hours(seconds), spoken_hours(seconds)) == (cell, words)
