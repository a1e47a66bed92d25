"""A fictional county to show, to try out and to measure: right in its numbers, invented in everything else.

`CAST` are the users whom everybody may play; `find_cast` finds them in a database. `county.county` makes the rows
without any database, `load.load` writes them into an empty one.
"""

from shouwang.demo.cast import CAST, CastMember, find_cast

__all__ = ["CAST", "CastMember", "find_cast"]
