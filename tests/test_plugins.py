"""Plugins found, loaded and isolated: invented distributions on a path of their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nordic_civic import hooks
from nordic_civic import plugins as module
from nordic_civic.errors import PluginLoadError
from nordic_civic.plugin_sources import GROUP
from nordic_civic.plugins import Installed, Plugins, plugins

GOOD = """
from nordic_civic.hooks import hookimpl
from nordic_civic.parser import Parser

nordic_civic_api = 1

@hookimpl
def nordic_civic_parsers():
    return [Parser(name="{name}", version="3.1", country="XF", languages=("fo",), package="{name}")]
"""
Install = Callable[..., str]


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (module.DISABLE, module.ONLY, module.STRICT):
        monkeypatch.delenv(name, raising=False)
    module._load.cache_clear()
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith("fjordland"):
            del sys.modules[name]
    module._load.cache_clear()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    monkeypatch.syspath_prepend(tmp_path)

    def put(code: str, name: str = "fjordland", distribution: str | None = None, module_name: str | None = None) -> str:
        python = module_name or name
        distribution = distribution or f"nordic-civic-{name}"
        (tmp_path / f"{python}.py").write_text(code.replace("{name}", name), encoding="utf-8")
        info = tmp_path / f"{distribution.replace('-', '_')}-3.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 3.1\n")
        (info / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {python}\n")
        return name

    return put


def of(found: Plugins, name: str) -> Installed:
    (one,) = [one for one in found.installed if one.name == name]
    return one


def test_an_installed_plugin_hands_over_its_parser(install: Install) -> None:
    name = install(GOOD)
    found = plugins()
    one = of(found, name)
    assert (one.state, one.version, one.distribution, one.problem) == ("active", "3.1", "nordic-civic-fjordland", None)
    assert (one.countries, one.languages) == (("XF",), ("fo",))
    assert one.location is not None and one.location.endswith("fjordland.py")
    assert [parser.name for parser in found.of_country("xf")] == [name]
    assert not [diagnostic for diagnostic in found.diagnostics if diagnostic.rule == name]


def test_plugins_are_loaded_once(install: Install) -> None:
    install(GOOD)
    assert plugins() is plugins()
    assert plugins(disable=["fjordland"]) is not plugins()


BROKEN = {
    "raises at import": (
        "raise RuntimeError('no tide')",
        "NC801",
        "failed",
        ("RuntimeError: no tide at fjordland.py:1", "NORDIC_CIVIC_DISABLE=fjordland"),
    ),
    "exits at import": ("import sys; sys.exit(3)", "NC801", "failed", ("SystemExit: 3",)),
    "does not parse": ("def", "NC801", "failed", ("SyntaxError",)),
    "raises in a hook": (
        GOOD.replace("return [", "return 1 / 0 or ["),
        "NC801",
        "failed",
        ("raised in nordic_civic_parsers", "ZeroDivisionError"),
    ),
    "says no interface": (GOOD.replace("nordic_civic_api = 1", ""), "NC803", "refused", ("nordic_civic_api = 1",)),
    "is too new": (
        GOOD.replace("api = 1", "api = (2, 3)"),
        "NC803",
        "refused",
        ("interface 2 to 3, and this is 1", "Update nordic-civic."),
    ),
    "is too old": (GOOD.replace("api = 1", "api = 0"), "NC803", "refused", ("interface 0,", "Update the plugin.")),
    "misspells a hook": (
        GOOD.replace("_parsers()", "_parser()"),
        "NC805",
        "refused",
        ("nordic_civic_parser", "Did you mean nordic_civic_parsers?"),
    ),
    "marks no hook": (GOOD.replace("@hookimpl", ""), "NC805", "refused", ("hookimpl",)),
    "takes an argument": (GOOD.replace("_parsers()", "_parsers(country)"), "NC806", "refused", ("country",)),
    "gives nothing": (
        GOOD.replace("return [", "[").replace("    [P", "    _ = [P"),
        "NC806",
        "refused",
        ("NoneType instead of a list",),
    ),
    "gives text": (
        GOOD.replace("return [", "return '' or [").replace("''", "'parser'"),
        "NC806",
        "refused",
        ("str instead of a list",),
    ),
    "gives another value": (
        GOOD.replace("return [", "return [1] or ["),
        "NC806",
        "refused",
        ("a int among values that must be Parser",),
    ),
    "gives a name twice": (
        GOOD.replace("return [", "return 2 * ["),
        "NC802",
        "refused",
        ("a parser named 'fjordland'",),
    ),
}


@pytest.mark.parametrize("code, diagnostic, state, says", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_plugin_is_one_diagnostic_and_harms_no_other(
    install: Install, code: str, diagnostic: str, state: str, says: tuple[str, ...]
) -> None:
    install(GOOD, "fjordland_fine")
    install(code)
    found = plugins()
    (told,) = [one for one in found.diagnostics if one.rule == "fjordland"]
    assert (told.code, told.severity) == (diagnostic, "error")
    assert told.message.startswith("The plugin 'fjordland' (nordic-civic-fjordland 3.1) ")
    for part in says:
        assert part in told.message
    assert of(found, "fjordland").state == state and of(found, "fjordland").problem
    assert of(found, "fjordland_fine").state == "active"
    assert [parser.name for parser in found.of_country("XF")] == ["fjordland_fine"]


@pytest.mark.parametrize(
    "code, diagnostic", [(code, diagnostic) for code, diagnostic, _, _ in BROKEN.values()], ids=BROKEN.keys()
)
def test_strict_mode_raises_for_the_author(
    install: Install, monkeypatch: pytest.MonkeyPatch, code: str, diagnostic: str
) -> None:
    install(code)
    monkeypatch.setenv(module.STRICT, "1")
    with pytest.raises(PluginLoadError, match=diagnostic) as caught:
        plugins()
    assert caught.value.plugin == "fjordland"
    assert plugins(strict=False).diagnostics


def test_of_two_plugins_with_one_name_the_first_stays(install: Install) -> None:
    install(GOOD)
    install(GOOD, distribution="other-fjordland", module_name="fjordland_other")
    found = plugins()
    states = [(one.distribution, one.state) for one in found.installed if one.name == "fjordland"]
    assert states == [("nordic-civic-fjordland", "active"), ("other-fjordland", "refused")]
    assert [one.code for one in found.diagnostics if one.rule == "fjordland"] == ["NC802"]


def test_a_parser_name_that_is_taken_is_refused(install: Install) -> None:
    install(GOOD)
    install(GOOD.replace("{name}", "fjordland"), "fjordland_copy")
    found = plugins()
    assert of(found, "fjordland").state == "active" and of(found, "fjordland_copy").state == "refused"
    assert len(found.of_country("XF")) == 1


def test_disabled_by_argument_and_by_environment(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("raise RuntimeError")
    install(GOOD, "fjordland_fine")
    assert of(plugins(disable=["fjordland"]), "fjordland").state == "disabled"
    monkeypatch.setenv(module.DISABLE, " fjordland, fjordland_fine ")
    found = plugins()
    assert {of(found, name).state for name in ("fjordland", "fjordland_fine")} == {"disabled"}
    assert not found.of_country("XF") and "fjordland" not in sys.modules


def test_all_but_named_plugins_are_left_out(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install(GOOD)
    install(GOOD, "fjordland_fine")
    monkeypatch.setenv(module.ONLY, "fjordland_fine")
    assert [parser.name for parser in plugins().parsers] == ["fjordland_fine"]
    assert [parser.name for parser in plugins(only=["fjordland"]).parsers] == ["fjordland"]


def test_a_name_that_nobody_has_is_told(install: Install) -> None:
    install(GOOD)
    (told,) = [one for one in plugins(disable=["fjordlund"]).diagnostics if one.code == "NC807"]
    assert told.severity == "warning" and "Did you mean fjordland?" in told.message


def test_plugins_from_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "fjordland_pack").mkdir(parents=True)
    (folder / "fjordland_one.py").write_text(GOOD.replace("{name}", "fjordland_one"))
    (folder / "fjordland_pack" / "__init__.py").write_text(GOOD.replace("{name}", "fjordland_pack"))
    (folder / "_helper.py").write_text("raise RuntimeError")
    (folder / "json.py").write_text(GOOD.replace("{name}", "json"))
    found = plugins(folders=[folder])
    assert of(found, "fjordland_one").version == "3.1" and of(found, "fjordland_one").distribution is None
    assert [parser.package for parser in found.of_country("XF")] == ["fjordland_one", "fjordland_pack"]
    assert "imported already" in str(of(found, "json").problem)
    module._load.cache_clear()
    assert of(plugins(folders=[folder]), "fjordland_one").state == "active"


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        plugins(folders=[tmp_path / "nowhere"])


def test_readers_adapters_and_exporters_are_handed_over_too(install: Install) -> None:
    install(
        """
import types
from nordic_civic.exporters.base import Exporter
from nordic_civic.hooks import hookimpl
from nordic_civic.readers.base import Reader

nordic_civic_api = (1, 1)

@hookimpl
def nordic_civic_readers():
    return (Reader("shout", ("text/x-shout",), (".shout",), bool, bytes.decode),)

@hookimpl
def nordic_civic_adapters():
    return [types.SimpleNamespace(name="tide")]

@hookimpl
def nordic_civic_exporters():
    return [Exporter("knots", ".txt", print)]
"""
    )
    found = plugins()
    assert of(found, "fjordland").state == "active"
    assert "shout" in [reader.name for reader in found.readers]
    assert (found.adapters[-1].name, found.exporters[-1].name) == ("tide", "knots")


@pytest.mark.parametrize("hook", hooks.VALUES)
def test_every_hook_has_a_specification_and_a_class_of_values(hook: str) -> None:
    specification = getattr(hooks, hook)
    assert specification() == () and specification.__doc__.startswith("Hand over")
    assert isinstance(hooks.value_class(hook), type)


def test_importing_the_library_loads_no_plugin_and_no_entry_point() -> None:
    code = (
        "import sys, nordic_civic; "
        "unwanted = ('nordic_civic_', 'nordic_civic.plugins', 'pluggy', 'importlib.metadata', 'langdetect', 'lxml'); "
        "sys.exit(', '.join(name for name in sys.modules if name.startswith(unwanted)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
