"""The rooms and their doors: config → reports → actionplan → people, and who may import what."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["people", "actionplan", "reports", "config"]  # each may import itself and those before it
DOORS = ["actionplan/importing", "reports/formats"]
PLAIN = ["actionplan.status", "actionplan.scales", "actionplan.deadlines", "actionplan.importing"]
NOT_PLAIN = ["actionplan.importing.accept"]
FRAMEWORK = {
    "allauth", "csp", "django", "django_htmx",
    "django_permissions_policy", "structlog", "whitenoise",
}  # fmt: skip
LONGEST = 400


@cache
def modules():
    """Every module of ours but migrations: its dotted name and its file."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def imports(module):
    """The dotted names that a module imports anywhere in its file, as far as they name modules."""
    path = modules()[module]
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {resolve(module, node, alias.name) for alias in node.names}
    return frozenset(found)


def resolve(module, node, name):
    origin = node.module or ""
    if node.level:
        package = module.split(".") if modules()[module].name == "__init__.py" else module.split(".")[:-1]
        kept = package[: len(package) - node.level + 1]
        origin = ".".join([*kept, origin] if origin else kept)
    whole = f"{origin}.{name}"
    return whole if whole in modules() or origin.split(".")[0] not in ROOMS else origin


def reaches(module):
    """Everything imported by a module, by what it imports, and so on: name to the road that leads there."""
    roads, waiting = {}, [(module, module)]
    while waiting:
        here, road = waiting.pop()
        for name in sorted(imports(here)):
            if name not in roads:
                roads[name] = f"{road} → {name}"
                if name in modules():
                    waiting.append((name, roads[name]))
    return roads


def within(name, tops):
    return any(name == top or name.startswith(f"{top}.") for top in tops)


def roads_from(tops, *, to, but=()):
    starts = [module for module in modules() if within(module, tops) and not within(module, but)]
    assert starts
    return [road for start in starts for name, road in reaches(start).items() if to(name)]


def test_a_room_imports_only_itself_and_the_rooms_before_it():
    uphill = [
        f"{module} imports {name}"
        for module in modules()
        for name in imports(module)
        if name.split(".")[0] in ROOMS[ROOMS.index(module.split(".")[0]) + 1 :]
    ]
    assert uphill == []


def test_nothing_that_runs_imports_the_tests():
    tests = {"tests", "checks", "benchmarks", "pytest"}
    assert [module for module in modules() if {name.split(".")[0] for name in imports(module)} & tests] == []


def test_reports_take_no_effect_on_a_plan():
    writers = roads_from(["reports"], to=lambda name: within(name, ["actionplan.changes"]))
    assert writers == []


def test_reading_a_document_a_deadline_or_a_status_needs_nothing_of_django_but_its_translations():
    def is_framework(name):
        return within(name, FRAMEWORK) and not within(name, ["django.utils.translation"])

    assert roads_from(PLAIN, but=NOT_PLAIN, to=is_framework) == []


def test_a_format_never_reaches_the_database():
    def is_database(name):
        return within(name, ["django.db"]) or (name.split(".")[0] in ROOMS and "models" in name.split("."))

    assert roads_from(["reports.formats"], to=is_database) == []


def test_rules_are_told_the_day_and_never_ask_the_clock():
    asked = []
    for module, path in modules().items():
        if within(module, [*PLAIN, "reports.formats", "reports.paper", "reports.movement"]):
            calls = [
                node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
            ]
            names = [call.attr for call in calls if isinstance(call, ast.Attribute)]
            asked += [
                module for name in names if name in {"today", "now", "utcnow", "localdate", "localtime"}
            ]
    assert asked == []


@pytest.mark.parametrize("door", [*DOORS, "elsewhere"])
def test_an_outside_library_is_imported_in_one_file_at_each_door(door):
    importers = {}
    for module, path in modules().items():
        where = next((d for d in DOORS if path.is_relative_to(ROOT / d)), "elsewhere")
        if where == door:
            for library in {name.split(".")[0] for name in imports(module)}:
                importers.setdefault(library, []).append(module)
    known = {*ROOMS, *FRAMEWORK, *sys.stdlib_module_names}
    shared = {library: files for library, files in importers.items() if library not in known and files[1:]}
    assert shared == {}


def test_every_module_is_named_for_what_it_knows():
    nameless = {"utils", "util", "helpers", "common", "core", "misc", "tools", "shared"}
    assert [module for module in modules() if nameless & set(module.split("."))] == []


def test_no_rule_of_ours_hides_in_a_signal():
    signals = [
        "django.dispatch",
        "django.db.models.signals",
        "django.db.backends.signals",
        "django.core.signals",
    ]
    assert [module for module in modules() if any(within(name, signals) for name in imports(module))] == []


def test_no_file_holds_two_subjects():
    pages = [path for folder in ("templates", "static") for path in (ROOT / folder).rglob("*")]
    written = [*modules().values(), *(path for path in pages if path.suffix in {".html", ".css", ".js"})]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in written}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}
