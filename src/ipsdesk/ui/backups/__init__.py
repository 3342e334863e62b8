"""Backups in the window: how well the unit is backed up, and every way back."""
