"""Returns that were submitted: what was sent, what changed since, and why."""
