"""What is not ours and tests hold us to: the standards' own JSON schemas, and axe, which judges pages in a browser. `python tests/standards.py` puts
them beside the installed packages, once, through pip; tests fetch nothing.

No installable package carries the schemas, but the source archives of two of the Open Contracting Partnership's do. OCDS is the published 1.1.5. Of OC4IDS
only the schema of 0.9.0 (beta) comes that way: what 0.9 added since (identifiers, groups of budget breakdowns, classifications of parties) it does not
know, and the tests hold those to what it says of their parts. axe is axe-core 4.12.1, as a package that drives another browser carries it.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

FOLDER = Path(sys.prefix) / "share" / "joint-scrutiny-standards"
AXE = "axe.min.js"
SOURCES = {  # source archive → (file in it, name here)
    "ocdskit==1.7.0": (("tests/fixtures/release-package-schema.json", "ocds-package.json"), ("tests/fixtures/project-schema.json", "oc4ids-project.json")),
    "ocdsextensionregistry==0.7.0": (("tests/fixtures/release-schema.json", "ocds-release.json"),),
}
WHEELS = {"axe-playwright-python==0.1.8": (("axe_playwright_python/axe.min.js", AXE),)}  # wheel → the same
SCHEMAS = tuple(name for found in SOURCES.values() for _, name in found)


def fetch() -> None:
    """Put all of it where the tests look for it; nothing to do for what is there already."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for archives, how in ((SOURCES, "--no-binary"), (WHEELS, "--only-binary")):
        for archive, wanted in archives.items():
            if not is_here(*(here for _, here in wanted)):
                _bring(archive, how, wanted)


def _bring(archive: str, how: str, wanted: tuple) -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", how, archive.partition("==")[0], "-d", folder, archive], check=True)
        (held,) = Path(folder).iterdir()
        for path, here in wanted:
            if held.suffix == ".whl":
                (FOLDER / here).write_bytes(zipfile.ZipFile(held).read(path))
            else:
                with tarfile.open(held) as opened:
                    (FOLDER / here).write_bytes(opened.extractfile(f"{archive.replace('==', '-')}/{path}").read())


def is_here(*names: str) -> bool:
    """Whether these are there; all schemas where none is named."""
    return all((FOLDER / name).is_file() for name in names or SCHEMAS)


def schema(name: str) -> dict:
    """A schema by its name here."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def wrong(schema_of: dict, thing, *others: dict) -> list[str]:
    """What the schema says is wrong with a thing, each with its place; formats are judged too. `others` are schemas it refers to by id."""
    from jsonschema import Draft4Validator, FormatChecker
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT4

    formats = FormatChecker(formats=())
    formats.checks("date-time", ValueError)(lambda text: not isinstance(text, str) or ("T" in text and datetime.fromisoformat(text).tzinfo is not None))
    formats.checks("uri")(lambda text: not isinstance(text, str) or bool(urlsplit(text).scheme))
    known = Registry().with_resources((other["id"], Resource.from_contents(other, default_specification=DRAFT4)) for other in (schema_of, *others))
    found = Draft4Validator(schema_of, registry=known, format_checker=formats).iter_errors(thing)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


if __name__ == "__main__":
    fetch()
