"""The help: pages in plain English and the window they are read in."""
