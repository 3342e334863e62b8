"""A second, independent count of every figure in plain Python, and random units to count."""
