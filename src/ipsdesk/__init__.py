"""IPS Desk: records, permitted work, figures and returns of an employment-support unit, offline."""

__version__ = "0.1.0"
