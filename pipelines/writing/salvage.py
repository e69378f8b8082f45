"""What is kept of a beat whose every version was refused: its sentences that break no rule, and the offline engine's beside them.

A sentence that still breaks a rule after the model was told so is never kept. The facts that it cites are told as the
offline engine tells them, or are left out; the review says which.
"""

from collections.abc import Iterator, Sequence

from pipelines.model_replies import parsed
from pipelines.models import Hook, OutlineBeat, ScriptSentence, SentenceKind, Severity, VerifiedFact
from pipelines.settings import OFFLINE_ENGINE
from pipelines.writing import drafted, utterances
from pipelines.writing.beat_briefs import BeatBrief
from pipelines.writing.drafted import Allowed, DraftedBeat

_Found = tuple[str, Severity, str | None, str, str]  # rule, severity, sentence id, message, remedy


def salvaged(
    allowed: Allowed, brief: BeatBrief, reply: str, before: Sequence[ScriptSentence] = ()
) -> list[ScriptSentence] | None:
    """Return the sentences that a refused reply leaves, in its order; None where it is no beat or leaves too little of one.

    Too little: no sentence of the model's own, or none of the facts that the beat has to tell. `before` are sentences that
    stand right before the beat.
    """
    beat, _ = parsed(reply, DraftedBeat, None)
    kept = drafted.typed(allowed, brief.beat, beat.sentences) if beat else []
    while wrong := {place for place, _ in drafted.broken_rules(allowed, brief.facts, kept, before)}:
        kept = _without(allowed, brief, kept, wrong)
    told = {fact_id for sentence in kept for fact_id in sentence.fact_ids}
    is_own = any(sentence.engine == allowed.engine for sentence in kept)
    return kept if is_own and (told & brief.due or not brief.due) else None


def _without(
    allowed: Allowed, brief: BeatBrief, sentences: Sequence[ScriptSentence], wrong: set[int]
) -> list[ScriptSentence]:
    """Return sentences without the wrong ones: the model's give way to the offline engine's on the same facts, those to none.

    Every round has fewer sentences by the model than the one before, or as many and fewer by the offline engine.
    """
    standing = {i for place, one in enumerate(sentences) if place not in wrong for i in one.fact_ids}
    kept: list[ScriptSentence] = []
    for place, sentence in enumerate(sentences):
        if place not in wrong:
            kept.append(sentence)
        elif sentence.engine == allowed.engine:
            facts = [f for f in brief.facts if f.fact_id in sentence.fact_ids and f.fact_id not in standing]
            standing |= {fact.fact_id for fact in facts}
            kept += _by_rule(allowed, brief, facts)
    return kept


def _by_rule(allowed: Allowed, brief: BeatBrief, facts: Sequence[VerifiedFact]) -> Iterator[ScriptSentence]:
    for said in utterances.spoken(facts, allowed.sources, allowed.frames, allowed.stories, allowed.steering):
        for text in said.sentences:
            kind, ids = (
                (SentenceKind.RHETORIC, ()) if text.endswith("?") else (SentenceKind.SOURCED, (said.fact.fact_id,))
            )
            yield drafted.sentence_of(allowed, brief.beat, text, kind, ids, engine=OFFLINE_ENGINE)


def findings(
    outline: Sequence[OutlineBeat],
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    hook: Hook | None = None,
) -> Iterator[_Found]:
    """Say what of a model's script is not the model's, and which planned facts it does not tell; of an offline one, nothing."""
    opening = set(hook.sentences) if hook else set()
    body = [one for one in sentences if one.text not in opening and not one.is_placeholder]
    by_rule = [one for one in body if one.engine == OFFLINE_ENGINE and one.fact_ids]
    if all(one.engine == OFFLINE_ENGINE for one in body):
        return
    for sentence in by_rule:
        message = "The model's sentence on this fact was refused; this one is by the offline engine."
        yield "offline-sentence", Severity.NOTE, sentence.sentence_id, message, "Say it as you would, or leave it."
    cited, by_id = {i for one in sentences for i in one.fact_ids}, {fact.fact_id: fact for fact in facts}
    for beat in outline:
        missing = [by_id[i].text for i in beat.fact_ids if i in by_id and by_id[i].is_usable and i not in cited]
        if missing:
            listed = " ".join(f"“{text}”" for text in missing)
            message = f"“{beat.title}” does not tell all that was planned for it. Left out: {listed}"
            yield "fact-left-out", Severity.NOTE, None, message, "Nothing, if the beat does without, or tell it there."
