"""What the wizard has done away from the interface thread: drafts, counting, previews, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ipsdesk.errors import CannotRun
from ipsdesk.reports.blocks import Block
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_changes import ChangeTold, changes_told
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.return_out import kept_of
from ipsdesk.services.return_preview import Preview, preview_of
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose
from ipsdesk.services.submissions_kept import Form, ReturnDraft, ReturnFile, State, Submission

STRICTNESS = {profile: place for place, profile in enumerate(Profile)}
"""How much each profile keeps back, the least first."""


def scope_of(one: Submission) -> Scope:
    """Whose figures a return has."""
    if one.commissioner is None:
        return EVERYBODY
    return Scope(Whose.COMMISSIONER, one.commissioner, one.commissioner_name)


@dataclass(frozen=True, slots=True)
class Known:
    """What there is before one begins: the commissioners, and every return, draft or submitted."""

    commissioners: tuple[tuple[int, str], ...]
    returns: tuple[Submission, ...]


def look_around(desk: Desk) -> Known:
    """Read both."""
    payers = (one for one in desk.scorecards.scopes() if one.whose is Whose.COMMISSIONER)
    return Known(tuple((one.key, one.name) for one in payers), desk.submissions.list())


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft, and what the last return of its kind said."""

    draft: ReturnDraft
    last: Submission | None
    last_texts: Mapping[str, str]


def begin(desk: Desk, period: Period, commissioner: int | None) -> Begun:
    """Begin a draft, or go on with one's own as it is."""
    own = draft_of(desk.submissions.list(), period, commissioner, desk.workspace.actor.name)
    return go_on(desk, own.id if own else desk.submissions.begin(period, commissioner=commissioner))


def draft_of(
    returns: Sequence[Submission], period: Period, commissioner: int | None, name: str
) -> Submission | None:
    """The open draft of somebody, of these days and this commissioner."""
    wanted = (State.DRAFT, period, commissioner, name)
    return next(
        (one for one in returns if (one.state, one.period, one.commissioner, one.prepared_by) == wanted), None
    )


def go_on(desk: Desk, key: int) -> Begun:
    """A draft that was begun."""
    draft = desk.submissions.draft(key)
    last = last_of(desk.submissions.list(), draft.submission)
    return Begun(draft, last, desk.submissions.draft(last.id).narratives if last else {})


def last_of(returns: Sequence[Submission], own: Submission) -> Submission | None:
    """The submitted return of the same kind and commissioner that came last before a draft's days."""
    earlier = [
        one
        for one in returns
        if one.state is State.SUBMITTED
        and one.superseded_by is None
        and (one.kind, one.commissioner) == (own.kind, own.commissioner)
        and one.period.last < own.period.last
    ]
    return max(earlier, key=lambda one: one.period.last, default=None)


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a draft: as they are, as its profile prints them, and what changed, told by both."""

    exact: ReturnContent
    shown: ReturnContent
    preview: Preview
    changes: tuple[ChangeTold, ...]
    kept_back: tuple[str, ...]
    """Sentences about figures that the profile keeps back."""


def count(desk: Desk, begun: Begun, profile: Profile, exact: ReturnContent | None = None) -> Counted:
    """Count the figures of a draft for a profile; ``exact`` are those counted before, which stay."""
    own = begun.draft.submission
    scope = scope_of(own)
    if exact is None:
        exact, shown = desk.returns.contents(own.period, (Profile.INTERNAL, profile), scope)
    elif profile is Profile.INTERNAL:
        shown = exact
    else:
        shown = desk.returns.content(own.period, profile, scope)
    others = desk.returns.out_beside(own.period, scope)
    changes, all_of_it = _changes(desk, begun, shown), _changes(desk, begun, exact)
    told = {one.sentence for one in changes}
    kept_back = tuple(one.sentence for one in all_of_it if one.sentence not in told)
    return Counted(exact, shown, preview_of(exact, shown, others), changes, kept_back)


def _changes(desk: Desk, begun: Begun, content: ReturnContent) -> tuple[ChangeTold, ...]:
    """Against the last return if it kept back at least as much, else against the same days counted anew."""
    last = begun.last
    if (
        last is not None
        and last.number is not None
        and STRICTNESS[last.profile] >= STRICTNESS[content.profile]
    ):
        return changes_told(content, desk.submissions.release(last.number))
    return changes_told(content)


# ---- files ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a return, where they were written, and why they can't be submitted (empty: they can)."""

    files: tuple[ReturnFile, ...]
    paths: tuple[Path, ...]
    why_not: str
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The files that are made anywhere, and what the PDF is painted from, which the window does itself."""

    files: tuple[ReturnFile, ...]
    blocks: tuple[Block, ...]
    footing: tuple[str, str, bool]
    number: int | None = None
    printed: Mapping[str, Any] | None = None
    """What the numbered files print of counts."""


def make(desk: Desk, key: int, forms: Sequence[Form], path: Path, *, numbered: bool = False) -> Made:
    """Make the files of a draft, with the number it is to be submitted under where ``numbered``.

    Raises ``CannotRun`` where a file that is to be replaced is open elsewhere.
    """
    from ipsdesk.excel import refuse_if_open  # noqa: PLC0415 - these bring openpyxl
    from ipsdesk.reports.return_files import content_of, files_of  # noqa: PLC0415
    from ipsdesk.reports.return_report import report_blocks  # noqa: PLC0415

    for form in forms:
        refuse_if_open(path.with_suffix(f".{form}"))
    number = desk.submissions.next_number() if numbered else None
    content = content_of(desk, desk.submissions.draft(key), number)
    files = tuple(files_of(content, forms))
    if Form.PDF not in forms:
        return Made(files, (), ("", "", False), number, kept_of(content))
    footing = content.contract.unit_name, content.now.period.label, content.practice
    return Made(files, tuple(report_blocks(content)), footing, number, kept_of(content))


def with_pdf(made: Made) -> tuple[ReturnFile, ...]:
    """The files with the PDF, which is painted by the interface thread."""
    if not made.blocks:
        return made.files
    from ipsdesk.ui.printing.pages import Footing, Pages, pdf_of  # noqa: PLC0415 - for who makes a return

    content = pdf_of(Pages(made.blocks, Footing(*made.footing)))
    return (*made.files, ReturnFile("Return.pdf", Form.PDF, content))


def write(desk: Desk, key: int, files: Sequence[ReturnFile], path: Path, password: str | None) -> Written:
    """Note each file in the audit trail by its fingerprint, and write it; raises ``CannotRun``."""
    from ipsdesk.excel import write_whole  # noqa: PLC0415 - as above

    draft = desk.submissions.draft(key)
    named = tuple(_named(file, path.with_suffix(f".{file.form}"), password) for file in files)
    for file in named:
        desk.returns.note_made(draft.submission.period, draft.submission.profile, file.sha256)
        write_whole(file.content, path.with_name(file.name))
    paths = tuple(path.with_name(file.name) for file in named)
    return Written(named, paths, _why_not(desk, draft), password)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The number a return was given, and why its files could not be written after it (empty: they were)."""

    number: int
    unwritten: str = ""


def hand_in(desk: Desk, key: int, made: Made, files: Sequence[ReturnFile], written: Written) -> HandedIn:
    """Submit the numbered files, and put them in the place of those that were saved without a number.

    ``files`` are those of ``made`` with the PDF. Raises ``CannotRun``; nothing was submitted then.
    """
    from ipsdesk.excel import write_whole  # noqa: PLC0415 - as above

    paths = {path.suffix: path for path in written.paths}
    named = [_named(file, paths[f".{file.form}"], written.password) for file in files]
    number = desk.submissions.submit(key, named, made.number, made.printed)
    try:
        for file in named:
            write_whole(file.content, paths[f".{file.form}"])
    except CannotRun as error:
        return HandedIn(number, str(error))
    return HandedIn(number)


def _named(file: ReturnFile, path: Path, password: str | None) -> ReturnFile:
    """The file under the name it is written by, the workbook with its password."""
    if password is None or file.form is not Form.WORKBOOK:
        return replace(file, name=path.name)
    from ipsdesk.exchange.encrypted import encrypt, refuse_password  # noqa: PLC0415 - a library of cryptography

    refuse_password(password)
    return replace(file, name=path.name, content=encrypt(file.content, password))


def _why_not(desk: Desk, draft: ReturnDraft) -> str:
    try:
        desk.submissions.refuse(draft.submission.period)
    except CannotRun as error:
        return str(error)
    return ""
