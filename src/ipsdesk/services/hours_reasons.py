"""Writes why a benefit week went over a limit: once for a person's week, earlier words kept in the trail."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.measures.terms import live
from ipsdesk.models import HoursReason
from ipsdesk.rules.permitted_limits import LAST_WEEKDAY, week_ending
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.hours_reading import CLIENTS, REASONS
from ipsdesk.services.hours_typing import HoursRefused
from ipsdesk.services.hours_words import spoken_day
from ipsdesk.services.saving import Saving, kept_records

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no workbook can hold; they get in by pasting."""

LONGEST = 32_767
"""Characters that a cell of the unit workbook can hold."""


def write_reason(
    connection: Connection, saving: Saving, client: int, ends_on: date, reason: str, follow_up_on: date | None
) -> None:
    """Write the reason for the benefit week that ends on a day; raises ``HoursRefused``."""
    text = UNPRINTABLE.sub("", reason).strip()
    if not text:
        raise HoursRefused("Write in a few words why the week went over. Nothing was saved.")
    if len(text) > LONGEST:
        raise HoursRefused(
            f"The reason is longer than {LONGEST:,} characters. Nothing was saved: shorten it."
        )
    if follow_up_on is not None and follow_up_on <= _week_before(ends_on):
        raise HoursRefused(
            f"The follow-up on {shown_day(follow_up_on)} is before the week it is about. Nothing was saved."
        )
    _check_week(connection, client, ends_on)
    values = {"reason": text, "follow_up_on": follow_up_on}
    of_week = select(REASONS).where(
        live(REASONS), REASONS.c.client_id == client, REASONS.c.week_ending_on == ends_on
    )
    known = kept_records(connection, of_week.order_by(REASONS.c.id))
    if known:
        saving.alter(HoursReason, known[-1], values)
    else:
        saving.add(HoursReason, {"client_id": client, "week_ending_on": ends_on, **values})


def _week_before(ends_on: date) -> date:
    return date.fromordinal(ends_on.toordinal() - 7)


def _check_week(connection: Connection, client: int, ends_on: date) -> None:
    found = connection.execute(
        select(CLIENTS.c.benefit_week_ends).where(live(CLIENTS), CLIENTS.c.id == client)
    ).first()
    if found is None:
        raise HoursRefused("This person was removed from the unit's records. Nothing was saved.")
    if week_ending(ends_on, found.benefit_week_ends) != ends_on:
        raise HoursRefused(
            f"This person's benefit week ends on {found.benefit_week_ends or LAST_WEEKDAY}, not on "
            f"{spoken_day(ends_on)}. Nothing was saved."
        )
