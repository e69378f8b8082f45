"""What a topic's sections are about: content words, titles, and titles as noun phrases or questions."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from wordfreq import zipf_frequency

from pipelines.models import VerifiedFact
from pipelines.sentences import normalised_words
from pipelines.writing import grammar, spoken_forms, verbs
from pipelines.writing.speech import SpokenFact

_STOP = frozenset(
    (
        "the a an of and or in on at to for from by with is are was were be been it its they their this that these "
        "as how what why we our you your do does did can could will would not no has have had than then so but "
        "about into which who when where"
    ).split()
)
_RARE = 3.3  # Zipf frequency below which a word is jargon to a newcomer
_BARE_HEADINGS = re.compile(
    r"(?i)^(?:introduction|overview|summary|conclusion|notes|background|references|key .*|learning .*|chapter .*|preface|.*solution.*|try it.*|example.*|)$"
)


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """Return the content words of a text, cut to a crude stem, for comparing topics."""
    return frozenset(_stem(word) for word in normalised_words(text) if word not in _STOP and len(word) > 2)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for suffix in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "al", "ly"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def title_of(heading: str, facts: Sequence[SpokenFact], topic: str) -> str:
    """Return what a theme is about: its last heading that says something, else the subject met most often, else the topic."""
    for part in reversed([piece.strip() for piece in heading.split(" > ")]):
        if not _BARE_HEADINGS.match(part) and 1 <= len(part.split()) <= 11:
            return re.sub(r"^(?:\d+[.)]|Step \d+:?|Part \d+:?)\s*", "", part).rstrip(".:")
    subjects = Counter(fact.subject for fact in facts if fact.subject and fact.subject.lower() not in {"it", "they"})
    return subjects.most_common(1)[0][0] if subjects else topic


def fact_weight(fact: VerifiedFact) -> float:
    """Return how much a fact is worth telling: relevance, then what other sources add."""
    confirmed = 0.4 if fact.verdict.value == "SUPPORTED" else 0.0
    return fact.relevance + confirmed + 0.1 * min(3, fact.independent_sources - 1)


def hardness(text: str, topic: str) -> float:
    """Return how much of a text a newcomer cannot follow: 0.15 for each word, beyond the topic's, that few people use."""
    rare = {
        word
        for word in re.findall(r"[A-Za-z-]{4,}", text)
        if zipf_frequency(word, "en") < _RARE and not stems(word) & stems(topic)
    }
    return 0.15 * len(rare)


def phrase(title: str) -> str | None:
    """Return a title as a noun phrase for the middle of a sentence, or None where it is a question or a clause.

    Title case goes, names stay: `The Principle of Equivalence` → `the principle of equivalence`.
    """
    if (
        title.endswith("?")
        or ":" in title
        or re.match(r"(?i)(?:how|why|what|when|who|is|are|was|does|do|can|if)\b", title)
    ):
        return None
    if re.search(r"\d", title):
        return None  # a signpost states no figure
    tokens = title.split()
    if any(verbs.is_auxiliary(token) for token in tokens) or len(tokens) > 8:
        return None
    if len(tokens) > 2 and any(
        verbs.number(t) == "singular" and verbs.is_finite(t) and t.islower() for t in tokens[1:]
    ):
        return None
    return title


def as_question(title: str) -> str | None:
    """Return a title that asks something as a question: `How stars die` → `How do stars die?` is left to speech as it is."""
    if (
        title.endswith("?")
        and not re.search(r"\d", title)
        and len(title.split()) <= 14
        and any(verbs.is_auxiliary(token) for token in title.split())
    ):
        return spoken_forms.capitalised(title)
    return None


@lru_cache(maxsize=4)
def _words_inside(texts: tuple[str, ...]) -> Counter[str]:
    """Count words that do not open a sentence, as they are cased."""
    return Counter(word for text in texts for word in re.findall(r"(?<=[a-z,] )[\w’'-]+", text))


def cased(title: str, texts: Sequence[str]) -> str:
    """Lower the title case of a phrase where the sources write its words in lower case."""
    known = _words_inside(tuple(texts))
    tokens = []
    for token in title.split():
        low = token.lower()
        name = max((token, low.capitalize()), key=lambda form: known[form])
        is_name = known[name] > known[low] or (len(token) > 1 and token.isupper())
        tokens.append(name if is_name and low not in _STOP else low)
    return " ".join(tokens)


def with_article(phrase: str, texts: Sequence[str]) -> str | None:
    """Return a noun phrase with the article that `texts` give it most often inside a sentence; None where none has it.

    A plural, a name or a phrase with its own determiner needs none.
    """
    if re.match(r"(?i)(?:the|an?|his|her|its|our|their|your|every|some) ", phrase):
        return phrase[:1].lower() + phrase[1:]
    pattern = re.compile(rf"(?i)(?:\b(the|an?) )?(?<!\w)({re.escape(phrase)})\b(?! \w+ing\b)")
    found: Counter[str] = Counter()
    for text in texts:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 1) : match.start()]
            if before == " " and text[max(0, match.start() - 3) : match.start()].strip(".\n#> ") != "":
                found[(match.group(1) or "").lower()] += 1
    if not found:
        return None
    article = min(found, key=lambda item: (-found[item], item))
    if (
        not article
        and not grammar.is_plural_noun(phrase)
        and phrase == phrase.lower()
        and found["the"] >= found[""] / 2
    ):
        article = "the"
    return f"{article} {phrase}".strip()


def named(topic: str, texts: Sequence[str]) -> str:
    """Return a topic as it stands inside a sentence: `the central limit theorem`, `memory`, `the death of stars`."""
    written = cased(topic, texts)
    if re.match(r"[a-z]+ of ", written) and not grammar.is_plural_noun(written.split(maxsplit=1)[0]):
        return f"the {written}"
    return with_article(written, texts) or written
