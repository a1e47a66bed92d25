"""Forms as data: what is asked at a visit, in versions that a record names for good."""
