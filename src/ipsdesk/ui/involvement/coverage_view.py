"""Who of the people on the caseload and the staff in post has been to a joint training, and who has not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.joint_training import Coverage, Covered
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marks import Mark


class CoverageView(DetailView):
    """Residents by ward, then staff by profession; nothing here is changed."""

    title: ClassVar[str] = "Who has been"
    kind: ClassVar[str] = "joint training"
    finds: ClassVar[str] = "a ward, a profession or who is still to come"
    nouns: ClassVar[tuple[str, str]] = ("group", "groups")
    nothing: ClassVar[str] = "Choose a ward or a profession to see who is still to come"

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.may_change = False
        self.card.tools.hide()

    def listing(self, today: Callable[[], date]) -> Listing[Covered]:
        del today
        columns = (
            Column[Covered]("Group", lambda one: one.group, width=240, second=_side, name=True),
            Column[Covered]("Have been", lambda one: one.been, lambda one: f"{one.been} of {one.here}",
                            width=130, mark=_mark),
            Column[Covered]("Still to come", lambda one: len(one.still),
                            lambda one: ", ".join(one.still), width=300, gives_way=1),
        )  # fmt: skip
        filters = [
            Filter[Covered]("All", everything),
            Filter[Covered]("Somebody still to come", lambda one: bool(one.still)),
        ]
        nothing = "Nobody is on the caseload or in post"
        return Listing(
            "Who has been", columns, nothing, lambda one: (one.side, one.group), filters, Height.CASELOAD_ROW,
            fits=_fits,
        )  # fmt: skip

    def read(self) -> Coverage:
        return self._at.desk.joint_trainings.coverage()

    def rows_of(self, read: Coverage) -> Sequence[Covered]:
        return read.groups

    def words_of(self, read: Coverage) -> str:
        return f"{read.been} of {read.here} here now have been"

    def details(self, row: Covered) -> tuple[str, str, Details]:
        still = "\n".join(row.still) or "Everybody has been."
        return row.group, f"{row.side}: {row.been} of {row.here} have been", [("Still to come", still)]


def _side(row: Covered) -> str:
    return row.side


def _mark(row: Covered) -> Mark:
    return Mark.WAITING if row.still else Mark.DONE


def _fits(row: Covered, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.side, row.group, *row.still)))
    return all(plain(part) in text for part in typed)
