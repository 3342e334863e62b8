"""Benefits, advice on them, and what asks for advice, as lines of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.benefits import AdviceLine, DueAdvice, HeldBenefits, Unadvised, UniversalCredit
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

NOT_KNOWN, NO_BENEFITS = "Not known", "No benefits"
BEGINNING = "from the beginning"
MARK_OF = {"better off": Mark.DONE, "worse off": Mark.NEAR_LIMITS}
MOST_NAMED = 4
CONTACT_WORDS = "Benefits advice, from a contact"


def held_words(benefits: tuple[str, ...]) -> str:
    """What a person gets, in a few words."""
    if benefits == ("none",):
        return NO_BENEFITS
    return sentence_case(", ".join(benefits)) or NOT_KNOWN


def held_line(held: HeldBenefits, today: date) -> Line:
    """What was held, from when, and until when."""
    since = f"from {short_day(held.from_on, today)}" if held.from_on else BEGINNING
    until = f" until {short_day(held.until, today)}" if held.until else ""
    ahead = held.from_on is not None and held.from_on > today
    aside = "Now" if held.is_now else "To come" if ahead else ""
    mark = Mark.NOTE if held.is_now else None
    return Line(
        held.from_on, held_words(held.benefits), sentence_case(since + until), aside, mark,
        quiet=not held.is_now, about=held,
    )  # fmt: skip


def due_line(due: DueAdvice) -> Line:
    """What asks for advice and has had none."""
    return Line(due.activity, due.words, aside="Get advice", mark=Mark.GET_ADVICE, plain=True, about=due)


def without_lines(without: Sequence[Unadvised]) -> Iterator[Line]:
    """Jobs that began without advice, as long as they are in the record; many earlier ones in one line."""
    named = without if len(without) <= MOST_NAMED else without[: MOST_NAMED - 1]
    yield from map(_without_line, named)
    if rest := without[len(named) :]:
        words = f"{len(rest)} earlier jobs started without advice"
        yield Line("without others", words, aside="Not advised", mark=Mark.NEAR_LIMITS, plain=True,
                   about=rest[0])  # fmt: skip


def _without_line(without: Unadvised) -> Line:
    key = f"without {without.activity}"
    return Line(key, without.words, aside="Not advised", mark=Mark.NEAR_LIMITS, plain=True, about=without)


def advice_line(advice: AdviceLine, today: date) -> Line:
    """Advice: what about and when, by whom, what led to it, and what it came to."""
    what = sentence_case(advice.about) if advice.about else CONTACT_WORDS
    note = "\n".join(part for part in (" · ".join(_by(advice)), advice.note) if part)
    aside, mark = difference_words(advice), MARK_OF.get(advice.better_off)
    key = (advice.kind, advice.id)
    return Line(key, f"{what}, {short_day(advice.on_date, today)}", note, aside, mark, about=advice)


def _by(advice: AdviceLine) -> Iterator[str]:
    yield from (part for part in (advice.adviser, advice.source) if part)
    if advice.trained is not None:
        yield "trained" if advice.trained else "not trained"
    if advice.independent is not None:
        yield "independent" if advice.independent else "not independent"
    if advice.trigger:
        yield advice.trigger


def difference_words(advice: AdviceLine) -> str:
    """``Better off, £23.40 a week more``."""
    pence = advice.weekly_difference
    parts = [sentence_case(advice.better_off)] if advice.better_off else []
    if pence is not None:
        more = "more" if pence > 0 else "less"
        parts.append(f"{shown_pounds(abs(pence))} a week {more}" if pence else "no difference in a week")
    return sentence_case(", ".join(parts))


def credit_lines(credit: UniversalCredit) -> list[Line]:
    """What a month's pay takes off, for each award there can be, with its working."""
    return [Line(words, words, working, about=words) for words, working in credit.workings]
