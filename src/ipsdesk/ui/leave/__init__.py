"""Leave under section 17: a page of the record."""
