"""What follows from a saved rate or training: the action that tells everybody, and that it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from ipsdesk.measures.terms import live, open_on
from ipsdesk.models import Rate, Staff, StaffTraining, TrainingAction
from ipsdesk.rules.rates import RateKind
from ipsdesk.rules.wording import shown_day, shown_pounds
from ipsdesk.services.editing_form import next_reference
from ipsdesk.services.saving import Saving, Values, record_at, records_at, table_of

TOPIC = "in-work benefits"
BECAUSE = "New limits and rates from {day}"
ACTIONS, TRAININGS, STAFF = table_of(TrainingAction), table_of(StaffTraining), table_of(Staff)
WORDS = {
    RateKind.LIMIT: "The earnings limit changes to {amount} from {day}",
    RateKind.WAGE: "The minimum wage from age {age} changes to {amount} an hour from {day}",
    RateKind.WITH_HOUSING: "The work allowance with housing changes to {amount} a month from {day}",
    RateKind.WITHOUT_HOUSING: "The work allowance without housing changes to {amount} a month from {day}",
}


def rate_words(rate: Values) -> str:
    """What everybody has to know of a new figure: ``The earnings limit changes to £200.00 from ...``."""
    amount, day = shown_pounds(rate["pence"]), shown_day(rate["from_on"])
    return WORDS[RateKind(rate["kind"])].format(amount=amount, day=day, age=rate["from_age"])


def raise_action(saving: Saving, rate: Values) -> None:
    """Everybody in post is to be told by the day a new figure begins: one action for all of that day.

    What an action says already, open or done, is not said twice.
    """
    words, found = rate_words(rate), _actions_due(saving.connection, rate)
    if any(words in one["what"].splitlines() for one in found):
        return
    for action in found:
        if action["done_on"] is None:
            saving.alter(TrainingAction, action, {"what": f"{action['what']}\n{words}"})
            return
    saving.add(
        TrainingAction,
        {
            "reference": next_reference(saving.connection, TrainingAction),
            "topic": TOPIC,
            "what": words,
            "because": BECAUSE.format(day=shown_day(rate["from_on"])),
            "raised_on": saving.workspace.today(),
            "due_on": rate["from_on"],
            "staff_ids": [],
            "done_on": None,
            "owner_id": None,
        },
    )


def withdraw_action(saving: Saving, rate: Values) -> None:
    """A figure that is not to begin after all need not be told; what nobody has to be told goes away."""
    words = rate_words(rate)
    for action in _actions_due(saving.connection, rate):
        lines = action["what"].splitlines()
        if words in lines and action["done_on"] is None:
            left = [line for line in lines if line != words]
            if left:
                saving.alter(TrainingAction, action, {"what": "\n".join(left)})
            elif not trained(saving.connection, action["id"]):
                saving.remove(TrainingAction, action)


def follow_rate(saving: Saving, before: Values) -> None:
    """A figure that was changed before it began: the action says it as it is now."""
    rate = record_at(saving.connection, Rate, before["id"])
    old, new = rate_words(before), rate_words(rate)
    if old == new:
        return
    if before["from_on"] == rate["from_on"]:
        for action in _actions_due(saving.connection, rate):
            lines = action["what"].splitlines()
            if old in lines and action["done_on"] is None:
                what = "\n".join(new if line == old else line for line in lines)
                saving.alter(TrainingAction, action, {"what": what})
                return
    withdraw_action(saving, before)
    raise_action(saving, rate)


def follow_rate_removal(saving: Saving, id_: int) -> None:
    """Removed: nobody has to be told; brought back: everybody again."""
    rate = record_at(saving.connection, Rate, id_)
    (withdraw_action if rate["removed_at"] else raise_action)(saving, rate)


def _actions_due(connection: Connection, rate: Values) -> list[Values]:
    """The actions that a figure of this day is told by, the newest first."""
    own = ACTIONS.c
    because = BECAUSE.format(day=shown_day(rate["from_on"]))
    found = select(own.id).where(
        live(ACTIONS), own.topic == TOPIC, own.due_on == rate["from_on"], own.because == because
    )
    return list(reversed(records_at(connection, TrainingAction, connection.scalars(found).all())))


# ---- done -----------------------------------------------------------------------------------------


def settle_action(saving: Saving, training: Values) -> None:
    """The action a training was put on for is done once all whom it concerns have it."""
    if training["action_id"] is None:
        return
    action = record_at(saving.connection, TrainingAction, training["action_id"])
    if action["removed_at"] or action["done_on"] is not None or still_to_come(saving, action):
        return
    last = max(trained(saving.connection, action["id"]).values())
    saving.alter(TrainingAction, action, {"done_on": max(last, action["raised_on"] or last)})


def unsettle_action(saving: Saving, id_: int) -> None:
    """A training that was removed is not done: nor is its action, if somebody lacks it now."""
    training = record_at(saving.connection, StaffTraining, id_)
    if training["action_id"] is None:
        return
    if not training["removed_at"]:
        settle_action(saving, training)
        return
    action = record_at(saving.connection, TrainingAction, training["action_id"])
    if action["done_on"] is not None and still_to_come(saving, action) == [training["staff_id"]]:
        saving.alter(TrainingAction, action, {"done_on": None})


def still_to_come(saving: Saving, action: Values) -> list[int]:
    """Who in post today is still to be trained."""
    there = concerned(saving.connection, action, saving.workspace.today())
    return sorted(set(there) - trained(saving.connection, action["id"]).keys())


def concerned(connection: Connection, action: Values, today: Any) -> Sequence[int]:
    """Whom an action concerns: those it names, or everybody, as far as they are in post."""
    own = STAFF.c
    found = select(own.id).where(live(STAFF), open_on(today, own.started_on, own.left_on)).order_by(own.name)
    if action["staff_ids"]:
        found = found.where(own.id.in_(action["staff_ids"]))
    return connection.scalars(found).all()


def trained(connection: Connection, action: int) -> dict[int, Any]:
    """Who was trained for an action, and when first."""
    own = TRAININGS.c
    rows = connection.execute(
        select(own.staff_id, func.min(own.on_date).label("first_on"))
        .where(live(TRAININGS), own.action_id == action)
        .group_by(own.staff_id)
    )
    return {row.staff_id: row.first_on for row in rows}
