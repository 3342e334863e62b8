"""The tab of fidelity: reviews, the score sheet, the action plan, and two reviews side by side."""
