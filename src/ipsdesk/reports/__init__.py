"""What is taken away on paper or in a file: the return for the commissioner."""
