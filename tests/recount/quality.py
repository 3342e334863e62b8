"""Involvement and quality, recounted."""

from datetime import date

from .days import Period
from .figure import Figure, number, share, share_of
from .terms import Unit, in_post
from .workbook import Row

FEWEST_RESPONSES = 5
ITEMS = [f"Item {number}" for number in range(1, 26)]


def involvement_and_quality(unit: Unit, period: Period) -> dict[str, Figure]:
    """Involvement, the survey, fidelity, own views of risk and joint training."""
    involved = {row["Client ID"] for row in unit.records["Involvement"] if period.holds(row["Date"])}
    review = _latest_whole_review(unit, period.last)
    return {
        "involvement.people": number(len(involved)),
        "survey.positive": _survey(unit, period),
        "fidelity.score": number(sum(review[item] for item in ITEMS) if review else None),
        "fidelity.actions": _actions(unit, review, period.last),
        "risk.own_view": _own_view(unit, period.last),
        "training.joint": _joint_training(unit, period.last),
    }


def _survey(unit: Unit, period: Period) -> Figure:
    ratings = [
        row["Overall"]
        for row in unit.records["Survey"]
        if period.holds(row["Date"]) and row["Overall"] is not None
    ]
    if len(ratings) < FEWEST_RESPONSES:
        return {"value": None, "numerator": None, "denominator": None}
    return share(sum(rating >= 4 for rating in ratings), len(ratings))


def _latest(rows: list[Row]) -> Row | None:
    """The row with the latest date; of those with the same date, the one entered last."""
    latest = None
    for row in rows:
        if latest is None or row["Date"] >= latest["Date"]:
            latest = row
    return latest


def _latest_whole_review(unit: Unit, last: date) -> Row | None:
    return _latest(
        [
            review
            for review in unit.records["Fidelity reviews"]
            if review["Date"] <= last and all(review[item] is not None for item in ITEMS)
        ]
    )


def _actions(unit: Unit, review: Row | None, last: date) -> Figure:
    due = [
        action
        for action in unit.records["Fidelity actions"]
        if review and action["Review ID"] == review["Review ID"] and action["Due"] <= last
    ]
    return share(sum(a["Done"] is not None and a["Done"] <= last for a in due), len(due))


def _own_view(unit: Unit, last: date) -> Figure:
    caseload = unit.caseload(last)
    with_view = set()
    for client in caseload:
        latest = _latest(
            [row for row in unit.records["Risk"] if row["Client ID"] == client and row["Date"] <= last]
        )
        if latest is not None and latest["Own view"]:
            with_view.add(client)
    return share_of(caseload, with_view)


def _joint_training(unit: Unit, last: date) -> Figure:
    sessions = [row for row in unit.records["Joint training"] if row["Date"] <= last]
    trained_clients = {client for row in sessions for client in row["Client IDs"]}
    trained_staff = {member for row in sessions for member in row["Staff IDs"]}
    caseload = set(unit.caseload(last))
    staff = {member["Staff ID"] for member in unit.records["Staff"] if in_post(member, last)}
    trained = len(caseload & trained_clients) + len(staff & trained_staff)
    return share(trained, len(caseload) + len(staff))
