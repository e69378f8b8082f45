"""Claims that stand in several sentences: what a list says under its lead-in, and the givens of a worked example."""

import re
from collections.abc import Iterator, Sequence

from pipelines.facts import quantities, scope
from pipelines.sentences import TextSpan, words

MAX_ITEMS = 4
_MAX_ITEM_WORDS = 16
_CONDITIONS = re.compile(r"(?:[A-Z][^.:]* )?(?P<name>(?:conditions|requirements|assumptions) (?:for|of) [^.:]{3,60}):")
_FOLLOWING = re.compile(r"(?P<lead>(?:As|When|If|While) [^:.,]+), the following (?:is|are|things?) \w+:")
_ADDRESSED = re.compile(r"\b(?:you|your|we|our|us|this|that|these|those|it|they|he|she)\b|[=?!~]", re.IGNORECASE)
_SUPPOSED = re.compile(r"Suppose (?:that )?(?=(?:an?|in an?|\d+) )")
_STATISTICS = re.compile(r"\b(?:distribution|mean|probability|percentile|samples?|deviation|variance)\b")


def found(sentences: Sequence[TextSpan], source: str) -> Iterator[tuple[TextSpan, str]]:
    """Yield (span, claim) for each list and each worked example that opens in `sentences`, in order.

    The span is that of `source` from the first sentence of the piece to its last. A sentence is not shared.
    """
    place = 0
    while place < len(sentences):
        last, claim = _list(sentences, place) or _example(sentences, place, source) or (place, "")
        if claim:
            start, end = sentences[place].start, sentences[last].end
            yield TextSpan(source[start:end], start, end), claim
        place = last + 1


def _list(sentences: Sequence[TextSpan], place: int) -> tuple[int, str] | None:
    lead = " ".join(sentences[place].text.split())
    conditions, following = _CONDITIONS.fullmatch(lead), _FOLLOWING.fullmatch(lead)
    if not conditions and not following:
        return None
    items = [re.sub(r" \([^()]*\)", "", span.text).rstrip(".") for span in _items(sentences[place + 1 :])]
    if len(items) < 2:
        return None
    if conditions:
        said = [f"that {item}" for item in items]
        return place + len(items), f"The {conditions.group('name')} are {', '.join(said[:-1])}, and {said[-1]}."
    assert following
    said = [item[0].lower() + item[1:] for item in items]
    return place + len(items), f"{following.group('lead')}, {', '.join(said[:-1])}, and {said[-1]}."


def _items(following: Sequence[TextSpan]) -> list[TextSpan]:
    """Return the sentences that are parallel to the first: all in lower case, or all with the same opening word."""
    items: list[TextSpan] = []
    for span in following[: MAX_ITEMS + 1]:
        first, opening = span.text.split()[0], items[0].text.split()[0] if items else span.text.split()[0]
        is_parallel = first[0].islower() == opening[0].islower() and (first[0].islower() or first == opening)
        if not is_parallel or len(words(span.text)) > _MAX_ITEM_WORDS or _ADDRESSED.search(span.text):
            break
        items.append(span)
    return items if len(items) <= MAX_ITEMS else []


def _example(sentences: Sequence[TextSpan], place: int, source: str) -> tuple[int, str] | None:
    """Say the givens of an example as givens: "In one worked example, an unknown distribution has a mean of 90 …"."""
    first = " ".join(sentences[place].text.split())
    is_first = place == 0 or "\n\n" in source[sentences[place - 1].end : sentences[place].start]
    supposed = _SUPPOSED.match(first)
    if not is_first or not (supposed or scope.is_invented(first)) or not first.endswith("."):
        return None
    opening = "One worked example supposes that " if supposed else "In one worked example, "
    given = first[supposed.end() :] if supposed else first[0].lower() + first[1:]
    last = place
    if place + 1 < len(sentences) and _continues(sentences[place], sentences[place + 1], source):
        last = place + 1
        second = " ".join(sentences[last].text.split())
        given = f"{given.rstrip('.')}, and {second[0].lower()}{second[1:]}"
    given = re.sub(r" \([^()]*\)", "", given)
    if _ADDRESSED.search(re.sub(r" = ", " ", given)) or not _has_numbers(given):
        return None
    return last, opening + given


def _continues(first: TextSpan, second: TextSpan, source: str) -> bool:
    return (
        "\n\n" not in source[first.end : second.start]
        and second.text.endswith(".")
        and bool(re.match(r"(?:An?|The|Samples?) ", second.text))
        and bool(quantities.find(second.text))
    )


def _has_numbers(text: str) -> bool:
    """Whether a text gives numbers of statistics: an example without any is a story."""
    counted = [quantity for quantity in quantities.find(text) if quantity.text.lower() != "one"]
    return bool(counted) and bool(_STATISTICS.search(text))
