"""Random, valid unit workbooks of plainly fictional people, drawn so that every measure moves."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .blueprint import Blueprint
from .draw import Draw
from .random_clients import draw_about_clients, draw_clients
from .random_contacts import draw_contacts
from .random_contract import draw_contract
from .random_hours import draw_hours
from .random_meetings import draw_meetings
from .random_plans import draw_plans
from .random_rates import draw_rates
from .random_staff import draw_among_staff, draw_quality, draw_staff
from .random_team import draw_team
from .random_work import draw_milestones, draw_work
from .typing_style import TypingStyle
from .workbook import CHANGED_KINDS, SHEETS, Records, Row


def random_unit(seed: int, clients: int = 25) -> Records:
    """The records of a random unit, in the form in which its workbook is read back."""
    return _drawn(seed, clients).rows


def _drawn(seed: int, clients: int) -> Blueprint:
    almost_empty = seed % 10 == 3
    plan = Blueprint(
        Draw(seed),
        clients=min(clients, seed % 3) if almost_empty else clients,
        almost_empty=almost_empty,
        with_staff=seed % 10 != 5,
        whole_number_ids=seed % 3 == 0,
        touching_episodes=seed % 5 == 2,
    )
    draw_staff(plan, seed)
    draw_clients(plan)
    draw_work(plan)
    draw_hours(plan)
    draw_contacts(plan)
    draw_about_clients(plan)
    draw_plans(plan)
    if not almost_empty:
        draw_among_staff(plan)
        draw_quality(plan)
    draw_milestones(plan)
    draw_rates(plan)
    draw_contract(plan)
    draw_meetings(plan)
    draw_team(plan)
    return plan


def generate_unit(seed: int, path: Path, clients: int = 25) -> None:
    """Writes the workbook of a random unit; the same seed gives the same cells."""
    plan = _drawn(seed, clients)
    style = TypingStyle(plan.draw, tidy=seed % 5 == 0, whole_number_ids=plan.whole_number_ids)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in plan.rows.items():
        if rows or not plan.almost_empty:
            _write_sheet(book.create_sheet(name), rows, style)
    if seed % 2:
        book.create_sheet("Lists").append(["Kind", "paid job", "volunteering"])
    book.save(path)


def _write_sheet(sheet: Worksheet, rows: list[Row], style: TypingStyle) -> None:
    kinds = SHEETS[sheet.title]
    headings = list(kinds) + (["Value"] if sheet.title == "Changes" else [])
    if not style.tidy:
        style.draw.random.shuffle(headings)
    sheet.append(headings)
    for line, row in enumerate(rows, start=2):
        for column, heading in enumerate(headings, start=1):
            kind = kinds[heading] if heading in kinds else CHANGED_KINDS[row["Field"]]
            style.write(sheet.cell(line, column), heading, kind, row[heading])
