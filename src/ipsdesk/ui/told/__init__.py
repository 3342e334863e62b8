"""What may be told of a person: a page of the record, and what a contact with an employer is told first."""
