"""What months of records say about care, and not about control."""
