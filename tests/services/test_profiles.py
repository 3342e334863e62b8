"""The profile's versions are kept and compared, a job that ended asks for a new one, and goals are ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ipsdesk.errors import CannotRun, NotSaved, ReasonNeeded
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.profiles import Difference, Profiles
from ipsdesk.services.roles import Actor, Role
from tests.services.records_books import annis, ref
from tests.units import TODAY, rows_of

DAY = timedelta(days=1)


def add(desk: Desk, family: str, **values: Any) -> int:
    """A new record."""
    return desk.editing.save(Typed(family, None, 0, values)).id


def profile(desk: Desk, on: date, **texts: Any) -> int:
    """A version of Annis's profile."""
    client = str(annis(desk).id)
    count = rows_of(desk, "SELECT count(*) FROM vocational_profiles")[0][0]
    return add(desk, "vocational profile", reference=f"V{count + 1}", client_id=client, on_date=on, **texts)


def test_a_new_version_begins_with_the_text_of_the_newest(two: Desk) -> None:
    client = annis(two).id
    assert two.profiles.new_version(client) == {"client_id": str(client), "on_date": TODAY}
    first = profile(two, TODAY - 9 * DAY, aims="Work with animals", lessons="Mornings are hard")
    job = ref(two, "activity", "activities", "reference = 'A1'").id
    begun = two.profiles.new_version(client, job)
    assert (begun["aims"], begun["on_date"], begun["after_activity_id"]) == (
        "Work with animals",
        TODAY,
        str(job),
    )
    form = two.editing.blank("vocational profile", begun)
    second = two.editing.save(Typed("vocational profile", None, 0, form.values)).id
    assert [one.id for one in two.profiles.versions(client)] == [second, first]
    assert two.profiles.versions(client)[0].after == "Packer, Larkfield Bakery"


def test_versions_are_compared_heading_by_heading(two: Desk) -> None:
    first = profile(two, TODAY - DAY, aims="Animals", skills="Driving", lessons="Early nights")
    second = profile(two, TODAY, aims="Animals, outdoors", lessons="Early nights", health="Asks for water")
    told = {one.title: one.difference for one in two.profiles.compare(first, second)}
    assert told["Aims and preferred jobs"] is Difference.CHANGED
    assert told["Skills, strengths and qualifications"] is Difference.TAKEN_OUT
    assert told["Health and early signs"] is Difference.NEW
    assert told["Lessons from jobs"] is Difference.SAME
    assert told["Digital access"] is Difference.EMPTY


def test_sessions_belong_to_their_version(two: Desk) -> None:
    version = profile(two, TODAY - DAY)
    for on, minutes in ((TODAY - DAY, 45), (TODAY, 30)):
        add(two, "profile session", profile_id=str(version), on_date=on, minutes=minutes)
    (only,) = two.profiles.versions(annis(two).id)
    assert [(one.on_date, one.minutes) for one in only.sessions] == [(TODAY, 30), (TODAY - DAY, 45)]


def test_a_job_that_ended_since_asks_for_a_new_version(two: Desk) -> None:
    client, job = annis(two).id, ref(two, "activity", "activities", "reference = 'A1'").id
    profile(two, TODAY - 9 * DAY)
    assert two.profiles.page(client).ended == ()
    two.editing.save(Typed("activity", job, 1, {"ended_on": TODAY - 2 * DAY}))
    assert [one.words for one in two.profiles.page(client).ended] == ["Packer, Larkfield Bakery"]
    profile(two, TODAY, after_activity_id=str(job))
    assert two.profiles.page(client).ended == ()


def test_a_goal_is_reached_or_given_up_once(two: Desk) -> None:
    client = str(annis(two).id)
    goal = add(two, "goal", reference="G1", client_id=client, set_on=TODAY - 5 * DAY, goal="A job near home")
    for on, words in ((TODAY - 6 * DAY, "before the goal was set"), (TODAY + DAY, "in the future")):
        with pytest.raises(NotSaved, match=words):
            two.profiles.reach_goal(goal, on)
    two.profiles.reach_goal(goal, TODAY)
    with pytest.raises(CannotRun, match="was reached on 22 November 2026 already"):
        two.profiles.give_up_goal(goal, TODAY)
    two.records.undo_last()
    two.profiles.give_up_goal(goal, TODAY)
    (line,) = two.profiles.page(annis(two).id).goals
    assert (line.reached_on, line.given_up_on, line.is_open) == (None, TODAY, False)


def test_a_restricted_record_is_opened_with_a_reason_first(two: Desk) -> None:
    client, version = annis(two).id, profile(two, TODAY)
    two.restricted.restrict(client, "Works for the unit")
    service = Profiles(replace(two.workspace, actor=Actor(7, "Somebody else", Role.LEAD)))
    for act in (
        lambda: service.page(client),
        lambda: service.versions(client),
        lambda: service.new_version(client),
        lambda: service.compare(version, version),
    ):
        with pytest.raises(ReasonNeeded):
            act()
