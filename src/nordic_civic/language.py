"""Which language a text is in: function words first, langdetect only where they leave doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from .parser import Parser
from .text import WORD, fold
from .vocabulary import Vocabulary

_ENOUGH = 0.15
_SAMPLE = 6000
_OTHER = frozenset(("and", "abbreviation"))  # the meanings of the table that are no language


def word_scores(text: str, parsers: Sequence[Parser]) -> Mapping[str, float]:
    """Give for each language of the parsers' `language` tables the share of the words that speak for it.

    A word that several languages share counts for each in part.
    """
    words = Counter(WORD.findall(fold(sample(text))))
    total = sum(words.values()) or 1
    scores: dict[str, float] = {}
    for word, languages in _function_words(tuple(parsers)).items():
        if word in words:
            for language in languages:
                scores[language] = scores.get(language, 0.0) + words[word] / len(languages) / total
    return scores


def sample(text: str) -> str:
    """Take the start and, of a long text, the middle: enough to tell a language by."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + "\n" + text[middle : middle + _SAMPLE]


@cache
def _function_words(parsers: tuple[Parser, ...]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for vocabulary in (*(parser.vocabulary for parser in parsers), Vocabulary("nordic_civic")):
        for row in vocabulary["language"].rows:
            if row.meaning not in _OTHER:
                for form in row.forms:
                    found.setdefault(fold(form), set()).add(row.meaning)
    return {word: frozenset(languages) for word, languages in found.items()}


def detect(text: str, parsers: Sequence[Parser]) -> tuple[str | None, bool]:
    """Give the language of a text (BCP 47) and whether it is sure; None for a text without words.

    >>> detect("", ())
    (None, False)
    """
    scores = sorted(word_scores(text, parsers).items(), key=lambda pair: -pair[1])
    if scores and scores[0][1] > 0.02:
        second = scores[1][1] if len(scores) > 1 else 0.0
        if (scores[0][1] - second) / scores[0][1] >= _ENOUGH:
            return scores[0][0], True
    guess = _ask(text)
    if guess is not None and (guess in dict(scores) or not scores):
        return guess, False
    if scores and scores[0][1] > 0.02:
        return scores[0][0], False
    return guess, False


def _ask(text: str) -> str | None:
    """Ask langdetect, with a seed of its own so that the answer is always the same."""
    words = sample(text).strip()[:1000]
    if sum(char.isalpha() for char in words) < 20:
        return None
    detector = _factory().create()
    detector.append(words)
    try:
        found: str = detector.detect()
    except Exception:  # langdetect raises its own error for a text without features
        return None
    return {"no": "nb"}.get(found, found if found != "unknown" else None)


@cache
def _factory() -> Any:
    from langdetect import detector_factory

    detector_factory.DetectorFactory.seed = 0
    factory = detector_factory.DetectorFactory()
    factory.load_profile(detector_factory.PROFILES_DIRECTORY)
    return factory
