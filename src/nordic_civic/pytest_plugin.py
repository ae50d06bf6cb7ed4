"""What pytest loads through its entry point: it gives the checks of `nordic_civic.testing.Conformance` their cases.

Loading it imports nothing of the library; that is left to the tests that use it.
"""

from __future__ import annotations

import sys

import pytest

_CONFORMANCE = "nordic_civic.testing.conformance"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("nordic_civic").addoption(
        "--nordic-civic-examples",
        type=int,
        metavar="N",
        help="how many hostile documents each conformance test of a plugin tries (default: its class says)",
    )


@pytest.fixture
def nordic_civic_examples(request: pytest.FixtureRequest) -> int:
    """Give how many hostile documents to try: what the command line says, or else the class of the test."""
    wanted: int = request.config.getoption("--nordic-civic-examples") or getattr(request.cls, "examples", 60)
    return wanted


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test of each row, pattern, golden document and sample that a conformance test is to check."""
    kit = sys.modules.get(_CONFORMANCE)
    if kit is None or metafunc.cls is None or not issubclass(metafunc.cls, kit.DocumentConformance):
        return
    for name in metafunc.fixturenames:
        cases = kit.parameters(metafunc.cls, name)
        if cases is not None:
            metafunc.parametrize(name, [value for _, value in cases], ids=[test for test, _ in cases])
