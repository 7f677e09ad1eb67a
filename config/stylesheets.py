"""Every stylesheet of the site as one file, `site.css`: a page asks for one and is never seen half dressed.

The sources stay one file per concern. Pictures that Bootstrap holds in its rules are left out, because the site's
policy lets no page load them; what they showed is drawn by rules of our own.
"""

import os
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, find
from django.core.files.storage import FileSystemStorage

NAME = "site.css"
FIRST = ("theme", "layout", "buttons", "forms", "status", "tables", "cards", "messages")
OURS = settings.BASE_DIR / "static" / "css"
MADE = settings.KEPT_DIR / "made"
PICTURE = re.compile(r'url\("data:[^"]*"\)')


class SiteStylesheet(BaseFinder):
    """Finds the one stylesheet among the static files, made anew where a source has changed."""

    def check(self, **kwargs):
        return []

    def find(self, path, **kwargs):
        return str(made()) if path == NAME else []

    def list(self, ignore_patterns):
        made()
        yield NAME, FileSystemStorage(location=MADE)


def made():
    """The path of the stylesheet, written where it is missing or says something else."""
    place, words = MADE / NAME, stylesheet()
    if not place.exists() or place.read_text() != words:
        MADE.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=MADE, delete=False) as file:
            file.write(words)
        os.chmod(file.name, 0o644)
        os.replace(file.name, place)
    return place


def stylesheet():
    """Bootstrap, then our own by concern, then paper."""
    bootstrap = Path(find("bootstrap/css/bootstrap.min.css")).read_text()
    without = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", PICTURE.sub("none", bootstrap))
    ours = sorted(
        (file for file in OURS.glob("*.css") if file.stem != "print"),
        key=lambda file: (FIRST.index(file.stem) if file.stem in FIRST else len(FIRST), file.stem),
    )
    paper = f"@media print {{\n{(OURS / 'print.css').read_text()}}}\n"
    return "\n".join([without, *(file.read_text() for file in ours), paper])
