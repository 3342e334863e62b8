"""The tab of the team: who is in it, what they carry, and how it is looked after."""
