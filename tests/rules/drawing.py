"""What the property-based tests of the rules draw from, and the settings that make every run the same."""

from __future__ import annotations

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

steady = settings(derandomize=True, max_examples=100, deadline=None)
few = settings(steady, max_examples=30)

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
"""Days far beyond any record, so that leap years and the ends of tables are met."""
