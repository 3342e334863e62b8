"""What a person's account on this computer remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipsdesk import preferences
from ipsdesk.preferences import Preferences


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "preferences_file", lambda: tmp_path / "kept" / "preferences.json")


def test_what_is_saved_is_there_next_time() -> None:
    preferences.save(Preferences("a unit", "dark", 150))
    assert preferences.load() == Preferences("a unit", "dark", 150)


def test_remembering_a_unit_leaves_the_look_alone(tmp_path: Path) -> None:
    preferences.save(Preferences("a unit", "dark", 150))
    preferences.remember(tmp_path / "other.ipsdesk")
    assert preferences.load() == Preferences(str(tmp_path.resolve() / "other.ipsdesk"), "dark", 150)


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '{"last_unit": 7, "text_size": "big"}', '{"other": null}', '{"text_size": true}']
)
def test_a_strange_file_means_the_usual_look(kept: str) -> None:
    preferences.preferences_file().parent.mkdir()
    preferences.preferences_file().write_text(kept)
    assert preferences.load() == Preferences()


def test_the_look_is_kept_apart_from_the_unit() -> None:
    preferences.save(Preferences("a unit"))
    preferences.remember_look("dark", 125)
    assert preferences.load() == Preferences("a unit", "dark", 125)
    preferences.remember_look(None, 100)
    assert preferences.load() == Preferences("a unit")
