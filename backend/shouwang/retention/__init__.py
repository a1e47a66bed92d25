"""How long what is known of a person is kept, the copy of it that she may have, and its erasure."""
