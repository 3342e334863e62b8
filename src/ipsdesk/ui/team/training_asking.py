"""What is asked to record a training of one or several people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from ipsdesk.fields import Field, Kind
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain
from ipsdesk.services.records import Done
from ipsdesk.services.roles import Role
from ipsdesk.services.training import FIELDS, ActionLine, TrainingPage
from ipsdesk.ui.pathway.asked import Asked, Prepared, Values
from ipsdesk.ui.widgets.choice_field import Option

RECORDED = "training recorded"
WORDS = "Choose everybody who was there: it is recorded for each of them at once."
OWN = "You record your own training; a lead or a manager records that of others."
NOT_LINKED = (
    "This account is linked to nobody in post, so it has no training of its own to record. A manager links it"
    " under Tools, Accounts."
)
FOR_ACTION = "{words} Once all whom it concerns have it, the training action is done."
ORDER = ("on_date", "topic", "title", "hours", "provider", "ad_hoc", "note")


def ask_record(
    page: TrainingPage, role: Role, chosen: Sequence[int] = (), action: ActionLine | None = None
) -> Asked:
    """Who, what and when; for an action its topic is known already."""
    leads = role in (Role.LEAD, Role.MANAGER)
    people = [one for one in page.people if leads or one.id == page.me]
    chosen = [one.id for one in people] if not leads else chosen
    known = {"topic", "ad_hoc"} if action is not None else set()
    fields = {"staff": Field("Who was trained", Kind.REFERENCES, target="staff", required=True,
                             words="Who was trained")}  # fmt: skip
    fields |= {name: FIELDS[name] for name in ORDER if name not in known}

    def take(desk: Desk, filled: Values) -> Done:
        values: dict[str, Plain] = {name: filled.get(name) for name in fields if name != "staff"}
        if action is not None:
            values |= {"topic": action.topic, "ad_hoc": True, "action_id": str(action.id)}
        staff = [int(key) for key in cast("list[str]", filled["staff"] or [])]
        return desk.staff_trainings.record(values, staff)

    def prepare(_desk: Desk) -> Prepared:
        options = {"staff": [Option(str(one.id), one.name) for one in people]}
        return Prepared(options, () if people else (NOT_LINKED,))

    words = WORDS if leads else OWN
    told = FOR_ACTION.format(words=words) if action is not None else words
    title = f"Record training: {action.what.splitlines()[0]}" if action is not None else "Record training"
    return Asked(RECORDED, action.id if action is not None else 0, None, title, told, "Save", fields, take,
                 _given(page.today, chosen), prepare, looks_back=frozenset({"on_date"}))  # fmt: skip


def _given(today: date, chosen: Sequence[int]) -> dict[str, date | list[str]]:
    given: dict[str, date | list[str]] = {"on_date": today}
    return given | ({"staff": [str(one) for one in chosen]} if chosen else {})


def ask_again(desk: Desk, about: int) -> Asked:
    """Asked from a draft; of an action that is there no more, without it."""
    page = desk.staff_trainings.page()
    action = next((one for one in page.actions if one.id == about), None)
    return ask_record(page, desk.workspace.actor.role, action=action)
