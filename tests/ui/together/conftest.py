"""What the tests of the view together may use: the unit of two people that the tests of services have."""

from tests.services.conftest import closed_unit_of_two

__all__ = ["closed_unit_of_two"]
