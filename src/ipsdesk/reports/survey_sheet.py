"""What came of a survey, on a sheet to give back: what people said, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ipsdesk.reports.blocks import Block, Heading, Paragraph, Symbol, Table
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.surveys_results import RoundResults, Tally

TITLE, YOU_SAID = "What you told us", "You said, we did"
TOO_FEW = "Fewer than five people answered, so nothing is shown: nobody is to be recognised."
NOT_YET = "We have not done it yet."
THANKS = "Thank you to everybody who answered."


def survey_sheet_blocks(results: RoundResults) -> list[Block]:
    """For everybody: shares in words, the round before beside; comments stay with the team."""
    seen = results.round
    asked = f" of {seen.asked} asked" if seen.asked else ""
    blocks: list[Block] = [
        Heading(TITLE),
        Paragraph(f"{seen.form.title}, {shown_day(seen.day)}", strong=True),
        Paragraph(f"{seen.answers}{asked} answered. {THANKS}"),
    ]
    if not seen.can_be_shown:
        return [*blocks, Paragraph(TOO_FEW)]
    if results.positive is not None:
        blocks.append(Paragraph(f"{results.positive} of {results.rated} rate the service good or very good."))
    return [*blocks, _shares(results), *_said_and_done(results)]


def easy_survey_blocks(results: RoundResults) -> list[Block]:
    """The same in short sentences with symbols."""
    seen = results.round
    blocks: list[Block] = [
        Heading(TITLE),
        Symbol("account-group-outline", f"{seen.answers} people answered. Thank you."),
    ]
    if not seen.can_be_shown:
        return [*blocks, Symbol("eye-off-outline", "We do not show answers when few people answer.")]
    for one in results.tallies:
        if one.counts is not None:
            yes, _partly, _no = one.counts
            words = f"{one.question.easy}\n{yes} of {sum(one.counts)} said yes."
            blocks.append(Symbol("check-circle-outline", words))
    return [*blocks, *_said_and_done(results)]


def _shares(results: RoundResults) -> Table:
    """Beside each question what was said the last time, where anything was."""
    rows = [(one.question.words, _yes(one), _before(one.before)) for one in results.tallies]
    if any(one.before is not None for one in results.tallies):
        return Table(("Question", "Said yes", "Last time"), rows, (), (2.6, 1, 0.8))
    return Table(("Question", "Said yes"), [row[:2] for row in rows], (), (2.6, 1))


def _said_and_done(results: RoundResults) -> Iterator[Block]:
    if results.said:
        yield Heading(YOU_SAID, 2)
        yield Table(("You said", "We did"), [(one.said, one.did or NOT_YET) for one in results.said])


def _yes(tally: Tally) -> str:
    if tally.counts is None:
        return "too few answered it"
    return f"{tally.counts[0]} of {sum(tally.counts)}"


def _before(share: Fraction | None) -> str:
    return "" if share is None else f"{round(share * 100)} %"
