"""Find, load and isolate plugins: each alone, so that a broken one is a diagnostic and the others work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

import attrs
import pluggy

from . import hooks
from .diagnostics import Diagnostic
from .errors import PluginLoadError
from .extending import with_extensions
from .parser import API_VERSION, Parser
from .plugin_sources import Source, found

if TYPE_CHECKING:
    from .readers.base import Reader

__all__ = ["Installed", "Plugins", "parsers", "plugins"]

State = Literal["active", "disabled", "failed", "refused"]
DISABLE, ONLY, STRICT = "NORDIC_CIVIC_DISABLE", "NORDIC_CIVIC_ONLY", "NORDIC_CIVIC_STRICT"


@attrs.frozen
class Installed:
    """One plugin as it was found: who it is, where it comes from, and whether it takes part.

    `state` is `active`, `disabled` (by name), `failed` (it raised) or `refused` (it broke a rule); `problem` says why.
    """

    name: str
    version: str | None = None
    distribution: str | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    state: State = "active"
    problem: str | None = None
    location: str | None = None


@attrs.frozen(eq=False)
class Plugins:
    """All plugins that were found, what the active ones hand over, and what is wrong with the others."""

    installed: tuple[Installed, ...] = ()
    parsers: tuple[Parser, ...] = ()
    readers: tuple[Reader, ...] = ()
    adapters: tuple[hooks.Named, ...] = ()
    exporters: tuple[hooks.Named, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def of_country(self, country: str) -> tuple[Parser, ...]:
        """Give the parsers of a country (ISO 3166-1, any case).

        >>> Plugins().of_country("NO")
        ()
        """
        return tuple(parser for parser in self.parsers if parser.country == country.upper())


def plugins(
    *,
    disable: Iterable[str] = (),
    only: Iterable[str] = (),
    folders: Iterable[str | os.PathLike[str]] = (),
    strict: bool | None = None,
) -> Plugins:
    """Load all plugins once and give what they hand over; the same arguments give the same object.

    `disable` names plugins to leave out, beside those of NORDIC_CIVIC_DISABLE ("a,b"); `only` names all that may load
    (without it NORDIC_CIVIC_ONLY does). `folders` hold further plugins, as Python files or packages. `strict` (without
    it NORDIC_CIVIC_STRICT=1) raises PluginLoadError for the first problem, for a plugin's author; otherwise every
    problem is a diagnostic. Raise OSError for a folder that cannot be read.

    >>> plugins() is plugins()
    True
    """
    environment = os.environ
    return _load(
        _names(disable) | _names(environment.get(DISABLE, "").split(",")),
        _names(only) or _names(environment.get(ONLY, "").split(",")),
        tuple(Path(folder) for folder in folders),
        environment.get(STRICT, "") not in ("", "0") if strict is None else strict,
    )


def parsers() -> tuple[Parser, ...]:
    """Give the parsers of all plugins that the environment leaves active, our own first.

    >>> parsers() == plugins().parsers
    True
    """
    return plugins().parsers


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.strip() for name in names if name.strip())


@cache
def _load(disable: frozenset[str], only: frozenset[str], folders: tuple[Path, ...], strict: bool) -> Plugins:
    loader = _Loader(strict)
    sources = list(found(folders))
    known = {source.name for source in sources}
    for source in sources:
        if source.name in disable or (only and source.name not in only):
            loader.note(source, "disabled")
        else:
            loader.load(source)
    for name in sorted((disable | only) - known):
        loader.report("NC807", "warning", f"No plugin {name!r} is installed.{_meant(name, known)}", name)
    return loader.result()


class _Problem(Exception):
    """A rule that a plugin breaks: the diagnostic's code, the plugin's state, what is wrong and what to do."""

    def __init__(self, code: str, state: State, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.code, self.state, self.wrong, self.remedy = code, state, wrong, remedy


class _Loader:
    """Load plugin after plugin and keep what comes of it."""

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.installed: list[Installed] = []
        self.values: dict[str, list[Any]] = {hook: [] for hook in hooks.VALUES}
        self.diagnostics: list[Diagnostic] = []

    def load(self, source: Source) -> None:
        """Import one plugin, check it, and take what it hands over; or report why not."""
        try:
            if any(one.name == source.name and one.state == "active" for one in self.installed):
                raise _taken("plugin", source.name)
            module = _imported(source)
            values = _handed_over(module)
            self._check_names(values)
        except _Problem as problem:
            self.note(source, problem.state, problem.wrong)
            self.report(
                problem.code,
                "error",
                f"The {source} {problem.wrong.rstrip('.')}. {problem.remedy}",
                source.name,
                problem,
            )
            return
        for hook, given in values.items():
            self.values[hook].extend(given)
        parsers: Sequence[Parser] = values["nordic_civic_parsers"]
        self.note(source, "active", None, parsers, module)

    def note(
        self,
        source: Source,
        state: State,
        problem: str | None = None,
        parsers: Sequence[Parser] = (),
        module: object = None,
    ) -> None:
        """Put one plugin on the list."""
        self.installed.append(
            Installed(
                name=source.name,
                version=source.version or next((parser.version for parser in parsers), None),
                distribution=source.distribution,
                countries=tuple(dict.fromkeys(parser.country for parser in parsers)),
                languages=tuple(dict.fromkeys(language for parser in parsers for language in parser.languages)),
                state=state,
                problem=problem,
                location=getattr(module, "__file__", None) or source.location,
            )
        )

    def report(
        self, code: str, severity: Literal["warning", "error"], message: str, name: str, cause: Exception | None = None
    ) -> None:
        """Keep a diagnostic; in strict mode raise it."""
        if self.strict:
            raise PluginLoadError(f"{code} {message}", name) from (cause.__cause__ or cause if cause else None)
        self.diagnostics.append(Diagnostic(code, severity, message, rule=name))

    def result(self) -> Plugins:
        """Give everything, as a value."""
        values = {hook.removeprefix("nordic_civic_"): tuple(given) for hook, given in self.values.items()}
        values["parsers"], alone = with_extensions(values["parsers"])
        for parser in alone:
            message = f"The parser {parser.name!r} extends {parser.extends!r}, which is not active; it was left out."
            self.report("NC808", "warning", message, parser.name)
        return Plugins(installed=tuple(self.installed), diagnostics=tuple(self.diagnostics), **values)

    def _check_names(self, values: dict[str, tuple[Any, ...]]) -> None:
        for hook, given in values.items():
            taken = {value.name for value in self.values[hook]}
            for value in given:
                if value.name in taken:
                    raise _taken(hook.removeprefix("nordic_civic_").removesuffix("s"), value.name)
                taken.add(value.name)


def _taken(what: str, name: str) -> _Problem:
    return _Problem(
        "NC802",
        "refused",
        f"brings a {what} named {name!r}, and there is one already",
        "Rename one, or disable one of the plugins.",
    )


def _imported(source: Source) -> object:
    """Import the plugin and see that it was written for this plugin interface."""
    try:
        module = source.load()
    except (Exception, SystemExit) as error:
        remedy = f"Update or uninstall it, or leave it out with {DISABLE}={source.name}."
        raise _Problem("NC801", "failed", f"could not be imported: {_told(error)}", remedy) from error
    declared = getattr(module, "nordic_civic_api", None)
    lowest, highest = declared if isinstance(declared, tuple) and len(declared) == 2 else (declared, declared)
    if not isinstance(lowest, int) or not isinstance(highest, int):
        wrong = "does not say which plugin interface it was written for"
        raise _Problem(
            "NC803", "refused", wrong, f"Its author should write nordic_civic_api = {API_VERSION} in the module."
        )
    if not lowest <= API_VERSION <= highest:
        wrong = f"was written for plugin interface {_as_range(lowest, highest)}, and this is {API_VERSION}"
        remedy = "Update nordic-civic." if lowest > API_VERSION else "Update the plugin."
        raise _Problem("NC803", "refused", wrong, remedy)
    return module


def _as_range(lowest: int, highest: int) -> str:
    return str(lowest) if lowest == highest else f"{lowest} to {highest}"


def _handed_over(module: object) -> dict[str, tuple[Any, ...]]:
    """Ask every hook of one plugin, in a manager of its own, for its values and check them."""
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    try:
        manager.register(module)
    except pluggy.PluginValidationError as error:
        wrong = f"implements a hook with arguments that it does not have: {str(error).splitlines()[-1]}"
        raise _Problem("NC806", "refused", wrong, "The hooks take no arguments; remove them.") from error
    _check_hooks(manager, module)
    return {hook: _values(manager, hook) for hook in hooks.VALUES}


def _check_hooks(manager: pluggy.PluginManager, module: object) -> None:
    callers = manager.get_hookcallers(module) or []
    for caller in callers:
        if not caller.has_spec() and not all(implementation.optionalhook for implementation in caller.get_hookimpls()):
            wrong = f"implements a hook that does not exist: {caller.name}"
            remedy = f"The hooks are {', '.join(hooks.VALUES)}.{_meant(caller.name, hooks.VALUES)}"
            raise _Problem("NC805", "refused", wrong, remedy)
    if not callers:
        where = "a module" if isinstance(module, ModuleType) else f"a {type(module).__name__}"
        wrong = f"implements no hook ({where} without @hookimpl)"
        raise _Problem(
            "NC805", "refused", wrong, f"Decorate one of {', '.join(hooks.VALUES)} with nordic_civic.hooks.hookimpl."
        )


def _values(manager: pluggy.PluginManager, hook: str) -> tuple[Any, ...]:
    """Call each implementation of one hook, and check what it gives; pluggy's own call would drop a None silently."""
    wanted = hooks.value_class(hook)
    values: list[Any] = []
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        try:
            answer = implementation.function()
        except (Exception, SystemExit) as error:
            raise _Problem(
                "NC801", "failed", f"raised in {hook}: {_told(error)}", "Update it, or report this to its author."
            ) from error
        if not isinstance(answer, (list, tuple)):
            raise _wrong_value(hook, f"{type(answer).__name__} instead of a list")
        for value in answer:
            if not isinstance(value, wanted) or not _has_name(value):
                raise _wrong_value(
                    hook, f"a {type(value).__name__} among values that must be {wanted.__name__} with a name"
                )
        values.extend(answer)
    return tuple(values)


def _has_name(value: Any) -> bool:
    return isinstance(value.name, str) and value.name != ""


def _wrong_value(hook: str, what: str) -> _Problem:
    return _Problem("NC806", "refused", f"hands over {what} in {hook}", f"Return a list of {hooks.VALUES[hook]}.")


def _told(error: BaseException) -> str:
    """Give an error as one line, with the place where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())}{place}"


def _meant(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return f" Did you mean {close[0]}?" if close else ""
