"""Meetings of a random unit in which decisions are taken, some of them attended by people it supports."""

from .blueprint import Blueprint

KINDS = ("staff appointment panel", "clinical governance", "heads of department", "other")


def draw_meetings(plan: Blueprint) -> None:
    """Draws what is decided where, and who of the clients was there."""
    clients, draw = plan.references("Clients", "Client ID"), plan.draw
    for number in range(0 if plan.almost_empty else draw.whole(4, 14)):
        plan.add(
            "Decision meetings",
            Meeting_ID=plan.reference("M", number + 1),
            Date=draw.day(),
            Kind=draw.pick(list(KINDS)),
            Name=draw.maybe("What we decide on Mondays", 0.3),
            Client_IDs=draw.some(clients, 2) if draw.chance(0.6) else [],
        )
