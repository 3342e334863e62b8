"""Forms of records, used by every tab: one dialog for all families, laid out by what they declare."""
