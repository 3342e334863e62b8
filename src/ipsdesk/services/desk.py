"""A unit opened for one account: every service on it, and the way it is closed again (no window needed)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import insert, select

from ipsdesk.errors import NotAllowed
from ipsdesk.models import Account
from ipsdesk.services.figures import Figures
from ipsdesk.services.intake import Intake
from ipsdesk.services.roles import Actor, Role, Workspace, utc_now
from ipsdesk.storage.opening import Opened, create_unit, open_unit
