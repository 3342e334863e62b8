"""Risk seen together: the person's part, the staff's beside it, versions, and what a visitor must know."""
