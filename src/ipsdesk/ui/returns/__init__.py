"""Returns to the commissioner: how ready the records are, and the way from there to what is handed in."""
