"""Which columns of a table are shown, how wide and in what order, chosen from a menu and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.columns import Column
from ipsdesk.ui.widgets.rows_model import RowsModel
from ipsdesk.ui.widgets.table_memory import TableState, remember, remembered
from ipsdesk.ui.widgets.table_view import TableView
