"""What each survey asks, in our own words: plainly, and shorter still for the easy-read page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ipsdesk.rules.codes import OTHER_SURVEY_QUESTIONS, SURVEY_QUESTIONS

HALF_YEARLY, YEARLY, CARERS, CLINICAL_TEAMS, EMPLOYERS = (
    "half-yearly", "yearly", "carers", "clinical teams", "employers",
)  # fmt: skip
OF_CLIENTS = (HALF_YEARLY, YEARLY)
"""The surveys of people who use the service; the others are asked of others."""

FEWEST = 5
"""Under so many answers nothing of a round is shown to anybody."""
RATINGS = (1, 2, 3, 4, 5)
POSITIVE = (4, 5)
RATING_WORDS = ("very poor", "poor", "neither", "good", "very good")
"""What 1 to 5 mean, as they are asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its number in the workbook (``Q7``), its words, and the easy-read words."""

    number: int
    words: str
    easy: str

    @property
    def attribute(self) -> str:
        """What the answer is kept under."""
        return f"q{self.number}"


@dataclass(frozen=True, slots=True)
class SurveyForm:
    """What a kind of survey asks; ``months`` is how often, 0 where no rhythm is set."""

    kind: str
    title: str
    questions: tuple[Question, ...]
    overall: Question
    months: int = 0


AREAS: Mapping[int, tuple[str, str]] = {
    1: (
        "Have you been able to say what you want from work, in a plan of your own?",
        "Do you have a work plan?",
    ),
    2: ("Has your plan been looked at and brought up to date with you lately?", "Is your plan up to date?"),
    3: ("Do you know who your employment specialist is?", "Do you know who helps you with work?"),
    4: ("Has that person helped you towards what you want?", "Does that person help you?"),
    5: ("Have you reached any of the things you wanted?", "Have you done any of the things you wanted?"),
    6: ("Have staff treated you with respect?", "Are staff polite and fair to you?"),
    7: (
        "Have you been told, by somebody who knows, what work would do to your benefits?",
        "Has somebody explained your money to you?",
    ),
    8: ("Do you know what else there is for you near here?", "Do you know about other help near here?"),
    9: ("Has anybody asked you what difference the service makes to you?", "Do we ask if we help?"),
    10: (
        "Is your life better, or are you surer of yourself, than before?",
        "Do you feel better than before?",
    ),
    11: ("Are you better at coping when things are hard?", "Can you cope better on hard days?"),
    12: ("Have you been asked how the service could be better?", "Do we ask for your ideas?"),
    13: (
        "Could you take part in planning, running or checking the service if you wanted to?",
        "Can you join in and help run things?",
    ),
}
"""The areas of the half-yearly survey by number (seed 001, section 9)."""
ASKED_YEARLY = (3, 4, 6, 7, 10, 11, 12)
"""The areas that the yearly questionnaire asks beside its rating (seed 004, section 10)."""

OTHERS: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    CARERS: (
        "Survey of families and carers",
        (
            ("Do you know what the service does?", "Do you know what we do?"),
            ("Do you know whom to speak to?", "Do you know whom to ask?"),
            ("Were you asked for your view, where the person wished it?", "Do we ask what you think?"),
            ("Has the person had help that suits them?", "Do we help in the right way?"),
            ("Were you told, as far as the person agreed, how things go?", "Do we tell you what happens?"),
            ("Would you recommend the service?", "Would you tell others to come?"),
        ),
    ),
    CLINICAL_TEAMS: (
        "Survey of clinical teams",
        (
            ("Is the employment specialist part of your team?", "Is the specialist in your team?"),
            ("Is it easy to refer somebody who wants to work?", "Is it easy to send people to us?"),
            ("Do you hear how the people you referred are getting on?", "Do we tell you what happens?"),
            ("Is work talked about when care is planned and reviewed?", "Do you talk about work?"),
            ("Are risk and leave sorted out together in good time?", "Do we sort out leave together?"),
            ("Would you encourage everybody to think of work?", "Do you tell everybody about work?"),
        ),
    ),
    EMPLOYERS: (
        "Survey of employers",
        (
            ("Was it clear what we were offering and asking?", "Did we explain ourselves?"),
            ("Did we find out what you need?", "Did we listen to you?"),
            ("Did the people you met suit the job?", "Did the people suit the job?"),
            ("Was support there when you or they needed it?", "Did we help when it was needed?"),
            ("Do you know whom to ring?", "Do you know whom to ring?"),
            ("Would you work with us again?", "Would you work with us again?"),
        ),
    ),
}
"""Title and questions of the short forms, by kind."""


@cache
def forms() -> Mapping[str, SurveyForm]:
    """Every survey by its kind."""
    rating = Question(0, "All in all, how do you rate the service?", "How good are we?")
    areas = {number: Question(number, *words) for number, words in AREAS.items()}
    of_clients = (
        SurveyForm(HALF_YEARLY, "Survey of people who use the service", tuple(areas.values()), rating, 6),
        SurveyForm(
            YEARLY, "Yearly questionnaire", tuple(areas[number] for number in ASKED_YEARLY), rating, 12
        ),
    )
    of_others = (
        SurveyForm(
            kind, title, tuple(Question(number, *words) for number, words in enumerate(asked, 1)), rating
        )
        for kind, (title, asked) in OTHERS.items()
    )
    return {form.kind: form for form in (*of_clients, *of_others)}


assert len(AREAS) == SURVEY_QUESTIONS  # noqa: S101 - the workbook has a column for each
assert all(len(asked) == OTHER_SURVEY_QUESTIONS for _, asked in OTHERS.values())  # noqa: S101 - likewise
