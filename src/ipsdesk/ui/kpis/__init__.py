"""The tab of the figures: scorecard, what lies behind each figure, charts, and the return."""
