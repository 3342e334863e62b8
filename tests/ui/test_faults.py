"""The last stop of errors: written down, shown once, without names, never in a loop, from any thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ipsdesk.errors import NoSpace
from ipsdesk.logs import log_fault
from ipsdesk.ui.faults import TITLE, WORDS, Faults, details_of
from ipsdesk.ui.notice import Notice
from ipsdesk.ui.theme import Theme

NAME = "Callum Reid"


class Log:
    """Keeps what is written down."""

    def __init__(self) -> None:
        self.faults: list[BaseException] = []

    def write_down(self, error: BaseException) -> None:
        self.faults.append(error)


def fault(words: str = f"no such person: {NAME}") -> KeyError:
    """An error as it arrives, with its trace, quoting a record."""
    try:
        raise KeyError(words)
    except KeyError as error:
        return error


def catch(faults: Faults, error: BaseException) -> None:
    faults.caught(type(error), error, error.__traceback__)


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def faults(theme: Theme, log: Log) -> Iterator[Faults]:
    made = Faults(theme, log.write_down)
    yield made
    if made.notice is not None:
        made.notice.reject()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def opened(qtbot: QtBot, faults: Faults) -> Notice:
    qtbot.waitUntil(lambda: faults.notice is not None)
    assert faults.notice is not None
    return faults.notice


def test_a_fault_is_written_down_and_shown_with_details_that_hold_no_names(
    qtbot: QtBot, faults: Faults, log: Log
) -> None:
    error = fault()
    catch(faults, error)
    assert faults.notice is None  # never in the middle of whatever went wrong
    notice = opened(qtbot, faults)
    assert notice.windowTitle() == TITLE
    assert log.faults == [error]
    notice.copy()
    copied = QGuiApplication.clipboard().text()
    assert "KeyError" in copied
    assert "test_faults.py" in copied
    assert NAME not in copied
    assert str(Path(__file__).parent) not in copied


def test_what_caused_a_fault_is_named_by_kind_alone() -> None:
    try:
        raise RuntimeError(NAME) from fault()
    except RuntimeError as error:
        details = details_of(error)
    assert "RuntimeError" in details
    assert "KeyError" in details
    assert NAME not in details


def test_the_same_fault_over_and_over_is_one_window(qtbot: QtBot, faults: Faults, log: Log) -> None:
    for _ in range(30):
        catch(faults, fault())
    notice = opened(qtbot, faults)
    qtbot.wait(20)
    assert faults.notice is notice
    assert len(notice.all_details) == 1
    notice.accept()
    for _ in range(30):
        catch(faults, fault())
    qtbot.wait(20)
    assert faults.notice is None
    assert len(log.faults) == 60


def test_another_fault_meanwhile_joins_the_window(qtbot: QtBot, faults: Faults) -> None:
    catch(faults, fault())
    notice = opened(qtbot, faults)
    catch(faults, ZeroDivisionError())
    catch(faults, NoSpace("The disk is full."))
    qtbot.waitUntil(lambda: len(notice.all_details) == 2)
    qtbot.waitUntil(lambda: "The disk is full." in notice._said.text())
    assert notice._said.text().startswith(WORDS)


def test_a_sentence_for_the_person_stands_alone_and_is_no_fault(
    qtbot: QtBot, faults: Faults, log: Log
) -> None:
    catch(faults, NoSpace("The disk is full."))
    notice = opened(qtbot, faults)
    assert notice._said.text() == "The disk is full."
    assert notice.all_details == []
    assert not notice._copy.isVisible()
    assert log.faults == []
    notice.accept()
    catch(faults, NoSpace("The disk is full."))
    qtbot.wait(20)
    assert faults.notice is None  # not again in the very moment it was put away
    faults._closed_at = 0.0
    catch(faults, NoSpace("The disk is full."))
    opened(qtbot, faults)


def test_it_catches_from_python_and_from_threads(
    qtbot: QtBot, faults: Faults, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults.install()
    assert sys.excepthook == faults.caught

    def work() -> None:
        raise KeyError(NAME)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    opened(qtbot, faults)
    assert [type(error) for error in log.faults] == [KeyError]


def test_a_log_that_fails_and_a_wish_to_stop_end_in_pythons_own_report(
    theme: Theme, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_error: BaseException) -> None:
        raise OSError("no log")

    faults = Faults(theme, refuse)
    catch(faults, fault("plain"))
    catch(faults, KeyboardInterrupt())
    said = capsys.readouterr().err
    assert "plain" in said
    assert "KeyboardInterrupt" in said
    assert faults.notice is None


def test_the_programs_log_takes_it(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "faults.log"
    faults = Faults(theme, lambda error: log_fault(error, path))
    catch(faults, fault())
    opened(qtbot, faults).reject()
    assert "KeyError" in path.read_text("utf-8")
    assert NAME not in path.read_text("utf-8")
