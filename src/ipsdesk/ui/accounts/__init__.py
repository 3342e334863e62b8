"""Accounts on screen: the list, what is done with one, passphrases, and the recovery key."""
