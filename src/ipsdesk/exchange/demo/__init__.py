"""A plainly fictional unit with two years of life-like records, for practice and for demonstration."""

from ipsdesk.exchange.demo.unit import demo_records

__all__ = ["demo_records"]
