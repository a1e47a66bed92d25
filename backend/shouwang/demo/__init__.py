"""A fictional county to show, to try out and to measure: right in its numbers, invented in everything else.

`CAST` are the users whom everybody may play; `find_cast` finds them in a database. `county.load` fills an empty
database, and `batches.batches` gives the same rows without any.
"""

from shouwang.demo.cast import CAST, CastMember, find_cast

__all__ = ["CAST", "CastMember", "find_cast"]
