"""What is handed out: the plan, the week and the summary for a care review, as the records have them."""

from __future__ import annotations

from datetime import date

import pytest

from ipsdesk.reports.blocks import Block, Heading, Line, Paragraph, Symbol, Table, WeekPicture
from ipsdesk.reports.plan_copy import easy_plan_blocks, plan_blocks
from ipsdesk.reports.review_summary import review_blocks
from ipsdesk.reports.week_copy import week_blocks
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain
from ipsdesk.services.hours_records import Shift
from tests.services.records_books import annis, ref
from tests.services.test_editing import add
from tests.units import TODAY

MAY = date(2026, 5, 4)


def words(blocks: list[Block]) -> str:
    """All that is written in them."""
    said = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph | Symbol):
            said.append(block.text)
        elif isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row]
            said += [
                cell if isinstance(cell, str) else "\n".join(line.text for line in cell) for cell in cells
            ]
    return "\n".join(said)


@pytest.fixture
def person(two: Desk) -> str:
    """Annis Fold with a plan and all that goes with it."""
    client = str(annis(two).id)

    def of(kind: str, /, **values: Plain) -> int:
        return add(two, kind, client_id=client, **values).id

    of("plan", agreed_on=MAY, goal="Work with bread", next_review_on=date(2026, 12, 1))
    goal = of("goal", set_on=MAY, goal="Bake for money")
    for day, rating in ((MAY, 3), (date(2026, 8, 1), 6)):
        add(two, "goal rating", goal_id=str(goal), on_date=day, rating=rating)
    of("goal", set_on=MAY, goal="Ride the bus alone", reached_on=date(2026, 7, 1))
    of("goal", set_on=MAY, goal="Not any more", given_up_on=date(2026, 7, 1))
    staff = str(ref(two, "staff", "staff", "reference = 'S1'").id)
    of("plan action", added_on=MAY, action="Ring the bakery", staff_id=staff, due_on=date(2026, 12, 4))
    of("plan action", added_on=MAY, action="Buy a ticket", by_whom="the person", done_on=date(2026, 6, 1))
    of("plan action", added_on=date(2025, 1, 1), action="Long ago", done_on=date(2025, 2, 1))
    of(
        "adjustment",
        adjustment="A quiet room",
        asked_on=MAY,
        in_place_on=date(2026, 6, 1),
        access_to_work=True,
    )
    of("timetable entry", day="Tuesday", from_time="09:00", to_time="13:00", kind="work", what="Bakery")
    of(
        "timetable entry",
        day="Monday",
        from_time="14:00",
        to_time="15:30",
        kind="therapy",
        place="Beech House",
    )
    of("timetable entry", day="Friday", from_time="10:00", to_time="11:00", kind="leave", ends_on=MAY)
    of("care review", on_date=date(2026, 5, 2), held=True)
    of("care review", on_date=date(2026, 12, 10), our_section="Agree four mornings a week.")
    return client


def test_the_plan_says_goals_actions_and_adjustments_and_has_lines_to_sign(two: Desk, person: str) -> None:
    blocks = plan_blocks(two.handouts.plan(int(person)), TODAY)
    said = words(blocks)
    for part in ("My plan: Annis Fold", "Agreed on 4 May 2026", "I rated it 6 out of 10.",
                 "Reached on 1 July", "Priya Meadows", "4 December 2026", "What is done\nBuy a ticket",
                 "In place since 1 June 2026, with Access to Work"):  # fmt: skip
        assert part in said
    assert "Not any more" not in said
    assert "Long ago" not in said
    signing = blocks[-1]
    assert isinstance(signing, Table)
    assert signing.rows[0][0] == (Line("Annis Fold"), Line(""), Line(""))


def test_easy_read_is_short_sentences_each_with_its_symbol(two: Desk, person: str) -> None:
    blocks = easy_plan_blocks(two.handouts.plan(int(person)), TODAY)
    sentences = [block for block in blocks if isinstance(block, Symbol)]
    assert "Bake for money" in [block.text for block in sentences]
    assert [block.text for block in blocks if isinstance(block, Heading)][2:4] == [
        "What happens next",
        "What is done",
    ]
    assert "Ring the bakery.\nPriya Meadows does this.\nBy 4 December 2026." in [
        one.text for one in sentences
    ]
    longest = max(len(line.split()) for block in sentences for line in block.text.splitlines())
    assert longest <= 12


def test_the_week_is_drawn_and_said(two: Desk, person: str) -> None:
    blocks = week_blocks(two.handouts.week(int(person)))
    picture = next(block for block in blocks if isinstance(block, WeekPicture))
    assert [(box.day, box.start, box.end, box.words) for box in picture.boxes] == [
        (0, 14 * 60, 15 * 60 + 30, "Therapy"),
        (1, 9 * 60, 13 * 60, "Bakery"),
    ]
    assert "Tuesday: 9:00 to 13:00 work, Bakery." in words(blocks)


def test_the_week_has_the_shifts_of_the_job_and_says_none_twice(two: Desk, person: str) -> None:
    job = ref(two, "activity", "activities", "reference = 'A1'").id
    two.hours.set_usual_shifts(job, [Shift("Tuesday", "08:30", "13:00"), Shift("Thursday", "09:00", "13:00")])
    said = [(one.day, one.from_time, one.what) for one in two.handouts.week(int(person)).entries]
    assert said == [
        (0, "14:00", ""),
        (1, "08:30", "Packer, Larkfield Bakery"),
        (3, "09:00", "Packer, Larkfield Bakery"),
    ]


def test_the_summary_is_what_a_care_review_asks(two: Desk, person: str) -> None:
    told = two.handouts.review(int(person))
    assert (told.last_on, told.review_on) == (date(2026, 5, 2), date(2026, 12, 10))
    assert (told.contacts.attended, told.contacts.with_employers, told.contacts.missed) == (2, 1, 0)
    said = words(review_blocks(told))
    for part in ("For the care review on 10 December 2026", "Bake for money (rated 6 of 10)",
                 "Ring the bakery",
                 "Packer, Larkfield Bakery (paid job), since 5 January 2026", "Agree four mornings a week.",
                 "2 contacts, 1 of them with employers; 0 not attended."):  # fmt: skip
        assert part in said
    assert "Buy a ticket" not in said


def test_of_somebody_without_a_plan_there_is_something_to_say(two: Desk) -> None:
    client = ref(two, "client", "clients", "reference = 'C2'").id
    assert "Not agreed yet" in words(plan_blocks(two.handouts.plan(client), TODAY))
    assert "Nothing is in the timetable yet." in words(week_blocks(two.handouts.week(client)))
    said = words(review_blocks(two.handouts.review(client)))
    assert "No plan is agreed. No action is open." in said
    assert "Contacts so far" in said
