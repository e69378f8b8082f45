"""How a script holds together: what each sentence takes up from before it, and what the whole promises, keeps and recalls.

Local: a sentence takes up an entity of the two before it, points back, or opens with a word that says how it follows (the
local part of centering theory, Grosz, Joshi and Weinstein 1995, with content words for entities). Global: what the
promise announces comes, in that order; the recap covers the beats; the end comes back to the beginning. What the hook
promises is traced by `hooks.promises`.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipelines.models import ScriptSentence, SentenceKind
from pipelines.sentences import normalised_words
from pipelines.writing import grammar
from pipelines.writing.themes import stems

_LOOKS_BACK = 2  # sentences
_OPENING = 4  # words in which a sentence that goes against another one would point at it
_POINTS_BACK = re.compile(
    r"(?i)\b(?:it|its|they|them|their|this|these|those|that|such|he|she|his|her|both|another|other|others|same|similar|one|ones|each|then|here|there)\b"
)
_POINTS_AHEAD = re.compile(r"(?i)^(?:here(?:['’]s| is| are)|so here|the (?:gist|point|idea|answer) is)\b|:$")
_PLACED = re.compile(
    r"(?i)^(?:in|at|by|when|for|after|during|once|since|until|before|today|now|okay|again|remember|take|look|first|second|third|if|as|with|from|on)\b"
)
_CONTRASTS = re.compile(r"^(?:But|However|Yet|Still|Instead),? ")
_CONCLUDES = re.compile(r"^(?:Therefore|Thus|Hence|That['’]s why),? ")
_STATIONS = re.compile(
    r"(?i)\b(?:start with|begin with|go on to|from there we['’]ll get to|get to|end with|finish with) (.+?)(?=, (?:go on|and end|and from|end)|[.?!]|$| and end with)"
)
_FORM = 6  # letters that the forms of one word share
_COVERED = 0.4  # share of a beat's most told words that one sentence of the recap has
_LARGE = 0.12  # share of the told words from which a beat must come back in the recap


def unlinked(sentences: Sequence[ScriptSentence], topic: str) -> list[ScriptSentence]:
    """Return the sourced sentences that take nothing up of the two before them, though those belong to the same part.

    A sentence right behind a question or a turn is tied to that.
    """
    spoken = [sentence for sentence in sentences if not sentence.is_placeholder]
    found = []
    for place, sentence in enumerate(spoken):
        before = spoken[max(0, place - _LOOKS_BACK) : place]
        if sentence.kind is not SentenceKind.SOURCED or not before or before[-1].kind is not SentenceKind.SOURCED:
            continue
        if before[-1].beat_id != sentence.beat_id or is_tied(sentence.text) or _POINTS_AHEAD.search(before[-1].text):
            continue
        said = stems(" ".join(other.text for other in before)) | stems(topic)
        if not stems(sentence.text) & said:
            found.append(sentence)
    return found


def is_tied(text: str) -> bool:
    """Whether a sentence says by its own words that it goes on from what was said: a connective, a pronoun, a time or place."""
    opening = " ".join(text.split()[: 2 * _OPENING])
    return grammar.has_connective(text) or _PLACED.match(text) is not None or _POINTS_BACK.search(opening) is not None


def loose_connectives(sentences: Sequence[ScriptSentence], topic: str) -> list[tuple[ScriptSentence, str]]:
    """Return (sentence, connective) where a contrast or a conclusion is announced and nothing stands before that it could be of."""
    spoken = [sentence for sentence in sentences if not sentence.is_placeholder]
    found = []
    told: ScriptSentence | None = None  # the last sentence that stated something
    for before, sentence in pairwise(spoken):
        told = before if before.kind is not SentenceKind.RHETORIC else told
        match = _CONTRASTS.match(sentence.text) or _CONCLUDES.match(sentence.text)
        is_free = sentence.kind is SentenceKind.SOURCED and sentence.frame_id is None
        if match is None or not is_free or before.text.endswith("?"):
            continue
        is_apart = before is not told or before.beat_id != sentence.beat_id
        shares = (stems(told.text) & stems(sentence.text)) - stems(topic) if told else frozenset()
        opening = " ".join(sentence.text.split()[:_OPENING])
        if is_apart and not shares and not _POINTS_BACK.search(opening):
            found.append((sentence, match.group().strip(" ,")))
    return found


def stations(sentence: ScriptSentence) -> list[str]:
    """Return what a sentence announces, in its order: "we'll start with A, go on to B, and end with C" → [A, B, C]."""
    if sentence.kind is not SentenceKind.RHETORIC or not re.search(r"(?i)\bstart with|begin with", sentence.text):
        return []
    return [part.strip() for match in _STATIONS.finditer(sentence.text) for part in match.group(1).split(" and ")]


def broken_promises(
    sentences: Sequence[ScriptSentence], telling: frozenset[str]
) -> list[tuple[ScriptSentence, str, str]]:
    """Return (promise, station, what is wrong) for each station announced that never comes, or comes out of its turn.

    `telling` are the ids of the beats that tell facts.
    """
    body = [s for s in sentences if s.beat_id in telling and not s.is_placeholder]
    found = []
    for sentence in sentences:
        last = -1
        for station in stations(sentence):
            place = _first_about(body, station)
            if place is None:
                found.append((sentence, station, "never comes"))
            elif place < last:
                found.append((sentence, station, "comes before what is announced in front of it"))
            else:
                last = place
    return found


def _first_about(body: Sequence[ScriptSentence], station: str) -> int | None:
    if re.fullmatch(r"(?i)how we know(?: .*)?", station):
        return len(body) - 1 if body else None  # evidence: anywhere, so never out of its turn
    wanted = stems(station)
    spoken = (place for place, sentence in enumerate(body) if wanted and _about(sentence.text, wanted))
    return next(spoken, None)


def _about(text: str, wanted: frozenset[str]) -> bool:
    """Whether a text has most of the wanted stems, in any of their forms: "supernova" is there in "supernovae"."""
    said = stems(text)
    found = sum(any(own[:_FORM] == stem[:_FORM] for own in said) for stem in wanted)
    return 2 * found >= len(wanted) + (len(wanted) > 1)


def uncovered(
    sentences: Sequence[ScriptSentence], recap: frozenset[str], telling: Sequence[str]
) -> list[tuple[str, ScriptSentence]]:
    """Return (beat id, where the recap begins) for each large beat that tells facts and of which the recap says nothing."""
    again = [s for s in sentences if s.beat_id in recap and s.kind is SentenceKind.SOURCED]
    if not again:
        return []
    told = {beat: [s for s in sentences if s.beat_id == beat and s.kind is SentenceKind.SOURCED] for beat in telling}
    n_words = {beat: sum(len(normalised_words(s.text)) for s in said) for beat, said in told.items()}
    total = sum(n_words.values()) or 1
    cited = {fact_id for sentence in again for fact_id in sentence.fact_ids}
    recalled = stems(" ".join(sentence.text for sentence in again))
    return [
        (beat, again[0])
        for beat, said in told.items()
        if n_words[beat] / total >= _LARGE
        and not any(set(sentence.fact_ids) & cited for sentence in said)
        and not _recalls(said, recalled)
    ]


def _recalls(said: Sequence[ScriptSentence], recalled: frozenset[str]) -> bool:
    counts: dict[str, int] = {}
    for sentence in said:
        for stem in stems(sentence.text):
            counts[stem] = counts.get(stem, 0) + 1
    own = {stem for stem, count in counts.items() if count > 1}
    return bool(own) and len(own & recalled) >= _COVERED * len(own)


def comes_back(sentences: Sequence[ScriptSentence], contents: Mapping[str, Sequence[str]], topic: str) -> bool:
    """Whether the end takes up the opening: a word of the hook's, beyond the topic's, or a word that says so."""
    opening = [s for s in sentences if "hook" in contents.get(s.beat_id, ()) and "fact" not in contents[s.beat_id]]
    ending = [s for s in sentences if {"recap", "close"} & set(contents.get(s.beat_id, ()))]
    if not opening or not ending:
        return True
    said = " ".join(sentence.text for sentence in ending)
    if re.search(
        r"(?i)\b(?:where we (?:started|began)|(?:question|story) (?:we|I) (?:started|began|opened) with|at the (?:start|beginning))\b",
        said,
    ):
        return True
    own = stems(" ".join(sentence.text for sentence in opening)) - stems(topic)
    return not own or bool(own & stems(said))
