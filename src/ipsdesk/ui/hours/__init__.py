"""The tab of weekly hours."""
