"""The window itself: header, tabs, search, menus, status bar, and the way in and out of a unit."""
