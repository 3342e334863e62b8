"""What is done with contacts beside their form: clinical text, and what is not on the clinical system yet."""
