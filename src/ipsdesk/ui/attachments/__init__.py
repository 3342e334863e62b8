"""Letters and scans kept with a person's record: added, looked at, copied out, removed."""
