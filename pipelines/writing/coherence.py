"""Faults that a listener hears: said twice, used before explained, a jump, a word that points at nothing, no answer.

Measures of a finished script, whoever wrote it, for the review and for `benchmarks/script_coherence.py`.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipelines.facts.verification.comparison import count_opposites
from pipelines.facts.verification.reading import read
from pipelines.models import ScriptSentence, SentenceKind
from pipelines.writing import terms
from pipelines.writing.argument import Sameness
from pipelines.writing.rules import SourceIndex
from pipelines.writing.themes import stems

_REPEATED_RUN = 12  # words of the script that come back in it
_FEW = 4  # content words
_ANSWERED_WITHIN = 2  # sentences
_WORN = 3  # times that one turn of phrase may be heard
_TURNS = re.compile(
    r"^(Take (?=\w)|We saw that|Remember,|Let's look at|That brings us to|So what(?:['’]s| is| are)|What exactly|Here's|Next up)|^(?:First|Second|Third), (we saw that)"
)
_PRESENTS = re.compile(r"^(?:Take|Look at|And then there(?:['’]s| are)|Now,) [^,.]{3,60}\.$")
_POINTS_BACK = re.compile(
    r"^(?:(?:And|But|So|Now),? )?(?:It|They|He|She|This|These|Those|Such|it|they|he|she|this|these|those|such)\b"
)
# "It" that stands for nothing: "it turns out", "it's clear that"
_EMPTY_SUBJECT = re.compile(
    r"(?i)^(?:(?:and|but|so|now),? )?it(?:['’]s| is| was)? (?:turns out|turned out|(?:seems|appears|follows) that|"
    r"(?:\w+ ){0,2}(?:known|clear|true|likely|possible|impossible|important|necessary|hard|easy|thought|believed|that|because|not until)\b)"
)
_CONNECTED = re.compile(
    r"^(?:In|At|By|When|For|After|During|Once|Since|Until|Before|Today|First,|Second,|Third,|And|But|So|That['’]s|Or|Then|Also|For example|In fact|However|Now,|Okay,|All right,|Alright,|Again,|Remember,)(?!\w)"
)
Section = object


def repetitions(
    sentences: Sequence[ScriptSentence], recap: frozenset[str] = frozenset(), same: Sameness | None = None
) -> list[tuple[ScriptSentence, ScriptSentence]]:
    """Return (first, again) for each sourced sentence that says what an earlier one said by another fact, or word for word.

    A sentence of a `recap` beat may say again what was told, but not in the same words. `same` weighs words by their
    rarity; without it, by that in the script.
    """
    told = [s for s in sentences if s.kind is SentenceKind.SOURCED and not _PRESENTS.match(s.text)]
    same = same or Sameness([sentence.text for sentence in told])
    found = []
    for place, sentence in enumerate(told):
        if sentence.beat_id not in recap:
            earlier = (e for e in told[:place] if not set(e.fact_ids) & set(sentence.fact_ids))
            first = next((e for e in earlier if _is_said_again(e.text, sentence.text, same)), None)
        else:
            first = next((e for e in told[:place] if _run(e.text, sentence.text) >= _REPEATED_RUN), None)
        if first is not None:
            found.append((first, sentence))
    return found


def _is_said_again(one: str, other: str, same: Sameness) -> bool:
    """Whether the same is said twice: not by two short sentences that share a word or two, nor where one says the opposite."""
    said = stems(one), stems(other)
    if min(map(len, said)) < _FEW and said[0] != said[1]:
        return False
    return same.texts(one, other) and not count_opposites(read(one), read(other))


def _run(one: str, other: str) -> int:
    return SourceIndex([one]).longest_run(other)[1]


def early_terms(sentences: Sequence[ScriptSentence], topic: str) -> list[tuple[ScriptSentence, str, ScriptSentence]]:
    """Return (sentence, term, explanation) for each technical term that is used before the sentence that explains it.

    The opening may tease with a term.
    """
    found = []
    spoken = [sentence for sentence in sentences if not sentence.is_placeholder]
    for place, sentence in enumerate(spoken):
        defined = explained(spoken, place)
        if defined is None or stems(defined) <= stems(topic) or not terms.is_technical(stems(defined), defined):
            continue
        key = stems(defined)
        asked = place - 1 if place and spoken[place - 1].text.endswith("?") else place
        first = next(
            (s for s in spoken[:asked] if s.fact_ids and s.beat_id != spoken[0].beat_id and terms.uses(s.text, key)),
            None,
        )
        is_told = any(terms.definition(s.text) and terms.uses(s.text, key) for s in spoken[:asked] if first)
        if first is not None and not is_told:
            found.append((first, defined, sentence))
    return found


def explained(sentences: Sequence[ScriptSentence], place: int) -> str | None:
    """Return the term that a sentence explains, by itself or as the answer to the question before it, or None."""
    sentence = sentences[place]
    if sentence.kind is not SentenceKind.SOURCED:
        return None
    found = terms.definition(terms.stated(sentence.text))
    if found is not None:
        return found.term
    asked = (
        re.search(r"\b(?:is|are|['’]s|mean by) ([^?]+?)(?:, really)?\?$", sentences[place - 1].text) if place else None
    )
    return asked.group(1) if asked and re.match(r"(?:It|They)\b", sentence.text) else None


def jumps(sentences: Sequence[ScriptSentence], sections: Mapping[str, Section]) -> list[ScriptSentence]:
    """Return the sentences that go to another section of the sources without a turn, a connective or a shared word."""
    spoken = [sentence for sentence in sentences if not sentence.is_placeholder]
    found = []
    for last, sentence in pairwise(spoken):
        are_facts = last.kind is SentenceKind.SOURCED and sentence.kind is SentenceKind.SOURCED
        if not are_facts or not last.fact_ids or not sentence.fact_ids:
            continue
        is_elsewhere = sections.get(last.fact_ids[-1]) != sections.get(sentence.fact_ids[0])
        if is_elsewhere and not _CONNECTED.match(sentence.text) and not stems(last.text) & stems(sentence.text):
            found.append(sentence)
    return found


def dangling(sentences: Sequence[ScriptSentence], sections: Mapping[str, Section]) -> list[ScriptSentence]:
    """Return the sourced sentences that open with a pronoun for which nothing stands right before."""
    spoken = [sentence for sentence in sentences if not sentence.is_placeholder]
    found = []
    for place, sentence in enumerate(spoken):
        points_back = _POINTS_BACK.match(sentence.text) and not _EMPTY_SUBJECT.match(sentence.text)
        if sentence.kind is not SentenceKind.SOURCED or not points_back:
            continue
        last = spoken[place - 1] if place else None
        is_answer = last is not None and last.text.endswith("?")
        is_next = (
            last is not None
            and bool(last.fact_ids)
            and sections.get(last.fact_ids[-1]) == sections.get(sentence.fact_ids[0])
        )
        if not (is_answer or is_next):
            found.append(sentence)
    return found


def unanswered(sentences: Sequence[ScriptSentence]) -> list[ScriptSentence]:
    """Return the questions after which no fact is told soon. The last question of an opening may stand over all of it."""
    spoken = [sentence for sentence in sentences if not sentence.is_placeholder]
    first_beat = spoken[0].beat_id if spoken else ""
    return [
        sentence
        for place, sentence in enumerate(spoken)
        if sentence.text.endswith("?")
        and sentence.beat_id != first_beat
        and not any(after.fact_ids for after in spoken[place + 1 : place + 1 + _ANSWERED_WITHIN])
    ]


def worn(sentences: Sequence[ScriptSentence]) -> list[tuple[ScriptSentence, str, int]]:
    """Return (sentence, turn of phrase, times) for each turn of phrase or frame heard more than three times, at its last."""
    heard: dict[str, list[ScriptSentence]] = {}
    for sentence in sentences:
        turn = _TURNS.match(sentence.text)
        key = sentence.frame_id or (turn.group().strip() if turn else None)
        if key and sentence.kind is not SentenceKind.STORY:
            heard.setdefault(key, []).append(sentence)
    return [(said[-1], " ".join(said[-1].text.split()[:3]), len(said)) for said in heard.values() if len(said) > _WORN]


def frame_uses(sentences: Sequence[ScriptSentence]) -> Counter[str]:
    """Return how often each phrasing frame carries a sentence."""
    return Counter(sentence.frame_id for sentence in sentences if sentence.frame_id)
