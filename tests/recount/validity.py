"""The checks a unit workbook must pass on import, told again so that random units are known to be valid."""

from collections.abc import Iterator
from datetime import date

from .terms import current, on_caseload
from .workbook import Records, Row

TODAY = date(2026, 11, 22)
OWN_IDS = {
    "Team ID": "Teams",
    "Staff ID": "Staff",
    "Client ID": "Clients",
    "Referral ID": "Referrals",
    "Employer ID": "Employers",
    "Activity ID": "Activities",
    "Review ID": "Fidelity reviews",
    "Profile ID": "Vocational profiles",
    "Goal ID": "Goals",
    "Caseload review ID": "Caseload reviews",
    "Audit ID": "File audits",
    "Action ID": "Training actions",
    "Policy ID": "Policies",
}
KEPT_AS = {"Caseload review ID": "Review ID"}
"""An ID whose heading on its own sheet is another's."""
NAMING = {
    "Team IDs": "Team ID",
    "Client IDs": "Client ID",
    "Staff IDs": "Staff ID",
    "Key worker ID": "Staff ID",
    "Care coordinator ID": "Staff ID",
    "Supervisor ID": "Staff ID",
    "Reviewer ID": "Staff ID",
    "Author ID": "Staff ID",
    "Line manager ID": "Staff ID",
    "Auditor ID": "Staff ID",
    "Put right by ID": "Staff ID",
    "Attended by": "Staff ID",
    "After activity ID": "Activity ID",
}
NAMING_ON = {
    sheet: {"Review ID": "Caseload review ID"} for sheet in ("Caseload reviews", "Caseload review lines")
}
NOT_BEFORE = {
    "Teams": [("Opened", "Closed")],
    "Staff": [("Started", "Left"), ("Started", "Probation ends")],
    "Absences": [("From", "To")],
    "Referrals": [
        ("Received", "Accepted"),
        ("Received", "Declined"),
        ("Received", "Started"),
        ("Received", "Closed"),
        ("Started", "Closed"),
        ("Accepted", "Closed"),
        ("Started", "Retention outcome on"),
    ],
    "Plans": [("Agreed", "Reviewed"), ("Agreed", "Next review")],
    "Activities": [
        ("Started", "Ended"),
        ("Started", "Four hours worked on"),
        ("Four hours worked on", "Ended"),
    ],
    "Contacts": [("Date", "Next action done")],
    "Vocational profiles": [("Date", "Next review")],
    "Goals": [("Set on", "Reached on"), ("Set on", "Given up on")],
    "Plan actions": [("Added on", "Done")],
    "Adjustments": [("Asked", "Agreed"), ("Asked", "In place")],
    "Timetable": [("Starts on", "Ends on")],
    "Usual shifts": [("From", "To")],
    "Supervision": [("Date", "Staff signed on"), ("Date", "Next on")],
    "File audits": [("Date", "Completed on")],
    "Training actions": [("Raised on", "Due"), ("Raised on", "Done on")],
    "Host agreements": [("Agreed on", "Review on")],
}
MOST_SECONDS_A_DAY = 24 * 3600


def problems(records: Records) -> list[str]:
    """Every way in which the records break a check; none for a valid unit."""
    return [
        *_reference_problems(records),
        *_order_problems(records),
        *_client_problems(records),
        *_episode_problems(records),
        *_hours_problems(records),
        *_rating_problems(records),
        *_team_problems(records),
    ]


def _reference_problems(records: Records) -> Iterator[str]:
    known = {
        heading: [row[KEPT_AS.get(heading, heading)] for row in records[sheet]]
        for heading, sheet in OWN_IDS.items()
    }
    for heading, references in known.items():
        if len(references) != len(set(references)):
            yield f"{OWN_IDS[heading]}: a reference stands twice"
    for sheet, rows in records.items():
        for row in rows:
            for heading, value in row.items():
                own = NAMING_ON.get(sheet, NAMING).get(heading, NAMING.get(heading, heading))
                values = value if isinstance(value, list) else [value]
                if own in known and any(v is not None and v not in known[own] for v in values):
                    yield f"{sheet}: {heading} {value} is not known"


def _order_problems(records: Records) -> Iterator[str]:
    for sheet, pairs in NOT_BEFORE.items():
        for row in records[sheet]:
            for earlier, later in pairs:
                if row[earlier] is not None and row[later] is not None and row[later] < row[earlier]:
                    yield f"{sheet}: {later} {row[later]} is before {earlier} {row[earlier]}"


def _has_valid_nhs_number(client: Row) -> bool:
    number = client["NHS number"]
    if number is None:
        return True
    weighed = sum(int(digit) * weight for digit, weight in zip(number, range(10, 0, -1), strict=True))
    return bool(number.startswith("999") and weighed % 11 == 0)


def _client_problems(records: Records) -> Iterator[str]:
    for client in records["Clients"]:
        if not _has_valid_nhs_number(client):
            yield f"Clients: NHS number {client['NHS number']}"
        if client["Date of birth"] is not None and client["Date of birth"] > TODAY:
            yield f"Clients: born in the future, {client['Date of birth']}"


def _episode_problems(records: Records) -> Iterator[str]:
    for one in records["Referrals"]:
        for other in records["Referrals"]:
            same_client = one is not other and one["Client ID"] == other["Client ID"]
            if same_client and one["Received"] <= other["Received"] < (one["Closed"] or date.max):
                yield f"Referrals: {one['Referral ID']} and {other['Referral ID']} are open at a time"
    clients = {row["Referral ID"]: row["Client ID"] for row in records["Referrals"]}
    for activity in records["Activities"]:
        if activity["Referral ID"] and clients[activity["Referral ID"]] != activity["Client ID"]:
            yield f"Activities: {activity['Activity ID']} names another client's referral"


def _hours_problems(records: Records) -> Iterator[str]:
    activities = {row["Activity ID"]: row for row in records["Activities"]}
    by_job: set[tuple[str, date]] = set()
    by_client: dict[tuple[str, date], int] = {}
    for row in records["Hours"]:
        activity = activities[row["Activity ID"]]
        if (row["Activity ID"], row["Date"]) in by_job:
            yield f"Hours: {row['Activity ID']} has two rows on {row['Date']}"
        by_job.add((row["Activity ID"], row["Date"]))
        day = (activity["Client ID"], row["Date"])
        by_client[day] = by_client.get(day, 0) + row["Hours"]
        if not 0 <= by_client[day] <= MOST_SECONDS_A_DAY:
            yield f"Hours: {by_client[day]} seconds on {row['Date']}"
        if not current(activity, row["Date"]):
            yield f"Hours: {row['Activity ID']} is not current on {row['Date']}"


def _rating_problems(records: Records) -> Iterator[str]:
    seen: set[tuple[str, date]] = set()
    for row in records["Goal ratings"]:
        if (row["Goal ID"], row["Date"]) in seen or not 0 <= row["Rating"] <= 10:
            yield f"Goal ratings: {row['Goal ID']} rated {row['Rating']} on {row['Date']}"
        seen.add((row["Goal ID"], row["Date"]))


def _team_problems(records: Records) -> Iterator[str]:
    for row in records["Supervision"]:
        if row["Staff ID"] == row["Supervisor ID"]:
            yield f"Supervision: {row['Staff ID']} supervises themselves"
    days = {row["Audit ID"]: row["Date"] for row in records["File audits"]}
    for row in records["Audited files"]:
        own = [one for one in records["Referrals"] if one["Client ID"] == row["Client ID"]]
        if not any(on_caseload(one, days[row["Audit ID"]]) for one in own):
            yield f"Audited files: {row['Client ID']} has no open referral in audit {row['Audit ID']}"
