"""What the clinical teams that host specialists have agreed to, team by team, and what is missing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from ipsdesk.errors import CannotRun
from ipsdesk.fields import Kind
from ipsdesk.measures.terms import live
from ipsdesk.models import HostAgreement, Team
from ipsdesk.rules.codes import HOST_ANSWERS
from ipsdesk.rules.periods import add_months
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at, table_of
from ipsdesk.services.team_due import YEAR, Due, checked_due

KIND = HostAgreement.family.kind
WRITTEN_BY = (Role.LEAD, Role.MANAGER)
AGREEMENTS, TEAMS = table_of(HostAgreement), table_of(Team)
CHECKS: Mapping[str, str] = {
    name: declared.title
    for name, declared in HostAgreement.fields()
    if declared.kind is Kind.CHOICE and declared.choices == HOST_ANSWERS
}
"""What is agreed on, by attribute, in the order it is asked."""
ASKED: Mapping[str, str] = {
    "desk": "A desk, fixed or hot, for the employment specialist",
    "computer": "A computer with the clinical system, and a phone",
    "rooms": "Rooms to meet people in",
    "champion": "A senior member of the team who champions the role",
    "risk_information": "Information on risk, so that it can be assessed and managed",
    "referral_process": "A referral process with little waiting and nobody excluded",
    "clinical_supervision": "Clinical supervision for the specialist",
    "clinical_meetings": "The specialist at clinical and business meetings, where work is talked about",
    "induction": "An induction, and support with clinical issues",
    "regular_reviews": "Regular meetings to review how it goes",
}
YES, PARTLY, NO = HOST_ANSWERS
GONE = "This agreement has been removed. Nothing was changed. Tools, Removed records can bring it back."
ENDED = "This agreement ended on {day}. Nothing was changed. Agree anew with the team."


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a team agreed to on a day, check by check; empty: not talked about."""

    id: int
    agreed_on: date
    answers: Mapping[str, str]
    champion: str
    reviewed_on: date | None
    note: str
    due: Due

    def saying(self, answer: str) -> list[str]:
        """The checks with this answer, as they are titled."""
        return [title for name, title in CHECKS.items() if self.answers[name] == answer]

    @property
    def missing(self) -> str:
        """What is missing, in a sentence."""
        parts = [
            f"{words}: {', '.join(titles).lower()}"
            for words, titles in (
                ("Missing", self.saying(NO)),
                ("Partly there", self.saying(PARTLY)),
                ("Not talked about", self.saying("")),
            )
            if titles
        ]
        if self.answers["champion"] == YES and not self.champion:
            parts.append("The champion has no name here")
        return ". ".join(parts) + "." if parts else "Everything is there."


@dataclass(frozen=True, slots=True)
class HostTeam:
    """A team that is open today, with the agreement in force."""

    id: int
    name: str
    setting: str
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class HostPage:
    """Every team that is open, by name."""

    today: date
    teams: tuple[HostTeam, ...]


class HostTeams(Service):
    """Agreements with host teams."""

    @allowed(*EVERYONE)
    def page(self) -> HostPage:
        """Every open team and what it agreed to last."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            agreed = {row.team_id: _agreement(row, today) for row in _in_force(connection, today)}
            own = TEAMS.c
            rows = connection.execute(
                select(own.id, own.name, own.setting)
                .where(
                    live(TEAMS),
                    or_(own.opened_on.is_(None), own.opened_on <= today),
                    or_(own.closed_on.is_(None), own.closed_on >= today),
                )
                .order_by(own.name, own.id)
            )
            teams = [HostTeam(row.id, row.name, row.setting or "", agreed.get(row.id)) for row in rows]
            return HostPage(today, tuple(teams))

    @allowed(*WRITTEN_BY)
    def answer(self, agreement: int, check: str, answer: str | None) -> Done:
        """Say of one check whether it is there; None takes the answer back. Raises ``CannotRun``."""
        if check not in CHECKS or answer not in (None, *HOST_ANSWERS):
            raise ValueError(f"{check}: {answer}")
        said = answer or "no answer"
        return self._write(agreement, {check: answer}, f"{CHECKS[check].lower()}: {said}")

    @allowed(*WRITTEN_BY)
    def reviewed(self, agreement: int) -> Done:
        """It was gone through with the team today; again in a year. Raises ``CannotRun``."""
        today = self.workspace.today()
        again = add_months(today, YEAR)
        words = f"gone through today, again by {shown_day(again)}"
        return self._write(agreement, {"reviewed_on": today, "review_on": again}, words)

    def _write(self, agreement: int, values: Values, words: str) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            names = Names(connection)
            if not (row := names.row((KIND, agreement))) or row["removed_at"]:
                raise CannotRun(GONE)
            record = record_at(connection, HostAgreement, agreement)
            if record["ended_on"] is not None and record["ended_on"] < space.today():
                raise CannotRun(ENDED.format(day=shown_day(record["ended_on"])))
            team = names.reference("team", record["team_id"])
            saving = Saving(space, connection, f"agreement with {team}, {words}")
            saving.alter(HostAgreement, record, values)
        kinds = frozenset({KIND})
        space.changes.announce(kinds)
        return Done(f"Saved: {saving.words}", saving.at, kinds)


def _in_force(connection: Connection, today: date) -> Any:
    """The agreements that have not ended, an older one of a team before a newer."""
    own = AGREEMENTS.c
    return connection.execute(
        select(AGREEMENTS)
        .where(live(AGREEMENTS), or_(own.ended_on.is_(None), own.ended_on >= today))
        .order_by(own.agreed_on, own.id)
    )


def _agreement(row: Any, today: date) -> Agreement:
    last = max(filter(None, (row.agreed_on, row.reviewed_on)))
    return Agreement(
        row.id, row.agreed_on, {name: getattr(row, name) or "" for name in CHECKS}, row.champion_name or "",
        row.reviewed_on, row.note or "", checked_due(row.review_on, last, today),
    )  # fmt: skip
