"""Stories: whose way, where it may be told, where it went, and what a withdrawal asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar, cast

from ipsdesk.errors import DeskError
from ipsdesk.fields import Field, Kind
from ipsdesk.reports.story_copy import story_blocks
from ipsdesk.rules.codes import STORY_SCOPES
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain
from ipsdesk.services.records import Done
from ipsdesk.services.stories import PlainStory, StorySeen, Use
from ipsdesk.ui.background import Progress
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.involvement.meeting_words import together
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.pathway.asked import Asked, Values
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.records.picker import Pick, Picker
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

WITHDRAW, USE = "story withdrawn", "story used"
WITHDRAWING = "It is not printed any more. Where it went stands below: each copy can be asked back."
USING = "Noted before it goes, so that it can be asked back."


@dataclass(frozen=True, slots=True)
class _Copy:
    scope: str
    story: PlainStory


class StoriesView(DetailView):
    """The newest first."""

    title: ClassVar[str] = "Stories"
    kind: ClassVar[str] = "story"
    adds: ClassVar[str] = "Add story"
    finds: ClassVar[str] = "a story by its title or its words"
    nouns: ClassVar[tuple[str, str]] = ("story", "stories")
    nothing: ClassVar[str] = "Choose a story to read it"
    side_width: ClassVar[int] = 560

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.uses = Section(self._theme, "Where it went", "It went nowhere yet.")
        self.back = self.uses.add_line_button(
            "Asked back", self._ask_back, _is_out, "Choose a copy first that was not asked back"
        )
        self.uses.set_may_change(may=self.may_change)
        self.card.add_section(self.uses)
        self.out, self.goes, self.withdraw = (
            Button(self._theme, text, rank)
            for text, rank in (
                ("Print without names…", Rank.PRIMARY),
                ("It goes to…", Rank.PLAIN),
                ("Withdrawn…", Rank.PLAIN),
            )
        )
        self.card.add_tools(
            {self.out: self._ask_print, self.goes: self._ask_use, self.withdraw: self._ask_withdraw}
        )

    def listing(self, today: Callable[[], date]) -> Listing[StorySeen]:
        columns = (
            Column[StorySeen]("Story", lambda one: one.title, width=260, second=lambda one: one.name,
                              name=True),
            Column[StorySeen]("Told", lambda one: one.on, lambda one: short_day(one.on, today()), width=90),
            Column[StorySeen]("Consent", lambda one: _consent(one)[0], width=170,
                              mark=lambda one: _consent(one)[1]),
            Column[StorySeen]("May be used", lambda one: ", ".join(one.scopes), width=200, gives_way=1),
            Column[StorySeen]("Went to", lambda one: len(one.uses), _went, width=100, gives_way=2),
        )  # fmt: skip
        filters = [
            Filter[StorySeen]("All", everything),
            Filter[StorySeen]("May be used", lambda one: one.may_be_used),
            Filter[StorySeen]("To ask back", lambda one: bool(one.to_ask_back)),
        ]
        nothing = "No story yet: add the first one"
        return Listing(
            "Stories", columns, nothing, lambda one: one.id, filters, Height.CASELOAD_ROW, fits=_fits
        )

    def read(self) -> Sequence[StorySeen]:
        return self._at.desk.stories.directory()

    def rows_of(self, read: Sequence[StorySeen]) -> Sequence[StorySeen]:
        return read

    def words_of(self, read: Sequence[StorySeen]) -> str:
        stories = "1 story" if len(read) == 1 else f"{len(read)} stories"
        return f"{stories}, {sum(one.may_be_used for one in read)} may be used"

    def details(self, row: StorySeen) -> tuple[str, str, Details]:
        consent = f"Consent {shown_day(row.consent_on)}" if row.consent_on else "No consent recorded"
        gone = f"withdrawn {shown_day(row.withdrawn_on)}" if row.withdrawn_on else ""
        fields = [
            ("May be used", sentence_case(", ".join(row.scopes))),
            ("What was done", row.done),
            ("What was excellent", row.excellent),
            ("Even better next time", row.better),
            ("Talk about consent again", shown_day(row.review_on) if row.review_on else ""),
        ]
        return row.title or row.name, together(row.name, shown_day(row.on), consent, gone), fields

    def show_row(self, row: StorySeen) -> None:
        super().show_row(row)
        self.uses.show_lines([_use_line(one) for one in row.uses])
        may_be_used = self.may_change and row.may_be_used
        stands = self.may_change and row.consent_on is not None and row.withdrawn_on is None
        self.card.offer({self.out: may_be_used, self.goes: may_be_used, self.withdraw: stands})

    def known(self) -> Mapping[str, Plain]:
        return {"on_date": self._at.desk.workspace.today()}

    # ---- doing --------------------------------------------------------------------------------------

    def _ask_print(self) -> None:
        if self.chosen is None:
            return
        picks = [
            Pick(scope, sentence_case(scope), "for", "printer-outline") for scope in _scopes(self.chosen)
        ]
        picker = Picker(self._theme, "For whom?", picks, self._at.page)
        picker.picked.connect(self._read)
        self._at.open(picker)

    def _read(self, scope: str) -> None:
        if self.chosen is not None:
            self._at.run(partial(self._plain, self.chosen.id, scope), self._print, self._failed)

    def _plain(self, story: int, scope: str, _progress: Progress) -> _Copy:
        return _Copy(scope, self._at.desk.stories.plain(story, scope))

    def _print(self, copy: _Copy) -> None:
        desk = self._at.desk
        footing = Footing(desk.unit_name, shown_day(desk.workspace.today()), desk.is_practice)
        noting = Noting(self._at.run, desk.trail, f"Story without names, for {copy.scope}", None)
        print_blocks(self._theme, story_blocks(copy.story), footing, self._at.page, noting)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.told.emit(str(error), True)  # noqa: FBT003 - a signal has no names

    def _ask_use(self) -> None:
        if self.chosen is not None:
            self.doing.ask(ask_use(self.chosen))

    def _ask_withdraw(self) -> None:
        if self.chosen is not None:
            self.doing.ask(ask_withdraw(self.chosen, self._at.desk.workspace.today()))

    def _ask_back(self) -> None:
        line = self.uses.list.current()
        if line is not None:
            self.doing.do(partial(_asked_back, line.about.id))


def _asked_back(use: int, desk: Desk) -> Done:
    return desk.stories.ask_back(use)


def ask_use(story: StorySeen) -> Asked:
    """Whither, and for which of its uses."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.stories.use(story.id, str(filled["scope"]), str(filled["went_to"] or ""))

    scopes = tuple(_scopes(story))
    fields = {
        "went_to": Field("Where it goes", required=True, help="A meeting, a leaflet, a service."),
        "scope": Field("For", Kind.CHOICE, choices=scopes, required=True),
    }
    return Asked(USE, story.id, story.client, "The story goes to", USING, "Note it", fields, take,
                 {"scope": scopes[0]})  # fmt: skip


def ask_withdraw(story: StorySeen, today: date) -> Asked:
    """The day."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.stories.withdraw(story.id, cast("date", filled["on"]))

    fields = {"on": Field("Withdrawn on", Kind.DATE, required=True)}
    return Asked(WITHDRAW, story.id, story.client, "The consent was withdrawn", WITHDRAWING, "Withdrawn",
                 fields, take, {"on": today}, looks_back=frozenset(fields))  # fmt: skip


def _scopes(story: StorySeen) -> Sequence[str]:
    return STORY_SCOPES if STORY_SCOPES[-1] in story.scopes else story.scopes


def _consent(row: StorySeen) -> tuple[str, Mark]:
    if row.withdrawn_on is not None:
        return "Withdrawn", Mark.OVERDUE if row.to_ask_back else Mark.NOT_APPLICABLE
    return ("Given", Mark.DONE) if row.consent_on is not None else ("None recorded", Mark.WAITING)


def _went(row: StorySeen) -> str:
    return counted(len(row.uses), "place") if row.uses else ""


def _is_out(line: Line) -> bool:
    use: Use = line.about
    return use.asked_back_on is None


def _use_line(use: Use) -> Line:
    back = f"Asked back {shown_day(use.asked_back_on)}" if use.asked_back_on else ""
    note = together(shown_day(use.on), use.by)
    return Line(use.id, use.went_to, note, back, Mark.DONE if back else None, about=use)


def _fits(row: StorySeen, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.title, row.name, row.done, row.excellent, row.better)))
    return all(plain(part) in text for part in typed)
