"""Policy packs, and the pure engine that reconciles records against them."""
