"""The unit's file: keys, opening, upgrading, locking, backup and the audit trail."""
