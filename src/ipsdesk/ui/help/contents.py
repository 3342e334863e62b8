"""The pages of the help by name, in the order they are listed; each is read only when it is shown."""

from __future__ import annotations

from importlib.resources import files

PAGES = {
    "sign-in": "Signing in",
    "window": "The window",
    "today": "Today",
    "caseload": "Caseload",
    "work": "Work",
    "contacts": "Contacts and letters",
    "told": "Personal information",
    "risk": "Risk together",
    "weekly-hours": "Weekly hours",
    "calendar": "Calendar of the week",
    "permitted-work": "Permitted work",
    "benefits": "Benefits",
    "employers": "Employers",
    "fidelity": "Fidelity",
    "kpis": "KPIs",
    "contract": "Contract and definitions",
    "involvement": "Involvement",
    "team": "Team",
    "import": "Excel in and out",
    "accounts": "Accounts and keys",
    "backups": "Backups",
    "locking": "Locking and drafts",
    "audit-trail": "Audit trail, history, undo",
    "practice": "The practice copy",
}
"""Names of the pages and their titles."""

ENDING = ".md"


def read_page(page: str) -> str:
    """The Markdown of a page."""
    return files("ipsdesk.ui.help").joinpath("pages", page + ENDING).read_text("utf-8")


def page_of(link: str) -> tuple[str, str] | None:
    """The page and the part of it that a link leads to; None where it leads out of the help."""
    name, _, part = link.partition("#")
    page = name.removesuffix(ENDING)
    if name and (not name.endswith(ENDING) or page not in PAGES):
        return None
    return page, part


def part_name(heading: str) -> str:
    """A heading as links name it: small letters, dashes between the words."""
    kept = "".join(letter if letter.isalnum() else " " for letter in heading.casefold())
    return "-".join(kept.split())
