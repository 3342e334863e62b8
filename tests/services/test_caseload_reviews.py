"""Reviews of a caseload on a real unit: begun as it stands, decided, completed, beside the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from ipsdesk.errors import CannotRun, NotAllowed, ReasonNeeded
from ipsdesk.models import Restriction
from ipsdesk.reports.caseload_review_copy import review_blocks
from ipsdesk.rules.codes import CASELOAD_DECISIONS
from ipsdesk.services.caseload_reviews import CaseloadReviews
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor, Role
from tests.services.test_supervision import KIT, ROS, TODAY, closed
from tests.units import copy_unit, rows_of, sit_down

CONTINUE, STEP_DOWN, _, _ = CASELOAD_DECISIONS
__all__ = ["closed"]


@pytest.fixture
def desk(closed: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(closed, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        yield desk


def of(desk: Desk, account: int, role: Role = Role.PRACTITIONER) -> CaseloadReviews:
    return CaseloadReviews(replace(desk.workspace, actor=Actor(account, "Somebody", role), opened=set()))


def test_begun_as_it_stands_and_completed_once_all_is_decided(desk: Desk) -> None:
    reviews = desk.caseload_reviews
    first = reviews.begin(1).review
    annis, bram = reviews.page().people
    assert (annis.name, annis.plan, annis.last_contact_on) == ("Annis Fold", "no plan", None)
    assert annis.stage.startswith("Job seeking")
    with pytest.raises(CannotRun, match="still open"):
        reviews.begin(1)
    reviews.decide(annis.id, STEP_DOWN)
    with pytest.raises(CannotRun, match="1 person is"):
        reviews.complete(first)
    reviews.decide(bram.id, CONTINUE)
    reviews.note(bram.id, "Goes well")
    reviews.complete(first)
    with pytest.raises(CannotRun, match="complete"):
        reviews.decide(bram.id, None)
    assert rows_of(desk, "SELECT count(*) FROM episodes WHERE closed_on IS NOT NULL") == [(0,)]

    second = reviews.begin(1).review
    page = reviews.page(second)
    assert page.before is not None
    assert (page.before.id, page.gone) == (first, ())
    assert [one.before for one in page.people] == [STEP_DOWN, CONTINUE]
    assert "Last time: step down" in str(review_blocks(page))
    reviews.reopen(first, "One was missed")
    assert reviews.page(first).chosen.completed_on is None  # type: ignore[union-attr]
    with pytest.raises(CannotRun, match="Nobody is on the caseload"):
        reviews.begin(2)


def test_decided_by_whose_caseload_it_is_and_by_leads_alone(desk: Desk) -> None:
    desk.caseload_reviews.begin(1)
    line = desk.caseload_reviews.page().people[0].id
    of(desk, ROS).decide(line, CONTINUE)
    with pytest.raises(NotAllowed):
        of(desk, KIT).decide(line, None)
    with pytest.raises(NotAllowed):
        of(desk, ROS).complete(1)


def test_of_a_restricted_record_no_more_than_the_decision(desk: Desk) -> None:
    desk.caseload_reviews.begin(1)
    line = desk.caseload_reviews.page().people[0]
    desk.caseload_reviews.note(line.id, "Quiet words")
    with desk.workspace.transactions.begin() as connection:
        connection.execute(insert(Restriction).values(client_id=line.client, uuid="r" * 32, reason="Asked"))
    seen = of(desk, KIT).page()
    assert seen.people[0].is_withheld
    assert "Quiet words" not in str(seen) + str(review_blocks(seen))
    assert "Quiet words" in str(of(desk, ROS).page())
    with pytest.raises(ReasonNeeded):
        of(desk, 99, Role.LEAD).decide(line.id, CONTINUE)
