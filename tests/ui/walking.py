"""Walks through a window and names what a person could not use: unnamed, too small, or cut off."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

INPUTS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
SMALLEST = 24


def inputs(root: QWidget) -> Iterator[QWidget]:
    """Everything on screen that takes keys or clicks."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, INPUTS) and not isinstance(widget, QHeaderView) and widget.isVisible():
            yield widget


def unnamed(root: QWidget) -> list[str]:
    """Inputs a screen reader has no name for."""
    nameless = []
    for widget in inputs(root):
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not name.strip():
            nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return nameless


def too_small(root: QWidget) -> list[str]:
    """Targets under 24 by 24."""
    return [
        f"{type(widget).__name__} {widget.width()} x {widget.height()}"
        for widget in inputs(root)
        if min(widget.width(), widget.height()) < SMALLEST and not isinstance(widget.parent(), QComboBox)
    ]


def out_of_keyboards_reach(root: QWidget) -> list[str]:
    """Inputs that Tab or the arrows never come to."""
    return [
        type(widget).__name__
        for widget in inputs(root)
        if widget.isEnabled()
        and not any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in together(widget))
    ]


def together(widget: QWidget) -> list[QWidget]:
    """Of radio buttons Tab comes to one, and the arrows go on from there."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return [*group.buttons()] if group else [widget]


def cut(root: QWidget) -> list[str]:
    """Words that do not fit where they stand, and things that stand outside what holds them."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # new words get their room first
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or _scrolls(widget):
            continue
        parent = widget.parentWidget()
        if isinstance(widget, QLabel) and widget.text():
            needs = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            narrow = not widget.wordWrap() and widget.sizeHint().width() > widget.width() + 1
            if narrow or needs > widget.height() + 1:
                found.append(f"words cut: {widget.text()}")
        if isinstance(widget, QAbstractButton) and _too_narrow(widget):
            found.append(f"button cut: {widget.text()}")
        if parent is not None and not parent.rect().contains(widget.geometry()):
            found.append(f"outside: {type(widget).__name__} in {type(parent).__name__}")
    return found


def _too_narrow(button: QAbstractButton) -> bool:
    return not button.hasHeightForWidth() and button.sizeHint().width() > button.width() + 1


def _scrolls(widget: QWidget) -> bool:
    """Whether it lies in something that can be scrolled, where nothing is out of reach."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False
