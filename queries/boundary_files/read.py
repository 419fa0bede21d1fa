"""Opens a file of boundaries: which layers of areas it has, their attributes, their shapes. Nothing is judged here."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import geopandas
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError

from queries.boundary_files.problems import Problem, problem
from queries.workbook.limits import Limits, setting

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
NEEDED = (".shx", ".dbf")
DRIVERS = {"GeoJSON", "ESRI Shapefile", "GPKG"}  # of the many kinds the reader knows, what may come in
BROKEN = (DataSourceError, DataLayerError, FieldError, GeometryError, UnicodeDecodeError, zipfile.BadZipFile, OSError)
# What begins a file tells its kind, whatever its name says: some kinds the reader knows would make it ask other machines.
BEGINNINGS = {"zip": b"PK\x03\x04", "geopackage": b"SQLite format 3\0", "shapefile": b"\x00\x00\x27\x0a"}


@dataclass(frozen=True)
class Layer:
    """One layer of areas within a file."""

    path: Path
    name: str
    encoding: str | None  # of its text, where the file itself cannot be believed


class Refused(Exception):
    """The file cannot be read; `problem` says why."""

    def __init__(self, found: Problem):
        super().__init__(found.code)
        self.problem = found


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[list[Layer]]:
    """The layers of areas of a file, readable as long as the context lasts. Refused when there are none or it cannot be read."""
    with TemporaryDirectory(prefix="scrutiny-boundaries-") as folder:
        try:
            layers = [layer for part in _files(path, limits, Path(folder)) for layer in _layers(part)]
        except BROKEN as trouble:
            raise Refused(problem("file_unreadable", value=path.name, reason=_reason(trouble))) from trouble
        if not layers:
            raise Refused(problem("no_areas", value=path.name))
        yield layers


def attributes(layer: Layer) -> pd.DataFrame:
    """The layer's table without shapes, its rows in the order of the file, numbered from 1."""
    return _numbered(_read(layer, read_geometry=False))


def shapes(layer: Layer) -> geopandas.GeoDataFrame:
    """The same rows with their shapes, in the layer's own coordinates."""
    return _numbered(_read(layer))


def _numbered(frame):
    frame.index = range(1, len(frame) + 1)
    return frame


def _read(layer: Layer, **how):
    return pyogrio.read_dataframe(layer.path, layer=layer.name, encoding=layer.encoding, **how)


def _files(path: Path, limits: Limits, folder: Path) -> list[Path]:
    """The file itself, or the shapefiles unpacked from a zip."""
    if not path.is_file():
        raise Refused(problem("file_missing", value=path.name))
    _within(path.name, path.stat().st_size, limits)
    kind = _kind(path)
    if kind == "zip":
        return _unpacked(path, limits, folder)
    if kind == "shapefile":
        _whole(path.name, {part.suffix.lower() for part in path.parent.iterdir() if part.stem == path.stem})
    return [path]


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        beginning = file.read(64)
    if beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return "geojson"
    kind = next((kind for kind, mark in BEGINNINGS.items() if beginning.startswith(mark)), "")
    if not kind:
        raise Refused(problem("file_kind_unknown", value=path.name))
    return kind


def _within(name: str, size: int, limits: Limits) -> None:
    if size > limits.max_unzipped_mb * 1_000_000:
        raise Refused(problem("file_too_large", value=name, size=size // 1_000_000, limit=limits.max_unzipped_mb, setting=setting("max_unzipped_mb")))


def _whole(name: str, suffixes: set[str]) -> None:
    if missing := [part for part in NEEDED if part not in suffixes]:
        raise Refused(problem("shapefile_incomplete", value=name, missing=" ".join(missing)))


def _unpacked(path: Path, limits: Limits, folder: Path) -> list[Path]:
    """The shapefiles of a zip, under their own stems; folders within the zip and all else in it are left."""
    with zipfile.ZipFile(path) as packed:
        parts = [i for i in packed.infolist() if PurePosixPath(i.filename).suffix.lower() in PARTS and "__MACOSX" not in i.filename]
        _within(path.name, sum(i.file_size for i in parts), limits)
        sets: dict[PurePosixPath, list] = {}
        for part in parts:
            sets.setdefault(PurePosixPath(part.filename).with_suffix(""), []).append(part)
        whole = {stem: found for stem, found in sets.items() if any(_suffix(p) == ".shp" for p in found)}
        if not whole:
            raise Refused(problem("file_kind_unknown", value=path.name))
        return [_unpack(packed, stem, found, folder / str(number)) for number, (stem, found) in enumerate(sorted(whole.items()))]


def _unpack(packed: zipfile.ZipFile, stem: PurePosixPath, parts: list, folder: Path) -> Path:
    _whole(f"{stem.name}.shp", {_suffix(part) for part in parts})
    folder.mkdir()
    for part in parts:
        with packed.open(part) as source, (folder / f"{stem.name}{_suffix(part)}").open("wb") as target:
            shutil.copyfileobj(source, target)
    return folder / f"{stem.name}.shp"


def _suffix(part: zipfile.ZipInfo) -> str:
    return PurePosixPath(part.filename).suffix.lower()


def _layers(path: Path) -> Iterator[Layer]:
    for name, kind in pyogrio.list_layers(path):
        layer = Layer(path, str(name), None)
        info = pyogrio.read_info(path, layer=layer.name)
        if info["driver"] not in DRIVERS:
            raise Refused(problem("file_kind_unknown", value=path.name))
        if kind is not None and ("Polygon" in kind or "Unknown" in kind or "Collection" in kind):
            yield _decoded(layer) if info["driver"] == "ESRI Shapefile" else layer


def _decoded(layer: Layer) -> Layer:
    """The layer with its true encoding: what a shapefile says of it is often missing or wrong. UTF-8 proves itself, the rest is Thai Windows."""
    for encoding in ("UTF-8", "cp874"):
        tried = replace(layer, encoding=encoding)
        try:
            attributes(tried)
        except UnicodeDecodeError:
            continue
        return tried
    return layer


def _reason(trouble: Exception) -> str:
    """What the reader says, without the folders of this machine."""
    return " ".join(str(trouble).split()).rpartition("/")[2].strip("'\"") or type(trouble).__name__
