"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ipsdesk.cli import COMMANDS
from script.write_docs import DOCS, stale

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])


def test_pages_written_from_the_declarations_are_up_to_date() -> None:
    assert stale() == []


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [command.name for command in COMMANDS if f"ipsdesk {command.name}" not in readme] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_path_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    named = re.findall(r"`((?:src|tests|script|docs|migrations|bench)/[\w./-]*)`", text)
    assert [
        target
        for target in [*linked, *named]
        if not (page.parent / target).exists() and not (ROOT / target).exists()
    ] == []
