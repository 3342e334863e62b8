"""Tests of the rule books, most of them by properties that hold for any input."""
