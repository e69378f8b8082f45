"""The openings offered for a project: the best of each kind, ranked by stated criteria, each promise with what pays it."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from pipelines.models import Hook, HookKind, HookPromise, Project, content_id
from pipelines.writing.hooks import criteria
from pipelines.writing.hooks.kinds import Opening, openings
from pipelines.writing.hooks.source import Source
from pipelines.writing.rules import MAX_VERBATIM_WORDS
from pipelines.writing.safety import policy
from pipelines.writing.themes import stems

Voice = Callable[[Sequence[str]], list[float | None]]
_LEADS_OVER = ("So", "But")
_HEARD = 6  # openings of a kind whose voice is scored


def offered(
    source: Source, voice: Voice, proposed: Sequence[Opening] = (), unwanted: Container[str] = ()
) -> list[Hook]:
    """Return the best opening of each kind, best first; a kind is missing where the facts give none.

    `proposed` are openings by a model, which stand the same comparison as those made here. No fact opens two of them. Which
    comes first is decided by `criteria.score`. Openings in the words of one that is `unwanted` are left out, unless there is no other.
    """
    told = [stems(" ".join(planned.fact.sentences)) for planned in source.planned]
    ranked: list[tuple[float, Opening, dict[str, float | None]]] = []
    for kind in HookKind:
        own = [option for option in proposed if option.kind is kind]
        made = (option if source.contracts else _written_out(option) for option in openings(kind, source))
        options = [option for option in (*made, *own) if _may_be_said(option, source)]
        judged = [(_judged(option, source, told), option) for option in options]
        judged.sort(key=lambda entry: (-criteria.score(entry[0]), entry[1].sentences))
        best = [(found, _in_voice(option, voice)) for found, option in judged[:_HEARD]]
        for found, option in best:
            found["voice"] = _mean(voice(option.sentences))
        ranked += [(criteria.score(found), option, found) for found, option in best]
    ranked = [entry for entry in ranked if " ".join(entry[1].sentences) not in unwanted] or ranked
    ranked.sort(key=lambda entry: (-entry[0], entry[1].kind, entry[1].sentences))
    return [
        _hook(source.manuscript.material.project, ordinal, option, found, source)
        for ordinal, (_, option, found) in enumerate(_one_a_kind(ranked))
    ]


def _one_a_kind(
    ranked: Sequence[tuple[float, Opening, dict[str, float | None]]],
) -> list[tuple[float, Opening, dict[str, float | None]]]:
    kept: list[tuple[float, Opening, dict[str, float | None]]] = []
    used: set[str] = set()
    for score, option, found in ranked:
        asked = {gap.question for gap in option.gaps if gap.is_specific}
        if all(option.kind is not other.kind for _, other, _ in kept) and not (option.fact_ids | asked) & used:
            kept.append((score, option, found))
            used |= option.fact_ids | asked
    return kept


def _written_out(option: Opening) -> Opening:
    """Say "what is" for "what's", for a creator who does not contract; facts are worded so before."""
    lines = (replace(line, text=re.sub(r"(?i)\b(what)['’]s\b", r"\1 is", line.text)) for line in option.lines)
    return replace(option, lines=tuple(lines))


def _in_voice(option: Opening, voice: Voice) -> Opening:
    """Lead over to the question with the word that is nearest to the creator's voice, where something stands before it."""
    *before, last = option.lines
    if not before or not last.text.startswith("So ") or before[-1].text.startswith("But "):
        return option
    texts = [re.sub(r"^So\b", word, last.text) for word in _LEADS_OVER]
    scores = voice(texts)
    best = max(range(len(texts)), key=lambda place: (scores[place] or 0.0, -place))
    return replace(option, lines=(*before, replace(last, text=texts[best])))


def _may_be_said(option: Opening, source: Source) -> bool:
    """Whether an opening leaves something open that the script closes, and breaks no rule. A story is its own reward."""
    steering = source.manuscript.material.steering
    is_own = source.manuscript.run_after(" ".join(option.sentences)) <= MAX_VERBATIM_WORDS
    if any(rule.breach(text) for text in option.sentences for rule in policy.load()):
        return False  # what limits ads does so most of all in the first seconds
    is_paid = bool(option.gaps) or option.story_id is not None
    return is_paid and (is_own or option.story_id is not None) and all(map(steering.allows, option.sentences))


def _judged(option: Opening, source: Source, told: Sequence[frozenset[str]]) -> dict[str, float | None]:
    said = option.sentences
    curious = [criteria.curiosity(said, gap) for gap in option.gaps]
    return {
        "specificity": criteria.specificity(said),
        "curiosity": sum(curious) / len(curious) if curious else 0.0,
        "promise": criteria.promise(said, told),
        "ease": criteria.ease(said, source.topic),
        "voice": None,
        "opening": source.style.fit(option.kind),
    }


def _reason(option: Opening, found: dict[str, float | None]) -> str:
    """Say where each question is answered, and the criteria."""
    paid = [f"“{gap.question}” is answered in “{gap.payoffs[0].beat.name}”." for gap in option.gaps]
    return " ".join([*paid, f"{criteria.explained(found)}."])


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _hook(project: Project, ordinal: int, option: Opening, found: dict[str, float | None], source: Source) -> Hook:
    return Hook(
        hook_id=content_id(project.project_key, ordinal, " ".join(option.sentences)),
        project_key=project.project_key,
        ordinal=ordinal,
        kind=option.kind.value,
        sentences=option.sentences,
        kinds=tuple(line.kind for line in option.lines),
        fact_ids=tuple(line.fact_ids for line in option.lines),
        score=criteria.score(found),
        reason=_reason(option, found),
        engine=option.engine,
        criteria={name: None if value is None else round(value, 4) for name, value in found.items()},
        promises=tuple(HookPromise(gap.question, gap.payoffs[0].beat.beat_id, gap.fact_ids) for gap in option.gaps),
        style=source.style.told(option.kind),
        story_id=option.story_id,
    )
