"""Installs a lock file's exact versions into .venv/; runs before anything is installed, on any Python 3."""

import re
import subprocess
import sys
from pathlib import Path

VENV = Path(".venv")
PYTHON = str(VENV / "bin" / "python")


def main(lock):
    if sys.version_info < (3, 11):
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"Actionplan needs Python 3.11 or newer, and python3 here is {found}: install a newer one.")
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        sys.exit(f"Python's venv module is missing: run “apt install python{version}-venv”, then this again.")
    if not runs("-m", "pip", "--version"):
        print("Making .venv/ …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    print(f"Installing the versions named in {lock} …", flush=True)
    exactly = ["install", "--quiet", "--require-hashes", "-r"]
    if install_uv() and runs("-m", "uv", "pip", *exactly, lock):
        return
    if subprocess.run([PYTHON, "-m", "pip", *exactly, lock]).returncode:
        sys.exit(f"The versions named in {lock} could not be installed; pip says why above.")


def install_uv():
    """uv installs four times faster than pip; where it cannot be had, pip does the same work."""
    entry = re.search(r"^uv==.*?[^\\]\n", Path("requirements.lock").read_text(), re.DOTALL | re.MULTILINE)
    wanted = VENV / "uv.lock"
    wanted.write_text(entry[0])
    return runs("-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(wanted))


def runs(*arguments):
    try:
        return subprocess.run([PYTHON, *arguments], capture_output=True).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    main(sys.argv[1])
