"""What is due, and to whom it is told."""
