"""Finds the outside programs that tests and checks run; as root on Debian, installs those that are missing.

python3 tests/outside.py browser documents
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
JAXB = "/usr/share/java/jaxb-runtime.jar"


def browser():
    """The path of a system Chromium that starts, or None."""
    for name in BROWSERS:
        if (path := shutil.which(name)) and starts(path, "--version"):
            return path
    return None


def office(part):
    path = shutil.which("soffice")
    return path and (Path(path).resolve().parent / part).exists()


NEEDED = {
    "browser": {"chromium": browser},
    "documents": {
        "libreoffice-writer": lambda: office("libswlo.so"),
        "libreoffice-calc": lambda: office("libsclo.so"),
        "default-jre-headless": lambda: starts("java", "-version"),
        "libjaxb-java": lambda: Path(JAXB).exists(),
        "poppler-utils": lambda: shutil.which("pdftoppm"),
    },
}


def main(kinds):
    packages = {package: found for kind in kinds for package, found in NEEDED[kind].items()}
    missing = [package for package, found in packages.items() if not found()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing)
        missing = [package for package, found in packages.items() if not found()]
    if missing == ["chromium"] and download_browser():
        return
    if missing:
        sys.exit(f"Something this needs is missing: run “apt install {' '.join(missing)}”, then this again.")


def install(packages):
    print("Installing", ", ".join(packages), "…", flush=True)
    quietly = {"stdin": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], **quietly)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], **quietly)


def download_browser():
    """Playwright's own Chromium, kept inside .venv/; True once it is there and starts."""
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = "0"
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode:
        return False
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return starts(playwright.chromium.executable_path, "--version")


def starts(*command):
    try:
        return subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    main(sys.argv[1:])
