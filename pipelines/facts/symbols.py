"""Mathematical symbols in running text, said as their own source names them: "closer to μ" is "closer to the population mean".

A symbol that the source nowhere names, and any formula beyond single symbols, stays as it is and is refused by the claims.
"""

import re
from collections import Counter

_SYMBOL = r"(?:[μσ]|\b[npqkx]\b)"
_NOUN = r"(?:mean|standard deviation|variance|size|proportion|probability|average|median)"
_NAMED = (
    re.compile(rf"\b[Tt]he (?P<name>\w+ {_NOUN}),? \(?(?P<symbol>[μσnp])\b(?! ?[=(])"),  # "the population mean μ"
    re.compile(rf"(?<!of size )\b(?P<symbol>[np]), the (?P<name>\w+ {_NOUN}),"),  # "as n, the sample size, increases"
    re.compile(rf"\b(?P<symbol>[np]) is the (?P<name>\w+ {_NOUN})\b"),
)
_EXPLAINED = re.compile(rf"(?<=\s){_SYMBOL}, (the (?:\w+ )?{_NOUN}),")
_BRACKETED = re.compile(rf" \({_SYMBOL}\)")
_APPOSED = re.compile(
    rf"({_NOUN}(?: of the \w+)?)(?:, {_SYMBOL},(?: (?=and|or|that|is|are)|(?=\s))|,? [μσ](?=[.,;]|$)|, {_SYMBOL}(?=[.;]|$))"
)
_VALUE = re.compile(r"\b(size|mean|deviation|probability) [nμσp] = (?=\d)")
_KEPT = re.compile(r"\b(?:sizes?|number|variable|success) $")  # "samples of size n" is how it is said
_FORMULA = r"(?<![\w(’'-]){symbol}(?! ?[=~<>≥≤×√])(?![\w’'(-])"


def names(text: str) -> dict[str, str]:
    """Return what a document calls its symbols: {"μ": "the population mean"}; the most frequent name of each."""
    found: dict[str, Counter[str]] = {}
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            found.setdefault(match.group("symbol"), Counter())[f"the {match.group('name')}"] += 1
    return {symbol: max(sorted(counts), key=lambda name: (counts[name], len(name))) for symbol, counts in found.items()}


def said(text: str, named: dict[str, str]) -> str:
    """Return `text` with its symbols said as `named`; those beside the noun that they stand for are left out."""
    if not re.search(r"[μσ]|\b[np]\b", text):
        return text
    plain = _EXPLAINED.sub(r"\1", _BRACKETED.sub("", _VALUE.sub(r"\1 ", text)))
    plain = _APPOSED.sub(lambda match: f"{match.group(1)} " if match.group().endswith(", ") else match.group(1), plain)
    for symbol, name in named.items():
        pieces = re.split(_FORMULA.format(symbol=symbol), plain)
        for piece in pieces[1:]:
            pieces[0] += (symbol if _KEPT.search(pieces[0]) else name) + piece
        plain = pieces[0]
    return plain
