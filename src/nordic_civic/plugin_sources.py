"""Where plugins come from: entry points of installed distributions, and Python files of a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import util
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType

import attrs

GROUP = "nordic_civic.plugins"
_OWN_DISTRIBUTION = "nordic-civic"


@attrs.frozen(eq=False)
class Source:
    """A plugin that was found but not imported yet.

    `load` imports it and may raise whatever the plugin raises.
    """

    name: str
    load: Callable[[], object]
    version: str | None = None
    distribution: str | None = None
    location: str | None = None

    def __str__(self) -> str:
        """Return the name and where it comes from, for messages."""
        origin = " ".join(filter(None, (self.distribution, self.version))) or self.location
        return f"plugin {self.name!r} ({origin})" if origin else f"plugin {self.name!r}"


def found(folders: Iterable[Path] = ()) -> Iterator[Source]:
    """Find all plugins without importing one: those of our own distribution first, then by name, then the folders'.

    Raise OSError for a folder that cannot be read.
    """
    sources = [_installed(point) for point in entry_points(group=GROUP)]
    yield from sorted(
        sources, key=lambda one: (one.distribution != _OWN_DISTRIBUTION, one.name, one.distribution or "")
    )
    for folder in folders:
        yield from map(_of_file, sorted(_modules(folder)))


def _installed(point: EntryPoint) -> Source:
    if point.dist is None:
        return Source(point.name, point.load, location=point.value)
    return Source(point.name, point.load, point.dist.version, point.dist.name, point.value)


def _modules(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.suffix == ".py" and path.stem.isidentifier() and not path.name.startswith("_"):
            yield path
        elif path.name.isidentifier() and (path / "__init__.py").is_file():
            yield path / "__init__.py"


def _of_file(path: Path) -> Source:
    name = path.parent.name if path.name == "__init__.py" else path.stem
    return Source(name, lambda: _import_file(name, path), location=str(path))


def _import_file(name: str, path: Path) -> ModuleType:
    """Import a file as the module `name`, so that a package among the plugins can also find its own data."""
    if (loaded := sys.modules.get(name)) is not None:
        if getattr(loaded, "__file__", None) == str(path):
            return loaded
        raise ImportError(f"a module {name!r} is imported already; give the file another name")
    spec = util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    module = util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
