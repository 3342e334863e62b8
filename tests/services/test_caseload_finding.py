"""People are found by any part of a name, and whoever looks at a record is noted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun
from ipsdesk.services.caseload import VIEWED_AGAIN_AFTER, Caseload
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor
from tests.services.test_caseload import a_unit, only, referral, service
from tests.units import TODAY, rows_of


def test_at_most_twenty_are_found_and_those_that_begin_so_come_first(desk: Desk, tmp_path: Path) -> None:
    clients = [(f"K{n:02}", f"Anna {n:02}", None, None, None, None) for n in range(30)]
    clients += [("Z1", "Hanna Zed", None, None, None, None)]
    a_unit(desk, tmp_path, Clients=clients)
    found = service(desk).find("anna")
    assert (len(found), found[0].name) == (20, "Anna 00")
    assert [one.name for one in service(desk).find("zed anna")] == ["Hanna Zed"]
    assert service(desk).find("  ") == ()
    assert service(desk).find("%") == ()


def test_a_view_is_noted_once_in_ten_minutes_for_each_account(desk: Desk, tmp_path: Path) -> None:
    a_unit(desk, tmp_path)
    ((client,),) = rows_of(desk, "SELECT id FROM clients")
    began = desk.workspace.now()

    def note(minutes: float, account: int = 1) -> bool:
        moment = began + VIEWED_AGAIN_AFTER * minutes / 10
        actor = Actor(account, "Somebody", desk.workspace.actor.role)
        return Caseload(replace(desk.workspace, actor=actor, now=lambda: moment)).note_viewed(client)

    assert [note(0), note(9.9), note(0, account=2), note(10), note(15)] == [True, False, True, True, False]
    noted = rows_of(
        desk, "SELECT kind, record_id, account_id FROM audit_entries WHERE action = 'viewed' ORDER BY id"
    )
    assert noted == [("client", client, 1), ("client", client, 2), ("client", client, 1)]


def test_a_removed_client_is_nowhere(desk: Desk, tmp_path: Path) -> None:
    a_unit(desk, tmp_path, Referrals=(referral(TODAY),))
    client = only(desk).client
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE clients SET removed_at = 'now'")
    assert not service(desk).people().people
    assert not service(desk).find("annis")
    for ask in (service(desk).record, service(desk).timeline, service(desk).note_viewed):
        with pytest.raises(CannotRun, match="not in the unit's records"):
            ask(client)
