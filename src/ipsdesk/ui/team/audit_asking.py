"""What the small dialogs of the part of file audits ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from ipsdesk.errors import CannotRun
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.codes import AUDIT_RESULTS
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import shown_month
from ipsdesk.services.desk import Desk
from ipsdesk.services.file_audit_files import NOT_YET, PUT_RIGHT
from ipsdesk.services.file_audit_reading import AuditLine, FileSeen
from ipsdesk.services.records import Done
from ipsdesk.ui.pathway.asked import Asked, Prepared, Values
from ipsdesk.ui.team.audit_words import audit_name
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.form import Form

DRAW, REOPEN, EXCHANGE, FINDING, PUT, AGAIN, NOTE = (
    f"file audit {what}"
    for what in ("drawn", "reopened", "exchanged", "finding", "put right", "again", "note")
)
GONE = "This file is not in the audit any more. Nothing was changed."
MOST_FILES, USUAL, TIME = 10, 2, 14
DRAWING = (
    "Files open on that day are drawn by chance for each specialist: those never audited first, then those"
    " audited longest ago."
)
EXCHANGING = (
    "Another file of the same specialist is drawn in its place, unless you name one. What was answered here"
    " stays among the removed records."
)
PUTTING = "Whoever looks at the file again will see the day."
LOOKING = "If it is not put right yet, it goes back to whoever has it to do, with another day."
NOTING = "It stands beside the answers; on paper names are replaced."
PAST = frozenset({"on"})


def _text(filled: Values, key: str) -> str:
    return str(filled.get(key) or "").strip()


def _on(filled: Values, key: str = "on") -> date:
    return cast("date", filled[key])


def ask_draw(today: date) -> Asked:
    """The day, and how many of each specialist; an audit that the month has already is said first."""

    def take(desk: Desk, filled: Values) -> Done:
        each = int(str(filled["each"]))
        return desk.file_audits.draw(_on(filled), each, _text(filled, "note"))

    def prepare(desk: Desk) -> Prepared:
        month = (today.year, today.month)
        there = [one for one in desk.file_audits.page().audits if (one.on.year, one.on.month) == month]
        told = [f"{shown_month(*month)} has an audit already: {audit_name(one)}." for one in there[:1]]
        return Prepared(checks=told)

    fields = {
        "on": Field("Day of the audit", Kind.DATE, required=True),
        "each": Field("Files of each specialist", Kind.WHOLE, least=1, most=MOST_FILES, required=True),
        "note": Field("Note", Kind.LONG_TEXT),
    }
    return Asked(DRAW, 0, None, "Draw files for an audit", DRAWING, "Draw", fields, take,
                 {"on": today, "each": USUAL}, prepare=prepare, looks_back=PAST)  # fmt: skip


def ask_reopen(audit: AuditLine) -> Asked:
    """Why answers are changed after all."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.file_audits.reopen(audit.id, _text(filled, "reason"))

    words = (
        f"The audit of {audit_name(audit)} is complete. Its answers can be changed again; the reason is kept."
    )
    return Asked(REOPEN, audit.id, None, "Reopen the audit", words, "Reopen",
                 {"reason": Field("Reason", Kind.LONG_TEXT, required=True)}, take)  # fmt: skip


def ask_exchange(file: FileSeen) -> Asked:
    """Why, and for which file if not for one by chance."""

    def take(desk: Desk, filled: Values) -> Done:
        instead = filled.get("instead")
        chosen = int(str(instead)) if instead else None
        return desk.file_audits.exchange(file.id, _text(filled, "reason"), chosen)

    def prepare(desk: Desk) -> Prepared:
        return Prepared({"instead": _options(desk, "client")})

    fields = {
        "reason": Field("Reason", Kind.LONG_TEXT, required=True),
        "instead": Field("Instead", Kind.REFERENCE, "Empty: drawn by chance.", target="client"),
    }
    return _of(file, EXCHANGE, ("Exchange the file", EXCHANGING, "Exchange"), fields, take, prepare=prepare)


def ask_finding(file: FileSeen, today: date) -> Asked:
    """What is to be put right, by when, and by whom: whoever works with the person, unless said otherwise."""

    def take(desk: Desk, filled: Values) -> Done:
        owner = int(str(filled["owner"]))
        return desk.audited_files.find(file.id, _text(filled, "finding"), _on(filled, "by"), owner)

    def prepare(desk: Desk) -> Prepared:
        return Prepared({"owner": _options(desk, "staff")})

    fields = {
        "finding": Field("What is to be put right", Kind.LONG_TEXT, required=True),
        "by": Field("By when", Kind.DATE, required=True),
        "owner": Field("By whom", Kind.REFERENCE, target="staff", required=True),
    }
    owner = file.owner_id or file.staff_id
    given: Values = {
        "finding": file.finding or None,
        "by": file.put_right_by_on or today + TIME * DAY,
        "owner": str(owner) if owner else None,
    }
    noes = [one.check.name for one in file.checks if one.answer == "no"]
    words = f"Answered no: {', '.join(noes)}." if noes else ""
    return _of(file, FINDING, ("Finding", words, "Save"), fields, take, given=given, prepare=prepare)


def ask_put_right(file: FileSeen, today: date) -> Asked:
    """The day."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.audited_files.put_right(file.id, _on(filled))

    fields = {"on": Field("Put right on", Kind.DATE, required=True)}
    words = f"{file.finding}\n{PUTTING}"
    return _of(file, PUT, ("It is put right", words, "Put right"), fields, take, given={"on": today})


def ask_again(file: FileSeen, today: date) -> Asked:
    """The day and the result, and by when if it is not put right yet."""

    def take(desk: Desk, filled: Values) -> Done:
        result, by = _text(filled, "result"), cast("date | None", filled.get("by"))
        return desk.audited_files.again(file.id, _on(filled), result, by if result == NOT_YET else None)

    def hidden(form: Form) -> frozenset[str]:
        return frozenset() if form.rows["result"].editor.typed() == NOT_YET else frozenset({"by"})

    fields = {
        "on": Field("Audited again on", Kind.DATE, required=True),
        "result": Field("Result", Kind.CHOICE, choices=AUDIT_RESULTS, required=True),
        "by": Field("To be put right by", Kind.DATE),
    }
    given: Values = {"on": today, "result": PUT_RIGHT, "by": today + TIME * DAY}
    words = (f"{file.finding}\n{LOOKING}", "Save")
    return _of(file, AGAIN, ("Audited again", *words), fields, take, given=given, hidden=hidden)


def ask_note(file: FileSeen) -> Asked:
    """Words; empty takes them away."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.audited_files.note(file.id, _text(filled, "note"))

    fields = {"note": Field("Note", Kind.LONG_TEXT)}
    return _of(
        file, NOTE, ("Note on the file", NOTING, "Save"), fields, take, given={"note": file.note or None}
    )


def _options(desk: Desk, kind: str) -> list[Option]:
    return [Option(one.value, one.words) for one in desk.editing.choices(kind)]


def _of(
    file: FileSeen,
    kind: str,
    words: tuple[str, str, str],
    fields: Mapping[str, Field],
    take: Callable[[Desk, Values], Done],
    **more: Any,
) -> Asked:
    """A verb of a file: its title, words and button, and what it asks."""
    title, said, button = words
    return Asked(kind, file.id, file.client, f"{title}: {file.name}", said, button, fields, take,
                 looks_back=PAST, **more)  # fmt: skip


def ask_again_of(desk: Desk, kind: str, about: int) -> Asked:
    """Asked from a draft; raises ``CannotRun`` for a file that was exchanged or removed."""
    today = desk.workspace.today()
    if kind == DRAW:
        return ask_draw(today)
    if kind == REOPEN:
        found = next((one for one in desk.file_audits.page(about).audits if one.id == about), None)
        if found is None:
            raise CannotRun(GONE)
        return ask_reopen(found)
    file = next((one for one in desk.file_audits.page(file=about).files if one.id == about), None)
    if file is None:
        raise CannotRun(GONE)
    of_file = {FINDING: ask_finding, PUT: ask_put_right, AGAIN: ask_again}
    if kind in of_file:
        return of_file[kind](file, today)
    return ask_exchange(file) if kind == EXCHANGE else ask_note(file)
