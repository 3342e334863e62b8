"""The contract of the unit: who pays, what is asked, and which of several definitions is reported."""
