"""A person's usual week as a picture page, and in words below it."""

from __future__ import annotations

from collections.abc import Iterator

from ipsdesk.reports.blocks import Block, Heading, Paragraph, Tint, WeekBox, WeekPicture
from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.handouts import WeekEntry, WeekTold

LOOKS = {
    "work": ("briefcase-outline", Tint.BLUE),
    "leave": ("home-export-outline", Tint.AMBER),
    "therapy": ("heart-pulse", Tint.GREEN),
    "other": ("star-outline", Tint.GREY),
}
"""The symbol and the ground of each kind."""

NOTHING = "Nothing is in the timetable yet."


def week_blocks(week: WeekTold) -> list[Block]:
    """One page that lies: the days beside each other, and what each of them says in words."""
    heading = Heading(f"My week: {week.name}")
    if not week.entries:
        return [heading, Paragraph(NOTHING)]
    made = Paragraph(f"As it is on {shown_day(week.today)}.")
    picture = WeekPicture(WEEKDAYS, [_box(entry) for entry in week.entries])
    return [heading, made, picture, Paragraph("\n".join(_days(week)))]


def _box(entry: WeekEntry) -> WeekBox:
    icon, tint = LOOKS[entry.kind]
    start, end = minutes(entry.from_time), minutes(entry.to_time)
    second = "\n".join(part for part in (_times(entry), entry.place) if part)
    words = entry.what or sentence_case(entry.kind)
    return WeekBox(entry.day, start, max(end, start + 15), words, second, icon, tint)


def minutes(time: str) -> int:
    """Minutes after midnight of ``HH:MM``."""
    hours, rest = time.split(":")
    return int(hours) * 60 + int(rest)


def _times(entry: WeekEntry) -> str:
    return f"{entry.from_time.lstrip('0')} to {entry.to_time.lstrip('0')}"


def _days(week: WeekTold) -> Iterator[str]:
    for number, day in enumerate(WEEKDAYS):
        said = [_in_words(entry) for entry in week.entries if entry.day == number]
        if said:
            yield f"{day}: {'; '.join(said)}."


def _in_words(entry: WeekEntry) -> str:
    what = f"{entry.kind}, {entry.what}" if entry.what else entry.kind
    return f"{_times(entry)} {what}{f', {entry.place}' if entry.place else ''}"
