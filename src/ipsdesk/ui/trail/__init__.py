"""What was done in the unit: the audit trail, the history of a record, removed records, and undo."""
