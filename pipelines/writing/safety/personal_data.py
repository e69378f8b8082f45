"""Personal data in a script: what identifies or reaches a person (NIST SP 800-122), found by form and check digits."""

import re
from collections.abc import Iterator, Sequence

from pipelines.models import ScriptSentence

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an e-mail address", re.compile(r"(?<![\w.@])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b")),
    ("a telephone number", re.compile(r"(?<![\w.,])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){6,11}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})(?![\w,])")),
    ("a social security number", re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\w-])")),
    ("an IP address", re.compile(r"(?<![\w.])(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?!\w|\.\d)")),
    ("a postal address", re.compile(r"\b\d{1,5}[a-z]? (?:[A-Z][a-z]+ ){1,3}(?:Street|Avenue|Road|Lane|Drive|Boulevard|Court|Terrace)\b")),
)  # fmt: skip
_CARD = re.compile(r"(?<![\d,.])\d(?:[ -]?\d){12,18}(?![\d,])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")


def found(sentences: Sequence[ScriptSentence]) -> Iterator[tuple[ScriptSentence, str]]:
    """Yield (sentence, what it holds) for each kind of personal data in it."""
    for sentence in sentences:
        for what in kinds_in(sentence.text):
            yield sentence, what


def kinds_in(text: str) -> list[str]:
    """Return the kinds of personal data in a text, each once."""
    kinds = [what for what, pattern in _FORMS if pattern.search(text)]
    if any(_passes_luhn(match.group()) for match in _CARD.finditer(text)):
        kinds.append("a card number")
    if any(_passes_mod_97(match.group()) for match in _IBAN.finditer(text)):
        kinds.append("a bank account number")
    return kinds


def _passes_luhn(number: str) -> bool:
    """Whether the check digit of a card number is right (ISO/IEC 7812-1, annex B)."""
    digits = [int(char) for char in reversed(re.sub(r"\D", "", number))]
    doubled = [digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(digits)]
    return len(set(digits)) > 1 and sum(doubled) % 10 == 0


def _passes_mod_97(iban: str) -> bool:
    """Whether the check digits of an account number are right (ISO 13616)."""
    plain = iban.replace(" ", "")
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1
