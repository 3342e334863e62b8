"""The unit's week as a calendar: who works when, beside appointments and what else the week holds."""
