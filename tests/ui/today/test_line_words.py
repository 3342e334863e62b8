"""What a line offers in words: of every form that a line opens, by its key or anew."""

from __future__ import annotations

from datetime import date

import pytest

from ipsdesk.services.today_lines import OpenForm, Section, TodayKind, TodayLine
from ipsdesk.ui.today.line_words import offers_of


@pytest.mark.parametrize(
    ("kind", "form", "words"),
    [
        (TodayKind.AIM, OpenForm("improvement", 1), "Open aim"),
        (TodayKind.SURVEY_DUE, OpenForm("survey round", None), "Plan the round"),
    ],
)
def test_a_line_of_involvement_says_what_its_form_does(kind: TodayKind, form: OpenForm, words: str) -> None:
    line = TodayLine("aim:1", kind, None, "", "", "", date(2026, 5, 11), Section.TODAY, "", True, form)
    assert [offer.words for offer in offers_of(line, may_change=True)] == [words]
