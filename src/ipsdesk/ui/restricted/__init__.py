"""Restricted records on screen: the reason asked for, restricting and lifting, cover for a colleague."""
