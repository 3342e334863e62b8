"""The page of a person's work: jobs and steps, support in work, permitted work, a job in our own service."""
