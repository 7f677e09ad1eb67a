"""How words are compared: one folded form, the same on every database."""

import re
import unicodedata

SPACES = re.compile(r"\s+")


def key_of(words):
    """The words without case, accents, curly quotes or doubled spaces: “Siân  O’Neill” is "sian o'neill".

    Databases disagree about collation and about the case of non-ASCII letters, so whatever people
    sort or search by is kept in a key column made here.
    """
    plain = words.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-").replace("\0", "")
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    return SPACES.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()
