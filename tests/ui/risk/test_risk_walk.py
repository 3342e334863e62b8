"""Risk together by keyboard: the person first, two differences, both prints, a review three months later."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.pathway.comparing import CompareVersions
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.picker import Picker
from ipsdesk.ui.risk.own_dialog import OwnPartDialog
from ipsdesk.ui.risk.staff_dialog import StaffPartDialog
from ipsdesk.ui.theme import Theme
from tests.ui.at_the_window import Key
from tests.ui.risk.at_risk import CTRL, AtRisk
from tests.units import TODAY, copy_unit, rows_of, sit_down

LATER = TODAY + timedelta(days=92)


def say(walk: AtRisk, button: str, answers: dict[str, str]) -> None:
    """The person's part, each answer found with Tab, and finished."""
    walk.press(button)
    dialog = walk.dialog(OwnPartDialog)
    for question, words in answers.items():
        walk.tab_to(question)
        walk.type_over(words)
    walk.press("This is how I see it")
    walk.press("Yes, this is how I see it")
    walk.closed(dialog)


def answer(walk: AtRisk) -> None:
    """The staff's part: two points are not seen alike."""
    walk.press("Staff’s part")
    dialog = walk.dialog(StaffPartDialog)
    for field, words in (
        ("Staff view", "Settled since May."),
        ("How risk is seen: do we agree?", "agree"),
        ("Strengths: do we agree?", "partly"),
        ("Staff early signs", "Stays in bed."),
        ("Early signs: do we agree?", "disagree"),
        ("Took part", "Annis; Priya"),
        ("For a workplace visit", "Ring before you come."),
    ):
        walk.tab_to(field)
        walk.type_over(words)
    walk.person.press(Key.Key_S, with_=CTRL)
    walk.closed(dialog)


def print_both_ways(walk: AtRisk, folder: Path) -> None:
    """The sheet to fill in and both parts, from the page."""
    for letters in ("risk: sheet", "risk: both"):
        walk.tab_to("Print risk together", Key.Key_Backtab)
        walk.person.press(Key.Key_Return)
        walk.dialog(Picker)
        walk.person.press(letters, Key.Key_Return)
        preview = walk.dialog(PrintPreview)
        path = folder / f"{letters[6:]}.pdf"
        preview.sending.save_to(str(path))
        walk.person.wait(path.exists)
        walk.idle()
        preview.reject()
        walk.closed(preview)


def test_the_person_first_then_staff_then_a_review(
    closed_unit_of_two: Path, tmp_path: Path, qtbot: QtBot, theme: Theme
) -> None:
    unit = copy_unit(closed_unit_of_two, tmp_path / "Larkrise.ipsdesk")
    walk = AtRisk(qtbot, theme, tmp_path, unit, TODAY)
    walk.sit_down()
    walk.turn_to_risk()
    walk.tab_to("The person’s part", Key.Key_Backtab)
    said = {"What do I think about risk?": "I know my signs.", "What am I good at?": "I am kind."}
    say(walk, "The person’s part", said)
    assert "finished their part" in walk.page.state.words.text()
    walk.tab_to("Staff’s part", Key.Key_Backtab)
    answer(walk)
    assert "2 points seen differently" in walk.page.state.words.text()
    heard = [line.said for line in walk.page.both.lines]
    assert heard[1].startswith("Strengths. The person: I am kind. Staff: Not said. We agree partly")
    print_both_ways(walk, tmp_path)
    walk.leave()

    walk = AtRisk(qtbot, theme, tmp_path, unit, LATER)
    walk.sit_down()
    walk.turn_to_risk()
    walk.tab_to("Review: the person’s part", Key.Key_Backtab)
    say(walk, "Review: the person’s part", {"What am I good at?": "I am kind and on time."})
    assert [line.aside for line in walk.page.versions.list.lines] == ["", "Reviewed on 22 Feb"]
    walk.tab_to("Versions")
    walk.tab_to("Compare with another version", Key.Key_Backtab)
    walk.person.press(Key.Key_Return)
    compared = walk.dialog(CompareVersions)
    assert "Strengths: the person" in [line.title for line in compared.list.lines]
    compared.reject()
    walk.closed(compared)
    walk.leave()

    with sit_down(unit, LATER) as desk:
        check_what_is_kept(desk)


def check_what_is_kept(desk: Desk) -> None:
    """Both versions, the one before it unchanged."""
    kept = (
        "SELECT strengths, own_closed_on, staff_view, agreed_early_signs, reviewed_on FROM risks ORDER BY id"
    )
    assert rows_of(desk, kept) == [
        ("I am kind.", TODAY.isoformat(), "Settled since May.", "disagree", LATER.isoformat()),
        ("I am kind and on time.", LATER.isoformat(), None, None, None),
    ]
    printed = "SELECT count(*) FROM audit_entries WHERE action = 'saved as PDF'"
    assert rows_of(desk, printed) == [(2,)]
    assert [line.sentence for line in desk.checks() if not line.ok] == []
