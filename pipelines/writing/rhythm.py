"""Rhythm: neighbouring sentences of a finished draft put together or taken apart, as the creator's own sentences run."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from pipelines.models import ScriptSentence, SentenceKind, content_id
from pipelines.sentences import normalised_words
from pipelines.writing import grammar, spoken_forms
from pipelines.writing.manuscript import Manuscript
from pipelines.writing.rules import MAX_VERBATIM_WORDS, unquoted, verbatim_places
from pipelines.writing.steering import Steering
from pipelines.writing.themes import stems

Voice = Callable[[Sequence[str]], list[float | None]]

_LONGEST = 28  # words of sentences put together
_SHORTEST = 4  # words of a sentence taken apart
_ATTEMPTS = 5
_GAIN = 0.04  # in voice, below which a sentence stays as it is
_AND_EVERY = 5  # sentences between two that "And" opens
_CONTRACTED = re.compile(r"\b([Ii]t|[Tt]hat|[Tt]hey|[Yy]ou|[Ww]e|[Tt]here|[Ww]hat)['’](s|re) (?!been\b|got\b)")
_FULL = {"s": "is ", "re": "are "}
_JOINT = re.compile(r", (?=(?:and|but|so) )")
_STANDS_ALONE = (
    "First,", "Second,", "Third,", "Remember,", "Again,", "And again,", "Here", "That", "But", "Take ", "Look at ", "And then",
)  # fmt: skip
"""Beginnings of sentences that nothing is joined to."""

_OPENS_PLAINLY = re.compile(
    r"(?i)^(?:it|they|the|an?|its|their|there|you|we|this|these|that|[a-z]+ (?:is|are|was|were|can|could|has|have))\b"
)


def in_rhythm(
    manuscript: Manuscript, sections: Mapping[str, object], voice: Voice, contraction_rate: float = 1.0
) -> list[ScriptSentence]:
    """Return the draft with sentences joined, split or opened by "And" where that is nearer to the creator's voice.

    Only sentences of one section (`sections`: fact id → section) are joined, what they cite is added up, and no word is
    added but "and".
    """
    fixed: set[str] = set()  # facts whose sentences stay, because a change would leave a run of source words
    for _ in range(_ATTEMPTS):
        lines = _changed(manuscript, sections, voice, contraction_rate, fixed)
        repeated = verbatim_places(lines, manuscript.material.index)
        if not repeated:
            return lines
        places = [lines.index(line) for line, _ in repeated]
        fixed |= {
            fact_id for place in places for line in lines[max(0, place - 2) : place + 1] for fact_id in line.fact_ids
        }
    return manuscript.lines


def _changed(
    manuscript: Manuscript, sections: Mapping[str, object], voice: Voice, contraction_rate: float, fixed: Set[str]
) -> list[ScriptSentence]:
    lines: list[ScriptSentence] = []
    steering = manuscript.material.steering
    since_and = _AND_EVERY
    for line in manuscript.lines:
        is_fixed = bool(fixed & set(line.fact_ids)) or bool(lines and fixed & set(lines[-1].fact_ids))
        options = [] if is_fixed else list(_options(manuscript, sections, lines, line, since_and))
        allowed = [option for option in options if all(steering.allows(other.text) for other in option[-2:])]
        lines = _best(lines, line, allowed, voice, steering.length_bonus)
        since_and = 0 if lines[-1].text.startswith("And ") else since_and + 1
    return [
        replace(line, ordinal=place, sentence_id=content_id(line.project_key, place, line.text))
        for place, line in enumerate(contracted(lines, contraction_rate, fixed, steering))
    ]


def contracted(
    lines: Sequence[ScriptSentence], rate: float, fixed: Set[str], steering: Steering
) -> Iterator[ScriptSentence]:
    """Write out as many contractions as the creator does: in every sentence after which the share is above their rate."""
    short = full = 0
    for line in lines:
        found = len(_CONTRACTED.findall(line.text)) if line.kind is not SentenceKind.STORY else 0
        is_free = line.frame_id is None and not fixed & set(line.fact_ids)
        text = _CONTRACTED.sub(_written_out, line.text)
        if found and is_free and short + found > rate * (short + full + found) + 1 and steering.allows(text):
            yield replace(line, text=text)
            full += found
        else:
            yield line
            short += found


def _written_out(match: re.Match[str]) -> str:
    return f"{match.group(1)} {_FULL[match.group(2)]}"


def _best(
    lines: list[ScriptSentence],
    line: ScriptSentence,
    options: list[list[ScriptSentence]],
    voice: Voice,
    length_bonus: float,
) -> list[ScriptSentence]:
    plain = [*lines, line]
    if not options:
        return plain
    candidates = [plain, *options]
    scores = [
        _score(candidate[max(0, len(lines) - 1) :], voice) + length_bonus * (len(plain) - len(candidate))
        for candidate in candidates
    ]
    best = max(range(len(candidates)), key=lambda place: (scores[place], -place))
    return candidates[best] if scores[best] > scores[0] + _GAIN else plain


def _score(lines: Sequence[ScriptSentence], voice: Voice) -> float:
    """Return the mean voice of sentences, each counted by its words."""
    weighed = [
        (score, len(normalised_words(line.text)))
        for line, score in zip(lines, voice([line.text for line in lines]), strict=True)
        if score is not None
    ]
    return sum(score * n for score, n in weighed) / sum(n for _, n in weighed) if weighed else 0.0


def _options(
    manuscript: Manuscript,
    sections: Mapping[str, object],
    lines: list[ScriptSentence],
    line: ScriptSentence,
    since_and: int,
) -> Iterator[list[ScriptSentence]]:
    if line.kind is not SentenceKind.SOURCED or unquoted(line.text) != line.text or line.frame_id:
        return
    if parts := _parts(line):
        yield [*lines, *parts]
    last = lines[-1] if lines else None
    if last is None or not _belongs(last, line) or not _OPENS_PLAINLY.match(line.text):
        return
    if sections.get(last.fact_ids[-1]) != sections.get(line.fact_ids[0]):
        return
    before = " ".join(unquoted(other.text) for other in lines[-3:-1] if not other.is_placeholder)
    if not _leans(last, line):
        return
    joined = f"{last.text[:-1]}, and {manuscript.lowered(line.text)}"
    n_words = len(normalised_words(joined))
    if (
        n_words <= _LONGEST
        and joined.count(",") <= 2
        and joined.count(" and ") <= 2
        and _is_own(manuscript, f"{before} {joined}")
    ):
        yield [*lines[:-1], _with(manuscript, last, joined, (*last.fact_ids, *line.fact_ids))]
    opened = f"And {manuscript.lowered(line.text)}"
    if since_and >= _AND_EVERY and _is_own(manuscript, f"{before} {last.text} {opened}"):
        yield [*lines, _with(manuscript, line, opened, line.fact_ids)]


def _leans(last: ScriptSentence, line: ScriptSentence) -> bool:
    """Whether a sentence speaks on about what the last one spoke of."""
    return re.match(r"(?:It|They|Its|Their)\b", line.text) is not None or bool(stems(last.text) & stems(line.text))


def _belongs(last: ScriptSentence, line: ScriptSentence) -> bool:
    """Whether a sentence goes on where the last one stopped: same beat, same visual run, both plain statements."""
    return (
        last.kind is SentenceKind.SOURCED
        and last.beat_id == line.beat_id
        and last.frame_id is None
        and last.text.endswith(".")
        and unquoted(last.text) == last.text
        and not grammar.has_connective(line.text)
        and not last.text.startswith(_STANDS_ALONE)
        and not line.text.startswith(_STANDS_ALONE)
    )


def _parts(line: ScriptSentence) -> list[ScriptSentence] | None:
    """Take a sentence apart in front of a clause that "and", "but" or "so" adds."""
    for match in _JOINT.finditer(line.text):
        first, second = line.text[: match.start()], line.text[match.end() :]
        rest = second.split(maxsplit=1)[1]
        long_enough = min(len(first.split()), len(rest.split())) >= _SHORTEST
        if long_enough and grammar.is_clause(first) and "," not in first and grammar.starts_clause(rest):
            texts = (f"{first}.", spoken_forms.capitalised(second))
            n_words = [len(normalised_words(text)) for text in texts]
            return [
                replace(
                    line, text=text, visual=line.visual if place == 0 else "", seconds=line.seconds * n / sum(n_words)
                )
                for place, (text, n) in enumerate(zip(texts, n_words, strict=True))
            ]
    return None


def _is_own(manuscript: Manuscript, text: str) -> bool:
    return manuscript.material.index.longest_run(text)[1] <= MAX_VERBATIM_WORDS


def _with(manuscript: Manuscript, line: ScriptSentence, text: str, fact_ids: Sequence[str]) -> ScriptSentence:
    seconds = 60.0 * len(normalised_words(text)) / manuscript.material.words_per_minute
    return replace(line, text=text, fact_ids=tuple(dict.fromkeys(fact_ids)), seconds=seconds)
