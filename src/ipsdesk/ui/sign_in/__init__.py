"""Signing in to a unit, making a new one, and choosing another one."""
