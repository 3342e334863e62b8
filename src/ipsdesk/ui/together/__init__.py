"""One person's record looked at together with that person, alone in the window and in large type."""
