"""Whether a script keeps what its opening promises: the sentence that pays each promise, or none."""

from collections.abc import Iterator, Sequence

from pipelines.models import Hook, HookPromise, ScriptSentence
from pipelines.sentences import normalised_words


def payments(hook: Hook, sentences: Sequence[ScriptSentence]) -> Iterator[tuple[HookPromise, ScriptSentence | None]]:
    """Yield each promise of the opening with the first sentence behind it that tells one of the facts that pay it."""
    after = sentences[_opening_length(hook, sentences) :]
    for promise in hook.promises:
        wanted = set(promise.fact_ids)
        yield promise, next((sentence for sentence in after if wanted.intersection(sentence.fact_ids)), None)


def asked_in(promise: HookPromise, hook: Hook, sentences: Sequence[ScriptSentence]) -> ScriptSentence | None:
    """Return the sentence of the opening that asks a promise's question: the one that shares most of its words."""
    opening = sentences[: _opening_length(hook, sentences)]
    wanted = set(normalised_words(promise.text))
    return max(opening, key=lambda s: (len(wanted & set(normalised_words(s.text))), s.ordinal), default=None)


def opening_of(hooks: Sequence[Hook], sentences: Sequence[ScriptSentence]) -> Hook | None:
    """Return the hook with which a script opens, word for word; None where a person has written another opening."""
    said = [sentence.text for sentence in sentences]
    return next(
        (hook for hook in hooks if hook.sentences and said[: len(hook.sentences)] == list(hook.sentences)), None
    )


def _opening_length(hook: Hook, sentences: Sequence[ScriptSentence]) -> int:
    """Number of sentences with which a script says the hook; 0 where it opens otherwise."""
    return len(hook.sentences) if opening_of([hook], sentences) else 0
