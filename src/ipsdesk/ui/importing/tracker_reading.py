"""A unit's own tracker away from the interface thread: its sheets, the guess, the kept ways of reading it."""

from __future__ import annotations

from collections.abc import Mapping as Plain
from dataclasses import dataclass, replace
from pathlib import Path

from ipsdesk.errors import UnreadableFile
from ipsdesk.exchange.tracker_fields import SHAPES
from ipsdesk.exchange.tracker_guess import guess, guess_as
from ipsdesk.exchange.tracker_in import as_incoming
from ipsdesk.exchange.tracker_mapping import Mapping, Preset
from ipsdesk.exchange.tracker_people import known_of
from ipsdesk.exchange.tracker_sheets import TrackerSheet, tracker_sheets
from ipsdesk.services.desk import Desk
from ipsdesk.services.incoming import Incoming
from ipsdesk.ui.background import Progress
from ipsdesk.ui.importing.reading import password_or, teller

EMPTY = "There is nothing in this workbook. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Tracker:
    """A tracker and how it is read: which sheet, by which mapping, and the kept way that gave it, if any."""

    sheets: tuple[TrackerSheet, ...]
    at: int
    mapping: Mapping
    presets: Plain[str, Preset]
    preset: str = ""

    @property
    def sheet(self) -> TrackerSheet:
        """The sheet that is read."""
        return self.sheets[self.at]


def read_tracker(desk: Desk, path: Path, password: str, progress: Progress) -> Tracker:
    """The tracker as it is best read: as a kept way has it that fits, else as guessed."""
    sheets = _sheets(path, password, progress)
    kept = desk.intake.tracker_presets()
    presets = {name: Preset.from_plain(plain) for name, plain in sorted(kept.items())}
    progress.report(0.5, "Guessing the columns")
    for preset in presets.values():
        fitting = with_preset(Tracker(sheets, 0, guess(sheets[0]), presets), preset.name)
        if len(fitting.mapping.columns) == len(preset.columns):
            return fitting
    guesses = []
    for sheet in sheets:
        progress.check()
        guesses.append(guess(sheet))
    at = max(range(len(sheets)), key=lambda place: (_worth(guesses[place]), -place))
    return Tracker(sheets, at, guesses[at], presets)


def _sheets(path: Path, password: str, progress: Progress) -> tuple[TrackerSheet, ...]:
    sheets = tuple(tracker_sheets(path, password_or(password), teller(progress)))
    if not sheets:
        raise UnreadableFile(EMPTY)
    return sheets


def _worth(mapping: Mapping) -> int:
    return len(mapping.columns) - len(mapping.missing)


def guess_sheet(tracker: Tracker, at: int, _progress: Progress) -> Tracker:
    """Another sheet, guessed."""
    return replace(tracker, at=at, mapping=guess(tracker.sheets[at]), preset="")


def guess_row(tracker: Tracker, row: int, _progress: Progress) -> Tracker:
    """The same sheet with its headings in another row."""
    return replace(tracker, mapping=guess_as(tracker.sheet, tracker.mapping.shape, row), preset="")


def guess_shape(tracker: Tracker, shape: str, _progress: Progress) -> Tracker:
    """The same sheet where each row is something else."""
    mapping = guess_as(tracker.sheet, SHAPES[shape], tracker.mapping.heading_row)
    return replace(tracker, mapping=mapping, preset="")


def with_preset(tracker: Tracker, name: str, _progress: Progress | None = None) -> Tracker:
    """As a kept way has it, on the sheet it was kept for if there is one; an empty name guesses anew."""
    if not name:
        return replace(tracker, mapping=guess(tracker.sheet), preset="")
    preset = tracker.presets[name]
    named = (place for place, sheet in enumerate(tracker.sheets) if sheet.name == preset.sheet)
    at = next(named, tracker.at)
    return replace(tracker, at=at, mapping=preset.applied(tracker.sheets[at]), preset=name)


def keep_preset(desk: Desk, tracker: Tracker, name: str, _progress: Progress) -> Tracker:
    """Keep how the tracker is read now under a name."""
    preset = Preset.of(name, tracker.sheet, tracker.mapping)
    desk.intake.keep_tracker_preset(name, preset.as_plain())
    presets = {one: tracker.presets.get(one, preset) for one in sorted({*tracker.presets, name})}
    return replace(tracker, presets={**presets, name: preset}, preset=name)


def read_again(tracker: Tracker, path: Path, password: str, progress: Progress) -> Tracker:
    """The file as it is now, read the same way; its columns may have moved."""
    sheets = _sheets(path, password, progress)
    named = (place for place, sheet in enumerate(sheets) if sheet.name == tracker.sheet.name)
    at = next(named, 0)
    now = Preset.of("", tracker.sheet, tracker.mapping).applied(sheets[at])
    reasons = {match.target: match for match in tracker.mapping.matches}
    matches = tuple(
        replace(one, confidence=was.confidence, why=was.why) if (was := reasons.get(one.target)) else one
        for one in now.matches
    )
    return replace(tracker, sheets=sheets, at=at, mapping=replace(now, matches=matches))


def incoming_of(desk: Desk, tracker: Tracker, progress: Progress) -> Incoming:
    """Its records, told apart by what the unit knows already."""
    progress.report(0.0, "Reading what the unit has already")
    known = known_of(desk.exports.content())
    progress.report(0.0, "Reading the rows")
    return as_incoming(tracker.sheet, tracker.mapping, known)
