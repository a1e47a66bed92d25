"""Cards that hang at doors: each says by an opaque token where somebody stood when she scanned it."""
