"""The way of a person with the service: each step of a referral is one saved change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.models import Episode
from ipsdesk.rules.pathway import LOST_CONTACT, OTHER, is_missed_alone, outreach_first
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.editing import SavedRecord
from ipsdesk.services.pathway_closing import Check, CheckKind, closing_checks
from ipsdesk.services.pathway_contacts import ContactPage, read_contacts_page
from ipsdesk.services.pathway_done import done_on_day
from ipsdesk.services.pathway_plan import PlanPage, read_plan_page
from ipsdesk.services.pathway_similar import SimilarPerson, similar
from ipsdesk.services.pathway_standing import Standing, Step, read_standing, standing_of
from ipsdesk.services.pathway_steps import GONE, Stepping, new_referral, outreach_attempts
from ipsdesk.services.records import Done, RecordRef
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import record_at

__all__ = ["Check", "CheckKind", "ContactPage", "Pathway", "PlanPage", "SimilarPerson", "Standing", "Step"]

Write = Callable[[Stepping], None]


class Pathway(Service):
    """Every step raises ``CannotRun`` where it can't be taken from how the referral stands, ``NotSaved`` with
    what is wrong by field, and ``ReasonNeeded`` for a restricted record; nothing is changed then."""

    # ---- how it stands ------------------------------------------------------------------------------

    @allowed(*EVERYONE)
    def standing(self, client: int) -> Standing:
        """How the person's referral under way stands today, else the latest."""
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            return read_standing(connection, client, self.workspace.today())

    @allowed(*STAFF)
    def similar_people(
        self, name: str, nhs_number: str = "", born_on: date | None = None
    ) -> tuple[SimilarPerson, ...]:
        """Who is here already and may be the person that is being typed in, the likeliest first."""
        with self.workspace.transactions.read() as connection:
            return similar(connection, self.workspace, name, nhs_number, born_on)

    @allowed(*EVERYONE)
    def plan(self, client: int) -> PlanPage:
        """Plans, actions, adjustments and the week of a person."""
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            return read_plan_page(connection, client, self.workspace.today())

    @allowed(*EVERYONE)
    def contacts(self, client: int, after: tuple[date, int] | None = None) -> ContactPage:
        """Contacts with or about a person, newest first; ``after`` is the last one shown."""
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            return read_contacts_page(connection, client, self.workspace.today(), after)

    # ---- from the referral to the start -------------------------------------------------------------

    @allowed(*STAFF)
    def refer(
        self,
        client: int,
        received_on: date,
        source: str | None = None,
        information_given_on: date | None = None,
        information_form: str | None = None,
    ) -> SavedRecord:
        """The first referral of a person."""
        values = {
            "received_on": received_on,
            "source": source,
            "information_given_on": information_given_on,
            "information_form": information_form,
        }
        return self._saved(
            lambda connection: new_referral(self.workspace, connection, Step.REFER, client, values)
        )

    @allowed(*STAFF)
    def refer_again(self, client: int, received_on: date, source: str | None = None) -> SavedRecord:
        """A new referral of a person whose former ones are over."""
        values = {"received_on": received_on, "source": source}
        return self._saved(
            lambda connection: new_referral(self.workspace, connection, Step.REFER_AGAIN, client, values)
        )

    @allowed(*STAFF)
    def accept(self, episode: int, on: date) -> SavedRecord:
        """The service takes the person on."""

        def write(at: Stepping) -> None:
            at.refuse({"on": at.day_problem("Accepted", on)})
            at.write({"accepted_on": on})

        return self._take(Step.ACCEPT, episode, write)

    @allowed(*STAFF)
    def decline(self, episode: int, on: date, reason: str, words: str = "") -> SavedRecord:
        """The referral is declined; ``words`` say which other reason it is."""
        kept = words.strip() if reason == OTHER else reason

        def write(at: Stepping) -> None:
            at.refuse({"on": at.day_problem("Declined", on), "words": "" if kept else TELL_REASON})
            at.write({"declined_on": on, "decline_reason": kept})

        return self._take(Step.DECLINE, episode, write)

    @allowed(*STAFF)
    def start(self, episode: int, on: date, position: str) -> SavedRecord:
        """The initial assessment: the first face-to-face meeting with the specialist."""

        def write(at: Stepping) -> None:
            at.refuse({"on": at.day_problem("Started", on)})
            at.write({"started_on": on, "position_at_start": position})

        return self._take(Step.START, episode, write)

    # ---- on the caseload ----------------------------------------------------------------------------

    @allowed(*STAFF)
    def hand_over(self, episode: int, staff: int, from_on: date) -> SavedRecord:
        """Another member of staff is the named specialist from a day on."""

        def write(at: Stepping) -> None:
            received = at.standing.received_on
            early = received is not None and from_on < received
            day = f"From {shown_day(from_on)} is before the day the referral was received" if early else ""
            at.refuse({"from_on": day, "staff": at.staff_problem(staff, from_on)})
            at.write_dated("staff_id", staff, from_on)

        return self._take(Step.HAND_OVER, episode, write)

    @allowed(*STAFF)
    def pause(self, episode: int, why: str, from_on: date) -> SavedRecord:
        """Support is paused from a day on; the person stays on the caseload."""

        def write(at: Stepping) -> None:
            at.refuse({"from_on": at.day_problem("From", from_on, ahead=True)})
            at.write_dated("paused", why, from_on)

        return self._take(Step.PAUSE, episode, write)

    @allowed(*STAFF)
    def resume(self, episode: int, on: date) -> SavedRecord:
        """Support goes on from a day on."""

        def write(at: Stepping) -> None:
            at.refuse({"on": at.day_problem("Resumed", on, ahead=True)})
            at.write_dated("paused", None, on)

        return self._take(Step.RESUME, episode, write)

    @allowed(*STAFF)
    def mark_done(self, ref: RecordRef) -> Done:
        """A plan's action, or the next action of a contact, is done today; told again it is not done."""
        with self.workspace.transactions.begin() as connection:
            done = done_on_day(self.workspace, connection, (ref.kind, ref.id))
        self.workspace.changes.announce(done.kinds)
        return done

    # ---- the end ------------------------------------------------------------------------------------

    @allowed(*EVERYONE)
    def checks_before_closing(self, episode: int) -> tuple[Check, ...]:
        """What is still under way, or would be missing, if the referral were closed today."""
        with self.workspace.transactions.read() as connection:
            row = Names(connection).row((Episode.family.kind, episode))
            if not row or row["removed_at"]:
                raise CannotRun(GONE)
            refuse_without_reason(connection, self.workspace, row["client_id"])
            today = self.workspace.today()
            standing = standing_of(connection, record_at(connection, Episode, episode), today)
            return tuple(closing_checks(connection, standing, today))

    @allowed(*STAFF)
    def close(
        self, episode: int, on: date, reason: str, *, agreed: bool | None = None, words: str = ""
    ) -> SavedRecord:
        """The referral ends; never for missed appointments alone (fidelity item 25)."""
        kept = words.strip() if reason == OTHER else reason

        def write(at: Stepping) -> None:
            at.refuse({"on": at.day_problem("Closed", on), "words": "" if kept else TELL_REASON})
            at.refuse({"words" if reason == OTHER else "reason": outreach_problem(at, kept, on)})
            at.write({"closed_on": on, "closure_reason": kept, "closure_agreed": agreed})

        return self._take(Step.CLOSE, episode, write)

    # ---- saving -------------------------------------------------------------------------------------

    def _take(self, step: Step, episode: int, write: Write) -> SavedRecord:
        def take(connection: Connection) -> SavedRecord:
            at = Stepping.begin(self.workspace, connection, step, episode)
            write(at)
            return at.end()

        return self._saved(take)

    def _saved(self, take: Callable[[Connection], SavedRecord]) -> SavedRecord:
        with self.workspace.transactions.begin() as connection:
            saved = take(connection)
        self.workspace.changes.announce(saved.done.kinds)
        return saved


TELL_REASON = "Say in a few words which reason"


def outreach_problem(at: Stepping, reason: str, on: date) -> str:
    """What keeps a referral from being closed because somebody stays away."""
    if reason != LOST_CONTACT and not is_missed_alone(reason):
        return ""
    attempts = outreach_attempts(at.connection, at.standing.client, at.standing.received_on or on, on)
    return "" if reason == LOST_CONTACT and attempts else outreach_first(attempts)
