"""Makes the fictional unit, prints its last full quarter and leaves its return in demo-output/."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from ipsdesk.exchange.demo_unit import demo_records
from ipsdesk.reports.return_workbook import write_return_of
from ipsdesk.reports.scorecard_text import as_text
from ipsdesk.rules.periods import add_months, named_period, period_before
from ipsdesk.services.desk import make_unit, open_desk

OUTPUT = Path(__file__).resolve().parents[1] / "demo-output"
ACCOUNT, PASSPHRASE = "practice", "practice makes a quiet harbour"
