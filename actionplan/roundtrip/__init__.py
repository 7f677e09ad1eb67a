"""A plan's own Excel copy, edited and brought back: read, compared with what was and what is, and taken bit by bit.

Nothing here writes a plan but `accepting`, which goes through `actionplan.changes`.
"""
