"""The tab of the caseload: the list of people, and the record of the one that is chosen."""
