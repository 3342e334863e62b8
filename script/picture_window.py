"""Draws the whole window into docs/pictures/: the practice unit and an empty one, in several looks."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from ipsdesk.app import App
from ipsdesk.exchange.demo import ACCOUNT, PASSPHRASE, make_practice_unit
from ipsdesk.services.desk import make_unit
from ipsdesk.ui.frame.pictures import AT_REST, wait_until
from ipsdesk.ui.tokens import Shade
from script.picture_pieces import PICTURES, packed

TODAY = date(2026, 11, 20)
"""A Friday, so that the week has hours and plans in it; the practice unit is the same for the same day."""
LOOKS = {
    "": (Shade.LIGHT, 100),
    "-dark": (Shade.DARK, 100),
    "-high-contrast": (Shade.HIGH_CONTRAST, 100),
    "-200": (Shade.LIGHT, 200),
}
PERSON = 5
"""Whose record is drawn."""
EMPTY_ACCOUNT, EMPTY_PASSPHRASE = "First Manager", "harbour lantern mosaic thistle wagon"


def draw(app: App, name: str) -> Iterator[Path]:
    """The window as it is now, in every look."""
    for look, (shade, size) in LOOKS.items():
        app.theme.choose(shade, size)
        wait_until(app.window.isVisible, AT_REST)
        path = PICTURES / f"window-{name}{look}.png"
        packed(app.window.grab().toImage()).save(str(path))
        yield path
    app.theme.choose(Shade.LIGHT, 100)


def draw_unit(app: App, name: str, person: int | None = None) -> Iterator[Path]:
    """Sign in as is offered, and draw every tab; whichever shows records shows this person's."""
    app.window.sign_in.card.asking.give()
    wait_until(lambda: app.window.page is not None and app.window.page.isVisible())
    if (page := app.window.page) is None:
        return
    for tab in page.tabs:
        page.go_to(tab)
        wait_until(tab.is_settled, AT_REST)
        if person is not None and tab.show_person(person):
            wait_until(tab.is_settled, AT_REST)
        yield from draw(app, f"{name}{tab.title.lower().replace(' ', '-')}")
    app.window.lock()
    wait_until(lambda: app.window.page is None, AT_REST)


def main() -> None:
    """Draw them all."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["XDG_CONFIG_HOME"] = str(folder)
        practice, empty = folder / "Practice.ipsdesk", folder / "New unit.ipsdesk"
        make_practice_unit(practice, TODAY)
        make_unit(empty, "New unit", EMPTY_ACCOUNT, EMPTY_PASSPHRASE)
        app = App(today=lambda: TODAY)
        app.window.resize(1366, 768)
        app.window.show()
        app.window.start(practice, ACCOUNT, PASSPHRASE, practice=True)
        drawn = [*draw(app, "sign-in"), *draw_unit(app, "", PERSON)]
        app.window.start(empty, EMPTY_ACCOUNT, EMPTY_PASSPHRASE)
        drawn += draw_unit(app, "empty-")
        app.finish()
    print(*(path.relative_to(PICTURES.parents[1]) for path in drawn), sep="\n")
    sys.stdout.flush()
    os._exit(0)  # what Qt still holds is not worth taking apart


if __name__ == "__main__":
    main()
