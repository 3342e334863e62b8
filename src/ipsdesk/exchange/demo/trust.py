"""What people of the demonstration let be told, and the leave they have under section 17."""

from __future__ import annotations

from ipsdesk.exchange.demo.days import Days
from ipsdesk.exchange.demo.lives import Person
from ipsdesk.exchange.demo.people import CLINICIANS
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.exchange.demo.working import EMPLOYER_IDS
from ipsdesk.models import (
    Consent,
    CriminalRecordInformation,
    InformationDecision,
    InformationTalk,
    Leave,
    LeaveOutcome,
)
from ipsdesk.models.activities import HOUR

TALKS = (
    ("Aidan Marsh", 318, "HO", "What the head cook has to know, and what nobody there has to know."),
    ("Callum Heron", 281, "PM", "Why he was away from work for two years, and how to put it."),
    ("Arjun Larkspur", 150, "PM", "Whether to say where he lives."),
    ("Gulsen Vetch", 8, "TB", "What may be asked in an interview, and what may not."),
)
DECISIONS = (
    ("Aidan Marsh", 316, "Larkrise House Kitchen", "in my own words", "I lived here and learnt to cook.",
     "Diagnosis and tablets.", "application", -20),
    ("Callum Heron", 280, "", "adjustments only", "I work best from a written list, in the mornings.",
     "Anything about the hospital.", "offer", None),
    ("Callum Heron", 255, "Northgate Packaging", "by the specialist",
     "Tomos may ring about the rota and about breaks.", "Anything about the hospital.", "after start", 9),
    ("Gulsen Vetch", 7, "", "later", None, None, None, -21),
    ("Samir Thistle", 60, "", "nothing", None, "All of it.", "only if there is a problem", -90),
)  # fmt: skip
"""Who, how many days ago, to whom (empty: any), what, in which words, what never, when, looked at again."""

CRIMINAL_RECORD = (
    ("Kwame Alder", 372, "", "given", "That there is an unspent conviction, if the form asks.",
     "What happened that night.", "basic", "HO"),
    ("Callum Heron", 270, "Northgate Packaging", "refused", None, "Everything; it is spent.", "none", "PM"),
)  # fmt: skip

CONSENTS = (
    ("Aidan Marsh", "employers", "given", 316, -50, None, "signed"),
    ("Aidan Marsh", "story", "given", 200, None, 120, "spoken"),
    ("Aidan Marsh", "records", "given", 680, None, None, "signed"),
    ("Callum Heron", "employers", "given", 285, -11, None, "signed"),
    ("Callum Heron", "family", "refused", 285, None, None, "spoken"),
    ("Callum Heron", "clinical team", "given", 420, None, None, "signed"),
    ("Arjun Larkspur", "employers", "given", 150, -200, None, "easy read"),
    ("Farida Linnet", "Jobcentre Plus", "given", 200, 12, None, "signed"),
    ("Samir Thistle", "employers", "given", 250, None, 60, "spoken"),
    ("Rosa Finch", "survey", "refused", 100, None, None, "spoken"),
)
"""Who, what for, the answer, asked, expires and withdrawn how many days ago, and how it was given."""

LEAVES = (
    ("L01", "Callum Heron", 320, 300, 245, None, "08:00", "18:00", 8, "Northgate Packaging", "unescorted"),
    ("L02", "Arjun Larkspur", 40, 38, -10, ("Monday", "Tuesday"), "11:00", "17:30", 6,
     "Kitchen of the house, and the town", "unescorted"),
    ("L03", "Kwame Alder", 60, 56, -120, ("Monday", "Thursday"), "08:30", "16:00", 7,
     "Carr Valley Works: the bench", "escorted"),
    ("L04", "Jonah Wren", 90, 90, -5, None, "09:00", "16:00", None, "Wharf Street, canal", "unescorted"),
    ("L05", "Frances Dale", 70, 70, 12, ("Thursday",), "13:30", "15:30", 2, "Canal path", "accompanied"),
)  # fmt: skip
"""Reference, whose, authorised, from and to how many days ago, days, out, back, hours, where, with whom."""

OUTCOMES = (
    (
        "L01",
        262,
        "07:40",
        "12:50",
        True,
        "First shift; back on the usual bus.",
        "Went better than I thought.",
    ),
    ("L01", 255, "07:40", "13:40", False, "Missed a bus, rang from the stop.", "I was angry with the bus."),
    ("L02", 13, "11:30", "14:30", True, "Kitchen, then straight back.", None),
    ("L02", 6, "11:30", "14:20", True, None, "Quiet day. I could do more."),
    ("L03", 19, "09:15", "13:30", True, "With the healthcare assistant.", None),
)
"""Under which authority, how many days ago, out and back, as planned, what happened, the person's account."""

NEW_CLINICIAN = ("Kwame Alder", 16, "Dr Basil Tarn")
"""Whose treatment somebody else took over, how many days ago, and who."""


def add_trust(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    """Add talks, decisions and consents, leave and how it went."""
    _add_told(rows, days, known)
    _add_consents(rows, days, known)
    _add_leave(rows, days, known)
    who, ago, clinician = NEW_CLINICIAN
    rows.change("client", known[who].reference, "Responsible clinician", days.ago(ago), clinician)


def _add_told(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    for who, ago, staff, words in TALKS:
        rows.add(
            InformationTalk, client_id=known[who].reference, on_date=days.ago(ago), staff_id=staff,
            talked_about=words,
        )  # fmt: skip
    for who, ago, employer, decision, wording, never, when, review in DECISIONS:
        rows.add(
            InformationDecision, client_id=known[who].reference, on_date=days.ago(ago),
            employer_id=EMPLOYER_IDS.get(employer), decision=decision, wording=wording, never_told=never,
            when_told=when, review_on=None if review is None else days.ago(review),
        )  # fmt: skip
    for who, ago, employer, permission, told, never, check, staff in CRIMINAL_RECORD:
        rows.add(
            CriminalRecordInformation, client_id=known[who].reference, on_date=days.ago(ago),
            employer_id=EMPLOYER_IDS.get(employer), permission=permission, may_be_told=told,
            never_told=never, check_needed=check, staff_id=staff,
        )  # fmt: skip


def _add_consents(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    for who, scope, answer, ago, expires, withdrawn, how in CONSENTS:
        rows.add(
            Consent, client_id=known[who].reference, scope=scope, answer=answer, on_date=days.ago(ago),
            expires_on=None if expires is None else days.ago(expires),
            withdrawn_on=None if withdrawn is None else days.ago(withdrawn), how=how, staff_id="PM",
        )  # fmt: skip


def _add_leave(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    for reference, who, given, first, last, weekdays, out, back, most, place, escort in LEAVES:
        rows.add(
            Leave, reference=reference, client_id=known[who].reference, authorised_on=days.ago(given),
            authorised_by=CLINICIANS[who], from_on=days.ago(first), to_on=days.ago(last),
            days=list(weekdays) if weekdays else None, out_from=out, back_by=back,
            most_seconds=most and most * HOUR, place=place, route="By the canal and back the same way.",
            escort=escort, escort_detail="One healthcare assistant" if escort == "escorted" else None,
            conditions="No alcohol; ring when late.", copies=["the person", "ward office"],
            own_view="Wants the evenings too, one day.",
        )  # fmt: skip
    for leave, ago, out, back, as_planned, happened, account in OUTCOMES:
        rows.add(
            LeaveOutcome, leave_id=leave, on_date=days.ago(ago), out_at=out, back_at=back,
            as_planned=as_planned, what_happened=happened, own_account=account,
            effect=None if as_planned else "None; a card with the bus times to carry.",
        )  # fmt: skip
