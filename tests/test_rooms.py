"""Who may import whom: data flows one way, pages stay thin."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUBJECTS = {"register", "network", "bodies", "agreements", "contract", "projects", "budget", "deliverables", "indicators", "participation", "reporting", "boundaries"}
NEVER = {  # in these files (a path or its beginning) these modules are never imported
    "queries/": {"streamlit", "plotly", "pydeck", "dashboard", "typer", "rich"},
    "queries/tables/": {"pandas", "queries.releases", "queries.database", "queries.workbook"},
    "dashboard/charts/": {"streamlit", "sqlalchemy", "queries.database", "queries.releases"},
    "dashboard/maps/": {"streamlit", "sqlalchemy", "queries.database", "queries.releases"},
    "dashboard/papers/": {"streamlit", "plotly", "pydeck", "sqlalchemy", "queries.database", "queries.releases", "dashboard.ask", "dashboard.show", "dashboard.pickers"},
    # The site asks Streamlit for what it would send a browser, so that there is no second drawing of a page: in one module, screens.py.
    **{f"dashboard/public_site/{name}.py": {"streamlit"} for name in ("addresses", "assets", "card", "contents", "drawn", "feeds", "frame", "writing")},
    "dashboard/app_pages/": {"sqlalchemy", "pandas", "plotly", "pydeck", "networkx", "queries.database"},
    "dashboard/wording.py": {"streamlit", "sqlalchemy"},
    "dashboard/palette.py": {"streamlit", "sqlalchemy", "plotly"},
}
ONLY_OF_OURS = {  # of our own modules, these files import only these
    "queries/tables/": {"queries.tables"},
    "queries/releases.py": {"queries.tables", "queries.answers", "queries.errors"},
    "queries/database.py": {"queries.errors", "queries.migrations", "queries.tables"},
    "queries/settings.py": {"queries.errors", "queries.workbook.limits"},
    "queries/errors.py": set(),
    "queries/fiscal.py": set(),
    "queries/answers.py": set(),
    "queries/workbook/": {"queries.workbook", "queries.tables", "queries.database", "queries.releases", "queries.flags", "queries.answers", "queries.errors", "queries.fiscal", "queries"},
}


def modules_of_ours():
    return sorted(p.relative_to(ROOT).as_posix() for room in ("queries", "dashboard") for p in (ROOT / room).rglob("*.py"))


def imports_of(path):
    """Dotted names a file imports, `from a import b` as both a and a.b."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_within(name, room):
    return name == room or name.startswith(room + ".")


@pytest.mark.parametrize("path", modules_of_ours())
def test_a_module_imports_only_what_its_room_allows(path):
    found = set(imports_of(path))
    for beginning, refused in NEVER.items():
        if path.startswith(beginning):
            assert not {f for f in found for r in refused if is_within(f, r)}, path
    for beginning, allowed in ONLY_OF_OURS.items():
        if path.startswith(beginning):
            ours = {f for f in found if f.split(".")[0] in ("queries", "dashboard") and f != "queries"}
            assert not {f for f in ours if not any(is_within(f, a) for a in allowed if a != "queries")}, path


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_subjects_do_not_ask_each_other(subject):
    others = {f"queries.{name}" for name in (SUBJECTS | {"attention", "factors"}) - {subject}}
    found = set(imports_of(f"queries/{subject}.py"))
    assert not {f for f in found for o in others if is_within(f, o)}


def test_only_the_settings_read_the_environment():
    """Besides what starts a process: the command, the bare screens, the loading process; and the reader, which trims its child's."""
    readers = {p for p in modules_of_ours() if "os.environ" in (ROOT / p).read_text(encoding="utf-8")}
    assert readers <= {"dashboard/command/given.py", "queries/workbook/read.py", "dashboard/loading.py", "dashboard/ask.py"}


def test_no_page_folder_or_module_carries_a_name_that_misleads_streamlit():
    assert not (ROOT / "dashboard/pages").is_dir()
    import sys

    assert not {p.stem for p in (ROOT / "dashboard").glob("*.py")} & sys.stdlib_module_names


def test_thai_stands_in_texts_and_tables_never_in_the_screens_code():
    thai = {p for p in modules_of_ours() if p.startswith("dashboard/") and any("\u0e00" <= c <= "\u0e7f" for c in (ROOT / p).read_text(encoding="utf-8"))}
    assert thai == set()


def test_a_module_s_tests_are_kept_in_one_worker(request):
    """Else its databases are made twice, and nothing tells: with pytest 9.2 xdist took the groups of tests/conftest.py for nothing."""
    assert not hasattr(request.config, "workerinput") or request.node.nodeid.endswith("@test_rooms-sqlite")
