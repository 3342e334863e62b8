"""What a tab of parts is made of: the parts, one on screen, its list, and what is done with a line."""
