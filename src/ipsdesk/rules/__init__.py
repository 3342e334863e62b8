"""What the field prescribes, as pure functions over dated data: no database, no window, no clock."""
