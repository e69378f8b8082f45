"""Changes of a script as pure functions: cut, move, insert, reword; and what each of them must not break.

A sentence keeps its id while it is moved or reworded; `mending` numbers the script anew at the end.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.models import ScriptSentence, SentenceKind, content_id
from pipelines.sentences import normalised_words
from pipelines.writing import continuity, grammar
from pipelines.writing.spoken_forms import capitalised

Lines = Sequence[ScriptSentence]
_LEANS = re.compile(
    r"(?i)^(?:[^,.]{0,30}, )?(?:(?:and|but|so|or|yet|then|also|because|instead|however|for example|for instance|in fact),? )?"
    r"(?:\w+ ){0,3}(?:it|its|they|them|their|this|these|those|such|he|she|his|her|that|both|another|others?)\b"
)
_OPENS = re.compile(r"^(?:And|But|So|Now|Yet|Still|However|Instead|Therefore|Thus|Hence|Then|That['’]s why),? ")


@dataclass(frozen=True)
class Repair:
    """A proposed change: what is done, in words for a person, and the script after it."""

    what: str
    script: tuple[ScriptSentence, ...]


def start(sentence: ScriptSentence) -> str:
    """Return the first words of a sentence, to name it by."""
    said = sentence.text.split()
    return " ".join(said[:8]) + (" …" if len(said) > 8 else "")


def cut(script: Lines, sentence: ScriptSentence) -> Repair:
    """Leave a sentence out, with the question before it that it answers."""
    place = script.index(sentence)
    asks = place > 0 and script[place - 1].text.endswith("?") and sentence.kind is SentenceKind.SOURCED
    return Repair(f"Cut “{start(sentence)}”.", (*script[: place - asks], *script[place + 1 :]))


def moves(script: Lines, sentence: ScriptSentence, places: Iterable[ScriptSentence]) -> Iterator[Repair]:
    """Yield the script with a sentence put in front of each of `places` that does not move with it."""
    first, last = group(script, sentence)
    for before in places:
        if before not in script[first : last + 2]:
            yield move(script, sentence, before)


def move(script: Lines, sentence: ScriptSentence, before: ScriptSentence) -> Repair:
    """Put a sentence, with its question and what leans on it, in front of another one, and in that one's beat.

    Raises:
        ValueError: `before` moves with the sentence.
    """
    first, last = group(script, sentence)
    taken = [replace(line, beat_id=before.beat_id) for line in script[first : last + 1]]
    rest = [*script[:first], *script[last + 1 :]]
    place = rest.index(before)
    return Repair(f"Move “{start(sentence)}” in front of “{start(before)}”.", (*rest[:place], *taken, *rest[place:]))


def group(script: Lines, sentence: ScriptSentence) -> tuple[int, int]:
    """Return first and last place of a sentence with its question and the sentences behind it that lean on it."""
    first = last = script.index(sentence)
    if first and script[first - 1].text.endswith("?") and script[first - 1].kind is SentenceKind.RHETORIC:
        first -= 1
    while last + 1 < len(script) and script[last + 1].kind is SentenceKind.SOURCED and leans(script[last + 1].text):
        last += 1
    return first, last


def insert(
    script: Lines, before: ScriptSentence, text: str, kind: SentenceKind, fact_ids: Sequence[str], why: str
) -> Repair:
    """Say something in front of a sentence, in its beat."""
    place = script.index(before)
    line = replace(
        before,
        sentence_id=content_id(before.project_key, "said before", before.sentence_id, text),
        text=text,
        kind=kind,
        fact_ids=tuple(fact_ids),
        story_id=None,
        frame_id=None,
        visual="",
        is_placeholder=False,
    )
    return Repair(f"{why} “{text}” in front of “{start(before)}”.", (*script[:place], line, *script[place:]))


def reword(script: Lines, sentence: ScriptSentence, text: str) -> Repair:
    """Say a sentence otherwise."""
    place = script.index(sentence)
    changed = replace(sentence, text=text)
    return Repair(f"Say “{text}” instead.", (*script[:place], changed, *script[place + 1 :]))


def without_opener(text: str) -> str:
    """Return a sentence without the word that ties it to the one before."""
    return capitalised(_OPENS.sub("", text))


def leans(text: str) -> bool:
    """Whether a sentence may be understood only right behind the one it stands behind."""
    return grammar.has_connective(text) or _LEANS.match(text) is not None


def is_sound(before: Lines, after: Lines) -> bool:
    """Whether each sentence that leans on the one in front of it still stands behind that one, and each answer behind its question.

    A sentence that was reworded may stand where it stood. A sentence that states nothing may open with "So" anywhere.
    """
    predecessor = {line.sentence_id: other.sentence_id for other, line in pairwise(before)}
    old_text = {line.sentence_id: line.text for line in before}
    for previous, line in pairwise(after):
        if predecessor.get(line.sentence_id) == previous.sentence_id:
            continue
        is_new = line.sentence_id not in old_text
        if not is_new and (leans(line.text) if line.fact_ids else _LEANS.match(line.text)):
            return False
        is_question = previous.text.endswith("?") and previous.sentence_id in old_text
        if is_question and not (is_new and continuity.is_tied(line.text)):
            return False
    return True


def length(script: Lines) -> int:
    """Return the number of spoken words."""
    return sum(len(normalised_words(line.text)) for line in script if not line.is_placeholder)
