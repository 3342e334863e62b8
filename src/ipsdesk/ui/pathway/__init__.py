"""Dialogs about the way of a person: the steps of a referral, two records made one, profiles compared."""
