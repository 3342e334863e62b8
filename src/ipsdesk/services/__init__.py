"""Use cases: one method, one transaction, plain data in and out; each says who may call it."""
