"""Reading a file that takes long: in a thread of its own, so that nobody's page waits for it.

The untrusted part is done in a process with limits of its own (importing/child.py), which ends within seconds. What is
left to keep is who is at it: an import that is being read says since when, and whoever looks at its page after that
process has gone begins again, once.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.models import Import

AT_ONCE = 2
GONE_AFTER = timedelta(seconds=60)
MOST_TRIES = 2
GAVE_UP = _(
    "Reading the file was begun twice and did not come to an end: take out what is not the table of actions, save it "
    "again and choose the new file."
)
readers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reading")


def read_within(seconds, kept, read):
    """Save an import with what `read()` gives, the values of its fields; after so many seconds (None: never), as being
    read, and the rest once it is there.
    """
    if seconds is None:
        return _save(kept, read())
    reading = readers.submit(read)
    try:
        return _save(kept, reading.result(timeout=seconds))
    except TimeoutError:
        _save(kept, {"state": Import.State.READING, "claimed_at": timezone.now(), "tries": 1})
    # The readers take turns: what waits for a reading stands behind it.
    transaction.on_commit(lambda: readers.submit(keep_reading, kept.pk, kept.claimed_at, reading.result))


def _save(kept, values):
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()


def keep_reading(pk, claimed_at, result):
    """Keep what was read, in a reader's thread, unless somebody has begun again since."""
    try:
        values = result()
        Import.objects.filter(pk=pk, state=Import.State.READING, claimed_at=claimed_at).update(**values)
    finally:
        connection.close()


def is_given_up(kept, now):
    """Whether nobody is at the reading of an import any more: the process that began has gone."""
    return kept.state == Import.State.READING and now - kept.claimed_at >= GONE_AFTER


@transaction.atomic
def begin_again(kept, now, reader_of):
    """Claim an import whose reading was given up, once; the next time refuse it. Gives the import as it is now.

    `reader_of` gives what reads it. Of two who ask at once only one begins.
    """
    row = Import.objects.defer("file").select_for_update(of=("self",)).get(pk=kept.pk)
    if not is_given_up(row, now):
        return row
    if row.tries >= MOST_TRIES:
        row.state, row.refusal = Import.State.REFUSED, str(GAVE_UP)
    else:
        row.claimed_at, row.tries = now, row.tries + 1
        read = reader_of(row)
        transaction.on_commit(lambda: readers.submit(keep_reading, row.pk, now, read))
    row.save(update_fields=["state", "refusal", "claimed_at", "tries"])
    return row
