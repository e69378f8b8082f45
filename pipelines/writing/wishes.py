"""What a creator asked of their style, held against a script: what was banned and is said, what was asked and is not there."""

from collections.abc import Iterator, Sequence

from pipelines.models import ControlAction, ScriptSentence, StyleControl
from pipelines.sentences import normalised_words
from pipelines.voice.controls import not_followed

_WANTED = (ControlAction.PIN, ControlAction.RAISE)


def banned_places(
    sentences: Sequence[ScriptSentence], controls: Sequence[StyleControl]
) -> list[tuple[ScriptSentence, str]]:
    """Return the sentences that hold a banned phrase, with the phrase; words that the creator fills in are their own."""
    banned = [row.target for row in controls if row.kind == "phrase" and row.action is ControlAction.BAN]
    return [
        (sentence, phrase)
        for sentence in sentences
        if not sentence.is_placeholder
        for phrase in banned
        if _holds(sentence, phrase)
    ]


def not_met(sentences: Sequence[ScriptSentence], controls: Sequence[StyleControl]) -> Iterator[tuple[str, str]]:
    """Yield what of the controls has no effect on a script, with the remedy."""
    is_offline = all(sentence.engine.startswith("offline") for sentence in sentences)
    for row in controls:
        clear = f"Take it back with `lectern style clear {row.channel_key} {row.target!r}`"
        if is_offline and (wish := not_followed(row)):
            yield (
                f"You asked to {wish}. The offline writer has no choice that moves it, so this script does not follow.",
                f"Draft with a language model, which is told of it. {clear} to be asked no more.",
            )
        elif row.kind == "phrase" and row.action in _WANTED and not any(_holds(one, row.target) for one in sentences):
            yield (
                f"You asked for “{row.target}”, and no sentence says it: no phrasing of yours that fits here holds it.",
                f"Say it where you want it. {clear} to be asked no more.",
            )


def _holds(sentence: ScriptSentence, phrase: str) -> bool:
    return f" {phrase} " in f" {' '.join(normalised_words(sentence.text))} "
