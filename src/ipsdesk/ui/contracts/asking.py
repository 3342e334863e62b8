"""What is asked before a definition is chosen or a target set: what, from which day, and why."""

from __future__ import annotations

from datetime import date
from typing import cast

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.codes import TARGET_PER, TARGET_SENSES
from ipsdesk.rules.definitions import (
    FOUR_HOURS,
    HOUR,
    LONGEST_GAP,
    OPTIONS,
    SAME_JOB,
    Choices,
    Subject,
    any_job,
)
from ipsdesk.services.contracts import WORDS, SourceLine, TargetLine, TargetTyped
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.ui.pathway.asked import Asked, Values
from ipsdesk.ui.widgets.form import Form
from ipsdesk.ui.widgets.typed_values import Complaint

CHOICE, TARGET = "definition", "target"
SAME, ANY = "the same job", "any job of the person"
FROM = Field("From", Kind.DATE, "Periods that end on or after this day are counted so.", required=True)
WHY = Field("Why", Kind.LONG_TEXT, "Such as: asked for in the contract, schedule 4.", required=True)
MANY_HOURS = (
    "For more than 4 hours only hours typed week by week tell when a job began to count: the day of the 4th"
    " hour does not."
)
GAP = "Counted as kept: in work on the milestone’s day, without a longer break since the job began."
MILLIONTHS, OF_PER_CENT = 1_000_000, 10_000
NO_TARGET = TARGET_SENSES[-1]
NEEDED = {
    "at least": {"least"},
    "more than": {"least"},
    "at most": {"most"},
    "between": {"least", "most"},
}
"""The bounds that a sense needs."""


def ask_choice(line: SourceLine, choices: Choices, today: date) -> Asked:
    """How a subject is counted from a day on."""
    subject = cast("Subject", line.subject)
    ask = {Subject.JOB_HOURS: _ask_hours, Subject.SUSTAINED: _ask_sustained}.get(subject, _ask_option)
    return ask(subject, line, choices, today)


def _asked(
    subject: Subject,
    line: SourceLine,
    fields: dict[str, Field],
    given: Values,
    choice: object,
    **more: object,
) -> Asked:
    def take(desk: Desk, filled: Values) -> Done:
        chosen = choice(filled)  # type: ignore[operator] # one of the three below
        return desk.contracts.choose(
            subject, chosen, cast("date", filled["from_on"]), cast("str | None", filled["why"])
        )

    title, place = f"{line.about.subject}: what this unit reports", list(Subject).index(subject)
    words = f"Now: {line.reports}. Figures of periods that end earlier stay as they are."
    asked = {**fields, "from_on": FROM, "why": WHY}
    return Asked(CHOICE, place, None, title, words, "Report it so", asked, take, given, **more)  # type: ignore[arg-type] # only hidden and told


def _ask_option(subject: Subject, line: SourceLine, choices: Choices, today: date) -> Asked:
    by_words = {WORDS[option]: option for option in OPTIONS[subject]}
    field = Field("What is counted", Kind.CHOICE, choices=tuple(by_words), required=True)
    given: Values = {"choice": WORDS[choices[subject]], "from_on": today}
    return _asked(subject, line, {"choice": field}, given, lambda filled: by_words[str(filled["choice"])])


def _ask_hours(subject: Subject, line: SourceLine, choices: Choices, today: date) -> Asked:
    field = Field("Hours of paid work", Kind.HOURS, "4 is usual.", required=True, least=0.25, most=100)
    given: Values = {"hours": choices.job_seconds, "from_on": today}

    def told(form: Form) -> str:
        try:
            hours = form.rows["hours"].editor.value()
        except Complaint:
            return ""
        return MANY_HOURS if isinstance(hours, int) and hours > FOUR_HOURS else ""

    return _asked(
        subject, line, {"hours": field}, given, lambda filled: f"{int(filled['hours']) / HOUR:g}", told=told
    )


def _ask_sustained(subject: Subject, line: SourceLine, choices: Choices, today: date) -> Asked:
    fields = {
        "what": Field("What is sustained", Kind.CHOICE, choices=(SAME, ANY), required=True),
        "days": Field(
            "Days without a job, at most", Kind.WHOLE, "Between two jobs.", least=0, most=LONGEST_GAP
        ),
    }
    given: Values = {
        "what": SAME if choices.gap is None else ANY,
        "days": choices.gap or 14,
        "from_on": today,
    }

    def is_any(form: Form) -> bool:
        return str(form.rows["what"].editor.typed() or "") == ANY

    def choice(filled: Values) -> str:
        return SAME_JOB if filled["what"] == SAME else any_job(int(str(filled["days"] or 0)))

    return _asked(
        subject, line, fields, given, choice,
        hidden=lambda form: frozenset() if is_any(form) else frozenset({"days"}),
        told=lambda form: GAP if is_any(form) else "",
    )  # fmt: skip


def ask_target(line: TargetLine, place: int, today: date) -> Asked:
    """What is asked of a figure from a day on."""
    scale, unit = (OF_PER_CENT, ", in %") if line.is_share else (MILLIONTHS, "")
    fields = {
        "sense": Field("What is asked", Kind.CHOICE, choices=TARGET_SENSES, required=True),
        "least": Field(f"Least{unit}", Kind.DECIMAL, scale=scale, least=0),
        "most": Field(f"Most{unit}", Kind.DECIMAL, scale=scale, least=0),
        "per": Field("For each", Kind.CHOICE, choices=TARGET_PER, required=True),
        "contract_year": Field("Contract year", Kind.WHOLE, "0: every year.", least=0, most=99),
        "from_on": FROM,
        "source": Field("Source", help="Such as the schedule of the contract."),
    }
    given: Values = {"per": TARGET_PER[0], "contract_year": 0, "from_on": today, "sense": TARGET_SENSES[0]}

    def hidden(form: Form) -> frozenset[str]:
        sense = str(form.rows["sense"].editor.typed() or "")
        unused = {"least", "most"} - NEEDED.get(sense, set())
        return frozenset(unused | ({"per"} if line.is_share or sense == NO_TARGET else set()))

    def take(desk: Desk, filled: Values) -> Done:
        sense = str(filled["sense"])
        bounds = {
            name: filled[name] if name in NEEDED.get(sense, set()) else None for name in ("least", "most")
        }
        return desk.contracts.set_target(
            TargetTyped(
                line.key,
                cast("date", filled["from_on"]),
                int(str(filled["contract_year"] or 0)),
                sense,
                cast("int | None", bounds["least"]),
                cast("int | None", bounds["most"]),
                TARGET_PER[0] if line.is_share else str(filled["per"]),
                cast("str | None", filled["source"]),
            )
        )

    words = f"The default contract asks: {line.default}. Asked of this unit now: {line.asked}."
    return Asked(
        TARGET, place, None, f"Target: {line.title}", words, "Set it", fields, take, given, hidden=hidden
    )


def ask_again(desk: Desk, kind: str, about: int) -> Asked:
    """Ask from a draft what was begun."""
    page = desk.contracts.page()
    if kind == TARGET:
        return ask_target(page.targets[about], about, page.today)
    subject = list(Subject)[about]
    line = next(one for one in page.sources if one.subject is subject)
    return ask_choice(line, page.choices, page.today)
