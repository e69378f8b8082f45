"""Policy rules read from `rules.yaml`, and the sentences that break them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.models import ScriptSentence, SentenceKind, Severity, VerifiedFact

PATH = Path(__file__).with_name("rules.yaml")
_CARE = "care-"


class PolicyError(ValueError):
    """A rule of the file cannot be read. The message names the rule and the remedy."""


@dataclass(frozen=True)
class PolicyRule:
    """What to look for in a sentence, whose rule it is, and what to do about it."""

    rule: str
    severity: Severity
    message: str
    remedy: str
    source: str  # title of the public text that it follows
    url: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    not_kinds: frozenset[SentenceKind]

    def breach(self, text: str) -> str | None:
        """Return the words of `text` that break the rule, or None."""
        found = self.pattern.search(text)
        return None if found is None or (self.unless and self.unless.search(text)) else found.group()


@lru_cache(maxsize=2)
def load(path: Path = PATH) -> tuple[PolicyRule, ...]:
    """Read the rules.

    Raises:
        PolicyError: the file is no YAML, or a rule lacks a field or holds an expression that does not compile.
    """
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise PolicyError(f"{path.name} is not valid YAML: {error}. Correct the line it names.") from error
    return tuple(_rule(entry, given["sources"], path.name) for entry in given["rules"])


def _rule(entry: dict[str, Any], sources: dict[str, dict[str, str]], file: str) -> PolicyRule:
    name = entry.get("rule", "?")
    try:
        source = sources[entry["source"]]
        return PolicyRule(
            name,
            Severity(entry["severity"]),
            entry["message"],
            entry["remedy"],
            source["title"],
            source["url"],
            _words(entry["patterns"]),
            _words(entry["unless"]) if "unless" in entry else None,
            frozenset(SentenceKind(kind) for kind in entry.get("not_kinds", ())),
        )
    except (KeyError, ValueError, re.error) as error:
        raise PolicyError(f"{file}: rule {name}: {error} is missing or wrong. Correct the entry.") from error


def _words(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w’'])(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})(?!\w)")


def breaches(
    sentences: Sequence[ScriptSentence], facts: Sequence[VerifiedFact], rules: Sequence[PolicyRule] | None = None
) -> Iterator[tuple[ScriptSentence, PolicyRule, str]]:
    """Yield (sentence, rule, message) for each rule that a sentence breaks. Claims that need care say what they rest on."""
    by_id = {fact.fact_id: fact for fact in facts}
    for sentence in sentences:
        if sentence.is_placeholder:
            continue
        for rule in load() if rules is None else rules:
            words = None if sentence.kind in rule.not_kinds else rule.breach(sentence.text)
            if words is not None:
                rests = _rests_on(sentence, by_id) if rule.rule.startswith(_CARE) else ""
                yield sentence, rule, f"“{words}”: {rule.message}{rests} ({rule.source})"


def _rests_on(sentence: ScriptSentence, facts: dict[str, VerifiedFact]) -> str:
    cited = [facts[fact_id].independent_sources for fact_id in sentence.fact_ids if fact_id in facts]
    if not cited:
        return " It rests on no source."
    return f" It rests on {max(cited)} independent source{'s' * (max(cited) != 1)}."
