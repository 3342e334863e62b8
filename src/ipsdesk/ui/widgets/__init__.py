"""The pieces every screen is put together from."""
