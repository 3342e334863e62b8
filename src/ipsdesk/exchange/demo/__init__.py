"""A plainly fictional unit with two years of life-like records, for practice and for demonstration."""

from ipsdesk.exchange.demo.practice import ACCOUNT, PASSPHRASE, make_practice_unit
from ipsdesk.exchange.demo.unit import demo_records

__all__ = ["ACCOUNT", "PASSPHRASE", "demo_records", "make_practice_unit"]
