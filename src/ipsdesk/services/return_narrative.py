"""The parts of a return that are told in words, and which of the figures each is about."""

from __future__ import annotations

from dataclasses import dataclass

from ipsdesk.measures import Section


@dataclass(frozen=True, slots=True)
class Telling:
    """One part: its key in the file, its heading, what to write there, and the sections it is about."""

    key: str
    title: str
    asks: str
    about: tuple[Section, ...] = ()


NARRATIVE: tuple[Telling, ...] = (
    Telling("brief", "In brief", "What mattered most in these months, in a few sentences."),
    *(
        Telling(section.value, section.value, asks, (section,))
        for section, asks in (
            (Section.ACCESS, "Who came, from where, and how long they waited."),
            (Section.SEARCH, "How employers were met, and what made it quicker or slower."),
            (Section.JOBS, "Jobs begun: which, with whom, and what helped."),
            (Section.KEPT, "What kept people in work, and what was learned where a job ended."),
            (Section.STEPS, "Volunteering, education, training and work experience."),
            (Section.PERMITTED, "Permitted work, and advice on benefits."),
            (Section.TOGETHER, "Work with the clinical teams, partners and each other."),
            (Section.QUALITY, "What people said, what they decided, and fidelity."),
            (Section.GOALS, "Goals, plans and advice."),
        )
    ),
    Telling("risks", "Risks", "What could keep the service from its targets, and what is done about it."),
    Telling("good practice", "Good practice", "What went well and could help others."),
    Telling("next steps", "Next steps", "What will be done by when."),
)
"""Every part, in the order it stands in the return. The sections of who is reached are tables alone."""
