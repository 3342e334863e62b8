"""The contacts of a generated unit, spread over the time each client was with the service."""

from __future__ import annotations

from random import Random
from typing import Any

from bench.large_house import employers
from bench.large_people import Life
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import Contact
from ipsdesk.rules.codes import CONTACT_MODES, CONTACT_PURPOSES, FACE_TO_FACE

WITH_CLIENT = (
    *("client",) * 8,
    *("in-work support",) * 3,
    "care coordinator",
    "benefits advice",
    "family or carer",
)
WITH_TEAM = ("clinical team", "clinical vocational lead")
NOTES = (
    "Worked on the profile, what has gone well before and where",
    "Looked at vacancies together and chose some worth a visit",
    "Asked what is coming up in spring and who decides",
    "Went through last week's hours and the payslip",
    "Practised the way there by bus",
)


def add_diary(rows: Rows, lives: list[Life], contacts_each: int, random: Random) -> None:
    """Add ``contacts_each`` contacts for each client on average, some with many and some with few."""
    firms = employers(len(lives))
    for one, other in zip(lives[::2], lives[1::2], strict=True):
        more = random.randint(0, contacts_each * 9 // 10)
        for life, number in ((one, contacts_each + more), (other, contacts_each - more)):
            for _ in range(number):
                _add_contact(rows, life, random.choice(firms), random)


def _add_contact(rows: Rows, life: Life, firm: str, random: Random) -> None:
    drawn = random.random()
    with_whom: dict[str, Any]
    if drawn < 0.3:
        shown_to = [life.client] if random.random() < 0.9 else None
        purpose = random.choice(CONTACT_PURPOSES)
        with_whom = {"kind": "employer", "employer_id": firm, "client_ids": shown_to, "purpose": purpose}
    elif drawn < 0.36:
        with_whom = {"kind": random.choice(WITH_TEAM), "team_id": life.team}
    elif drawn < 0.38:
        with_whom = {"kind": "partner agency"}
    else:
        with_whom = {"kind": random.choice(WITH_CLIENT), "client_ids": [life.client]}
    came = random.random() < 0.92
    mode = FACE_TO_FACE if random.random() < 0.6 else random.choice(CONTACT_MODES)
    note = f"{random.choice(NOTES)} ({random.randint(1, 99999)})." if random.random() < 0.6 else None
    rows.add(
        Contact,
        on_date=life.some_day(random),
        attended=came,
        mode=mode,
        staff_id=life.staff,
        place="community",
        minutes=random.choice((10, 20, 30, 45, 60)),
        note=note,
        **with_whom,
    )
