"""A fictional county to show, to try out and to measure: right in its numbers, invented in everything else.

`cast` are the users whom everybody may play; `find_cast` finds them in a database.
"""

from shouwang.demo.players import CastMember, cast, find_cast

__all__ = ["CastMember", "cast", "find_cast"]
