"""Writes docs/measures.md and docs/unit-workbook.md from the declarations; ``--check`` only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ipsdesk.exchange.field_notes import note
from ipsdesk.exchange.layout import layout
from ipsdesk.measures import DEFINITIONS_VERSION, MEASURES, Measure, Section
from ipsdesk.measures.wording import goal_in_words

DOCS = Path(__file__).resolve().parents[1] / "docs"


def measures_page() -> str:
    """Every measure under its section: key, title, what is counted, target, source."""
    lines = [
        "# Measures",
        "",
        f"Definitions version {DEFINITIONS_VERSION}. Written from the declarations in "
        f"`src/ipsdesk/measures/` by",
        "`script/write_docs.py`; a test compares. Sources: S1 and S4 the sample specifications, G IPS "
        "Grow, P our",
        "own.",
    ]
    for section in Section:
        lines += [
            "",
            f"## {section}",
            "",
            "| key | figure | what is counted | target | source |",
            "|---|---|---|---|---|",
        ]
        lines += [_measure_line(measure) for measure in MEASURES if measure.section is section]
    return "\n".join(lines) + "\n"


def _measure_line(measure: Measure) -> str:
    bands = f" Bands: {', '.join(measure.bands)}." if measure.bands else ""
    return (
        f"| `{measure.key}` | {measure.title} | {measure.words}{bands} | {goal_in_words(measure)} "
        f"| {measure.source} |"
    )


def workbook_page() -> str:
    """Every sheet of the unit workbook with its columns, as the template explains them."""
    lines = [
        "# The unit workbook",
        "",
        "One Excel workbook carries a whole unit: `ipsdesk template` writes it empty, `ipsdesk import` "
        "reads it,",
        "`ipsdesk export` writes it back. Written from the declarations in `src/ipsdesk/models/` by",
        "`script/write_docs.py`; a test compares. Headings in bold must be filled in. Sheets without an "
        "ID column of",
        "their own take a `Record ID`, which says which record of the unit a row of an export is; answers to",
        "surveys are anonymous and take none, and their rows stand in no order.",
    ]
    return "\n".join([*lines, *_sheets()]) + "\n"


def _sheets() -> Iterator[str]:
    for sheet in layout():
        yield from ("", f"## {sheet.family.sheet}", "", "| column | how to fill it in |", "|---|---|")
        for field in sheet.fields.values():
            heading = f"**{field.label}**" if field.required else field.label
            yield f"| {heading} | {note(field).removeprefix('Must be filled in. ')} |"


PAGES = {"measures.md": measures_page, "unit-workbook.md": workbook_page}


def stale() -> list[str]:
    """The pages that no longer say what the program does."""
    return [
        name
        for name, page in PAGES.items()
        if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != page()
    ]


def main() -> int:
    """Write the pages, or name those that are out of date."""
    if "--check" not in sys.argv:
        for name, page in PAGES.items():
            (DOCS / name).write_text(page(), "utf-8")
    if old := stale():
        print(f"Out of date: {', '.join(old)}. Run script/write_docs.py.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
