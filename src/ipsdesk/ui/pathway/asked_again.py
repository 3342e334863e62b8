"""What asks again, from a draft, what a small dialog of a page asked: by the kind of what it asked."""

# ruff: noqa: PLC0415 - what a page asks is imported once somebody asks it

from __future__ import annotations

from collections.abc import Callable, Mapping

from ipsdesk.services.desk import Desk
from ipsdesk.ui.pathway.asked import Asked

AskAgain = Callable[[Desk, int, int], Asked]
"""From a desk, the client and what it is about; raises ``DeskError`` where it can't be asked any more."""


def _work(kind: str) -> AskAgain:
    def ask(desk: Desk, client: int, about: int) -> Asked:
        from ipsdesk.ui.work.asking import ask_again

        return ask_again(desk, client, kind, about)

    return ask


def _benefits(desk: Desk, client: int, _about: int) -> Asked:
    from ipsdesk.ui.work.benefits_asking import ask_benefits

    page = desk.benefits.page(client)
    return ask_benefits(client, page.now, page.today)


def _became_job(desk: Desk, _client: int, vacancy: int) -> Asked:
    from ipsdesk.ui.employers.became_job import ask_again

    return ask_again(desk, vacancy)


def _minutes(kind: str) -> AskAgain:
    def ask(desk: Desk, _client: int, about: int) -> Asked:
        from ipsdesk.ui.involvement.meeting_asking import ask_again

        return ask_again(desk, kind, about)

    return ask


def _contract(kind: str) -> AskAgain:
    def ask(desk: Desk, _client: int, about: int) -> Asked:
        from ipsdesk.ui.contracts.asking import ask_again

        return ask_again(desk, kind, about)

    return ask


def _revoked(desk: Desk, client: int, leave: int) -> Asked:
    from ipsdesk.ui.leave.asking import ask_revoked

    return ask_revoked(client, leave, desk.leave.page(client).today)


def _fidelity(kind: str) -> AskAgain:
    def ask(desk: Desk, _client: int, about: int) -> Asked:
        from ipsdesk.ui.fidelity.asking import ask_again

        return ask_again(desk, kind, about)

    return ask


def _training(desk: Desk, _client: int, about: int) -> Asked:
    from ipsdesk.ui.team.training_asking import ask_again

    return ask_again(desk, about)


def _supervision(_desk: Desk, _client: int, about: int) -> Asked:
    from ipsdesk.ui.team.supervision_asking import ask_open_again

    return ask_open_again(about, "supervision")


def _file_audit(kind: str) -> AskAgain:
    def ask(desk: Desk, _client: int, about: int) -> Asked:
        from ipsdesk.ui.team.audit_asking import ask_again_of

        return ask_again_of(desk, kind, about)

    return ask


def _caseload_review(kind: str) -> AskAgain:
    def ask(desk: Desk, client: int, about: int) -> Asked:
        from ipsdesk.ui.team.review_asking import ask_again

        return ask_again(desk, kind, client, about)

    return ask


OF_CASELOAD_REVIEWS = tuple(f"caseload review {what}" for what in ("begun", "reopened", "note"))
OF_FILE_AUDITS = tuple(
    f"file audit {what}"
    for what in ("drawn", "reopened", "exchanged", "finding", "put right", "again", "note")
)
OF_FIDELITY = tuple(
    f"fidelity {what}"
    for what in ("reopen", "scorer", "step", "pack", "revise", "done", "verify", "stop", "note")
)

ASKED_AGAIN: Mapping[str, AskAgain] = (
    {kind: _work(kind) for kind in ("work terms", "four hours", "work ended", "milestone", "travel")}
    | {
        kind: _minutes(kind)
        for kind in ("minutes signed off", "minutes again", "minutes shared", "requests taken on")
    }
    | {
        **{kind: _contract(kind) for kind in ("definition", "target")},
        **{kind: _fidelity(kind) for kind in OF_FIDELITY},
        **{kind: _file_audit(kind) for kind in OF_FILE_AUDITS},
        **{kind: _caseload_review(kind) for kind in OF_CASELOAD_REVIEWS},
        "benefits changed": _benefits,
        "became job": _became_job,
        "leave revoked": _revoked,
        "supervision opened again": _supervision,
        "training recorded": _training,
    }
)
