"""Sessions of joint risk training: who came, who trained, what was signed off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar, cast

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain
from ipsdesk.services.joint_training import USUAL_MINUTES, Session
from ipsdesk.services.joint_training_checks import MOST
from ipsdesk.services.records import Done
from ipsdesk.ui.involvement.meeting_words import together
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.pathway.asked import Asked, Values
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marks import Mark

SIGN_OFF = "joint training signed off"
SIGNING = "Residents who trained have it among their involvement: nothing is typed twice."


class TrainingView(DetailView):
    """The newest session first."""

    title: ClassVar[str] = "Joint training"
    kind: ClassVar[str] = "joint training"
    adds: ClassVar[str] = "Add session"
    finds: ClassVar[str] = "a session by its title, its modules or who came"
    nouns: ClassVar[tuple[str, str]] = ("session", "sessions")
    nothing: ClassVar[str] = "Choose a session to see who came"
    side_width: ClassVar[int] = 520

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.sign = Button(self._theme, "Sign off…", Rank.PRIMARY)
        self.card.add_tools({self.sign: self._sign})

    def listing(self, today: Callable[[], date]) -> Listing[Session]:
        columns = (
            Column[Session]("Session", lambda one: one.title, width=230, second=_about, name=True),
            Column[Session]("Date", lambda one: one.on, lambda one: short_day(one.on, today()), width=90),
            Column[Session]("People", lambda one: one.people, _people, width=150,
                            mark=lambda one: Mark.NEAR_LIMITS if one.is_over else None),
            Column[Session]("Trainers", lambda one: ", ".join(one.trainers), width=190, gives_way=1),
            Column[Session]("Signed off", lambda one: one.signed_on,
                            lambda one: short_day(one.signed_on, today()) if one.signed_on else "",
                            width=95, gives_way=2),
        )  # fmt: skip
        filters = [
            Filter[Session]("All", everything),
            Filter[Session]("Not signed off", lambda one: one.signed_on is None),
        ]
        nothing = "No session yet: add the first one"
        return Listing(
            "Joint training", columns, nothing, lambda one: one.id, filters, Height.CASELOAD_ROW, fits=_fits
        )

    def read(self) -> Sequence[Session]:
        return self._at.desk.joint_trainings.sessions()

    def rows_of(self, read: Sequence[Session]) -> Sequence[Session]:
        return read

    def words_of(self, read: Sequence[Session]) -> str:
        return f"{counted(len(read), 'session')}, {sum(one.signed_on is not None for one in read)} signed off"

    def details(self, row: Session) -> tuple[str, str, Details]:
        signed = f"signed off {shown_day(row.signed_on)}" if row.signed_on else ""
        minutes = f"{row.minutes} minutes" if row.minutes else ""
        fields = [
            ("Residents", ", ".join(row.residents)),
            ("Staff", ", ".join(row.staff)),
            ("Trainers", ", ".join(row.trainers)),
            ("Modules", ", ".join(row.modules)),
            (f"More than {MOST}", row.reason_over or ("No reason given yet." if row.is_over else "")),
            ("Feedback", row.feedback),
        ]
        return row.title, together(shown_day(row.on), minutes, row.team, row.place, signed), fields

    def show_row(self, row: Session) -> None:
        super().show_row(row)
        held = row.on <= self._at.desk.workspace.today()
        self.card.offer({self.sign: self.may_change and held and row.signed_on is None})

    def known(self) -> Mapping[str, Plain]:
        return {"on_date": self._at.desk.workspace.today(), "minutes": USUAL_MINUTES}

    def _sign(self) -> None:
        if self.chosen is not None:
            self.doing.ask(ask_sign_off(self.chosen, self._at.desk.workspace.today()))


def ask_sign_off(session: Session, today: date) -> Asked:
    """The day."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.joint_trainings.sign_off(session.id, cast("date", filled["on"]))

    fields = {"on": Field("Signed off on", Kind.DATE, required=True)}
    return Asked(SIGN_OFF, session.id, None, "Sign the session off", SIGNING, "Sign off", fields, take,
                 {"on": today}, looks_back=frozenset(fields))  # fmt: skip


def _about(row: Session) -> str:
    return together(", ".join(row.modules), row.team)


def _people(row: Session) -> str:
    return f"{len(row.residents)} residents, {len(row.staff)} staff"


def _fits(row: Session, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.title, *row.modules, *row.residents, *row.staff, *row.trainers, row.team)))
    return all(plain(part) in text for part in typed)
