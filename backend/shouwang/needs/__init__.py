"""急难愁盼: what a person needs, who looks after it, and what became of it."""
