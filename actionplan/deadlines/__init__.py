"""Deadlines as councils write them: the words, and what they were read as. No database, no clock, no Django.

The way of the words: forms (the shapes of a date) → calendars (their days) → marks (where times stand) →
parts (the cell cut up) → readings (what each part says) → reader (the whole cell).
"""

from .reader import read_deadline
from .reading import KINDS, DeadlineReading
from .saying import in_words

__all__ = ["KINDS", "DeadlineReading", "in_words", "read_deadline"]
