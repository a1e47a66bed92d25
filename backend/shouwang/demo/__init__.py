"""A fictional county to show, to try out and to measure: right in its numbers, invented in everything else.

`cast.CAST` are the users whom everybody may play, `county.load_county` fills an empty database, and
`batches.batches` gives the same rows without any database.
"""
