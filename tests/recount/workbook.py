"""A unit workbook read into plain lists of rows, each a dict from heading to typed value."""

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from .cells import is_recorded, read_cell

Row = dict[str, Any]
Records = dict[str, list[Row]]


def _columns(**headings_by_kind: str) -> dict[str, str]:
    """Heading to kind, from each kind's headings separated by commas."""
    return {
        heading.strip(): kind
        for kind, headings in headings_by_kind.items()
        for heading in headings.split(",")
    }


SHEETS: dict[str, dict[str, str]] = {
    "Contract": _columns(text="Unit name, Commissioner", date="Contract starts"),
    "Rates": _columns(
        choice="Kind, Certainty", date="From, Checked on", pence="Amount", whole="From age", text="Source"
    ),
    "Commissioners": _columns(text="Commissioner ID, Name"),
    "Targets": _columns(
        text="Measure, Source",
        date="From",
        whole="Contract year",
        choice="Sense, Per",
        fraction="Least, Most",
    ),
    "Definitions chosen": _columns(choice="Subject", date="From", text="Choice, Why"),
    "Teams": _columns(
        text="Team ID, Name",
        choice="Setting",
        date="Opened, Closed, Team caseload on",
        whole="Team caseload",
    ),
    "Staff": _columns(
        text="Staff ID, Name, Profession",
        choice="Role",
        date="Started, Left, DBS seen on, Induction done on, Probation ends, DBS recheck due",
        fraction="Employment WTE",
        texts="Team IDs",
    )
    | {"Line manager ID": "text"},
    "WTE changes": _columns(text="Staff ID", date="From", fraction="Employment WTE"),
    "Absences": _columns(text="Staff ID", date="From, To", choice="Kind"),
    "Changes": _columns(choice="Record, Field", text="ID", date="From"),
    "Clients": _columns(
        text="Client ID, Name, NHS number, Team ID, Key worker ID, Care coordinator ID, Legal status, Ward",
        date="Date of birth",
        choice="Gender, Ethnic category, Benefit week ends, Disability, Religion, Sexual orientation,"
        "Forensic history, Alcohol or drug dependency",
        choices="Needs, Benefits",
    ),
    "Referrals": _columns(
        text="Referral ID, Client ID, Staff ID, Source",
        date="Received, Accepted, Declined, Started, Profile started, Closed, Retention outcome on,"
        "Written information given",
        choice="Decline reason, Position at start, Closure reason, Retention outcome,"
        "Written information form, Paused, Closure agreed with person",
    ),
    "Plans": _columns(text="Client ID, Goal", date="Agreed, Reviewed, Next review"),
    "Vocational profiles": _columns(
        text="Profile ID, Client ID, Author ID, After activity ID, Aims and preferred jobs,"
        "Work and education history, Work environment, Health and early signs, Risk and leave conditions,"
        "Criminal record position, Adjustments wanted, Support network, Benefits and money,"
        "Identity documents, Digital access, Lessons from jobs",
        date="Date, Next review",
    )
    # These two headings have commas of their own.
    | {"Skills, strengths and qualifications": "text", "Hours, travel and place": "text"},
    "Profile sessions": _columns(text="Profile ID, Staff ID, What was covered", date="Date", whole="Minutes"),
    "Goals": _columns(text="Goal ID, Client ID, Goal", date="Set on, Reached on, Given up on"),
    "Goal ratings": _columns(text="Goal ID", date="Date", whole="Rating"),
    "Plan actions": _columns(
        text="Client ID, Action, Staff ID", choice="By whom", date="Added on, Due, Done"
    ),
    "Adjustments": _columns(
        text="Client ID, Adjustment, Activity ID", date="Asked, Agreed, In place", choice="Access to Work"
    ),
    "Timetable": _columns(
        text="Client ID, What, Place", choice="Day, Kind", seconds="From, To", date="Starts on, Ends on"
    ),
    "Care reviews": _columns(text="Client ID, Our section", date="Date", choice="Held"),
    "Employers": _columns(text="Employer ID, Name, Sector, Town", choice="Own service"),
    "Contacts": _columns(
        date="Date, Next action due, Next action done, Entered on clinical system",
        choice="Kind, Attended, Purpose, Matches plan, Mode, By, Place, Outreach",
        text="Staff ID, Employer ID, Team ID, Note, Others present, Outcome, Next action",
        texts="Client IDs",
        whole="Minutes",
    ),
    "Activities": _columns(
        text="Activity ID, Client ID, Referral ID, Employer ID, Title, Job type, Supported by",
        choice="Kind, End reason, Contract, Open to anyone, Set aside, Permitted work",
        date="Started, Ended, Four hours worked on, PW1 sent",
        hours="Weekly hours",
        pence="Hourly pay",
    ),
    "Hours": _columns(text="Activity ID", date="Date", seconds="Hours", pence="Earnings"),
    "Usual shifts": _columns(text="Activity ID", choice="Day", seconds="From, To"),
    "Hours reasons": _columns(text="Client ID, Reason", date="Week ending, Follow up on"),
    "Qualifications": _columns(text="Client ID, Title", date="Attained"),
    "Milestones": _columns(
        text="Activity ID", date="Confirmed on", choice="Milestone, Still in work, Same hours"
    ),
    "Team meetings": _columns(date="Date", text="Team ID", choice="Kind", texts="Staff IDs"),
    "Supervision": _columns(
        date="Date, Staff signed on, Next on",
        text="Staff ID, Supervisor ID, Minutes, Goals set",
        choice="Kind",
        texts="Attended by",
    ),
    "Involvement": _columns(date="Date", text="Client ID, What", choice="Area, Kind"),
    "Survey": _columns(date="Date", whole="Overall", choice=",".join(f"Q{n}" for n in range(1, 14))),
    "Fidelity reviews": _columns(
        text="Review ID", date="Date", choice="Kind", whole=",".join(f"Item {n}" for n in range(1, 26))
    ),
    "Fidelity actions": _columns(
        text="Review ID, Action, Owner", whole="Item", date="Due, Done, Start", choice="Status"
    ),
    "Risk": _columns(
        text="Client ID, Own view, Strengths, Vulnerabilities, Protective factors, Staff view",
        date="Date, Review on",
    ),
    "Log reviews": _columns(text="Staff ID, Reviewer ID", date="Week starting, Reviewed on"),
    "Joint training": _columns(date="Date", whole="Minutes", texts="Client IDs, Staff IDs"),
    "Decision meetings": _columns(text="Meeting ID, Name", date="Date", choice="Kind", texts="Client IDs"),
    "Caseload reviews": _columns(text="Review ID, Staff ID", date="Date"),
    "Caseload review lines": _columns(text="Review ID, Client ID", choice="Decision"),
    "File audits": _columns(
        text="Audit ID, Auditor ID", date="Date, Completed on", whole="Files per specialist"
    ),
    "Audited files": _columns(
        text="Audit ID, Client ID, Staff ID, Finding, Put right by ID",
        date="Put right by",
        choice="Referral, Consent, Profile in 30 days, Plan current, Advice before job, Next action dated",
    ),
    "Training actions": _columns(
        text="Action ID, What", choice="Topic", date="Raised on, Due, Done on", texts="Staff IDs"
    ),
    "Staff training": _columns(text="Staff ID, Title", choice="Topic, Ad hoc", date="Date"),
    "Host agreements": _columns(
        text="Team ID",
        date="Agreed on, Review on",
        choice="Desk, Computer and phone, Meeting rooms, Champion, Risk information, Induction",
    ),
    "Policies": _columns(text="Policy ID, Title", choice="Topic", date="Agreed on, Check again by"),
}
CHANGED_KINDS = {
    "benefits": "choices",
    "legal status": "text",
    "team id": "text",
    "ward": "text",
    "staff id": "text",
    "paused": "choice",
    "weekly hours": "hours",
    "hourly pay": "pence",
    "contract": "choice",
    "permitted work": "choice",
}


def _read_row(cells: dict[str, object], columns: dict[str, str]) -> Row:
    row = {heading: read_cell(cells.get(heading), kind) for heading, kind in columns.items()}
    if columns is SHEETS["Changes"]:
        row["Value"] = read_cell(cells.get("Value"), CHANGED_KINDS[row["Field"]])
    return row


def _read_sheet(sheet: Worksheet, columns: dict[str, str]) -> list[Row]:
    lines = sheet.iter_rows(values_only=True)
    headings = [str(heading).strip() for heading in next(lines, ())]
    return [
        _read_row(dict(zip(headings, cells, strict=False)), columns)
        for cells in lines
        if any(is_recorded(cell) for cell in cells)
    ]


def read_workbook(path: Path) -> Records:
    """Every sheet of the format, in the order of its rows; a missing sheet means no such records."""
    book = openpyxl.load_workbook(path)
    return {
        name: _read_sheet(book[name], columns) if name in book.sheetnames else []
        for name, columns in SHEETS.items()
    }
