"""The first tab: what needs a person today, and what does it."""
