"""What a person can do to a working copy. Each edit is a value; applying it gives a new working copy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipelines.editing import moving, retyping
from pipelines.models import Hook, OutlineBeat, ScriptSentence, SentenceKind, VerifiedFact, WorkingCopy, content_id
from pipelines.sentences import normalised_words, split

MAX_CHARACTERS = 2000
_OF_THE_HOOK = 0.8  # share of a sentence's words that the hook must have for it to be part of the hook
BY_HAND = "by hand"
"""The engine of a sentence that a person wrote or reworded."""


class Action(StrEnum):
    """The kinds of edit."""

    REWORD = "reword"
    DONE = "done"  # the writer has left the sentence: it is split where it holds several
    CUT = "cut"
    INSERT = "insert"  # behind `key`
    CITE = "cite"  # rest on `fact_ids` and nothing else
    VOUCH = "vouch"  # the creator says it on their own account
    EARLIER = "earlier"  # one place
    LATER = "later"
    DIRECT = "direct"  # another visual cue from here on; empty: that of the sentence before
    RETITLE = "retitle"  # a beat
    CHOOSE = "choose"  # a hook


@dataclass(frozen=True)
class Edit:
    """One edit. `key` is a sentence, beat or hook id; `text` and `fact_ids` as the action needs them."""

    action: Action
    key: str
    text: str = ""
    fact_ids: tuple[str, ...] = ()


class EditError(ValueError):
    """An edit that cannot be made; the message says why and what to do. Nothing was changed."""


class GoneError(EditError):
    """The sentence, beat or hook of an edit is not there any more."""


@dataclass(frozen=True)
class Bench:
    """What edits are checked and timed against."""

    facts: Sequence[VerifiedFact]
    words_per_minute: float
    voice: Callable[[Sequence[str]], list[float | None]]


def applied(copy: WorkingCopy, edits: Sequence[Edit], bench: Bench) -> WorkingCopy:
    """Return `copy` after all of `edits`, in order.

    Raises:
        EditError: one of them cannot be made.
    """
    for edit in edits:
        copy = _ACTIONS[edit.action](copy, edit, bench)
    return copy


def _reword(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    place, before = _sentence(copy, edit.key)
    text = _checked(edit.text)
    if text == before.text:
        return copy
    row = retyping.retyped(replace(before, text=text), before, bench.facts)
    return _with(copy, place, place + 1, [_measured(row, bench)])


def _done(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    """Make rows of the sentences that were written into one; the first keeps its id, each cites what bears it out."""
    place, whole = _sentence(copy, edit.key)
    pieces = [span.text for span in split(whole.text)]
    if len(pieces) < 2 or whole.is_placeholder:
        return copy
    rows = [replace(whole, text=pieces[0])]
    rows += [
        replace(whole, text=piece, sentence_id=content_id(whole.sentence_id, n, piece), visual="")
        for n, piece in enumerate(pieces[1:], start=1)
    ]
    rows = [_narrowed(row, bench) for row in rows] if whole.fact_ids else rows
    return _with(copy, place, place + 1, [_measured(row, bench) for row in rows])


def _narrowed(row: ScriptSentence, bench: Bench) -> ScriptSentence:
    alone = [fact_id for fact_id in row.fact_ids if retyping.doubt(row.text, (fact_id,), bench.facts) is None]
    return retyping.cited(row, alone, bench.facts)


def _cut(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    place, before = _sentence(copy, edit.key)
    if len(copy.sentences) == 1:
        raise EditError("This is the last sentence of the script. Reword it instead.")
    following = copy.sentences[place + 1 : place + 2]
    carried = [
        replace(row, visual=before.visual)
        if before.visual and not row.visual and row.beat_id == before.beat_id
        else row
        for row in following
    ]  # the cue goes on over what follows
    return _with(copy, place, place + 1 + len(following), carried)


def _insert(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    place, before = _sentence(copy, edit.key)
    text = _checked(edit.text)
    fresh = replace(
        before, sentence_id=content_id(before.project_key, before.sentence_id, text, len(copy.sentences)), text=text,
        kind=SentenceKind.RHETORIC, fact_ids=(), story_id=None, frame_id=None, is_placeholder=False, visual="",
    )  # fmt: skip
    rows = [
        replace(fresh, text=span.text, sentence_id=content_id(fresh.sentence_id, span.start)) for span in split(text)
    ]
    rows = [retyping.cited(row, (), bench.facts) for row in rows or [fresh]]
    return _with(copy, place + 1, place + 1, [_measured(row, bench) for row in rows])


def _cite(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    place, before = _sentence(copy, edit.key)
    unknown = set(edit.fact_ids) - {fact.fact_id for fact in bench.facts if fact.is_usable}
    if unknown:
        raise EditError(f"{', '.join(sorted(unknown))}: no such fact of this project can be used.")
    return _with(copy, place, place + 1, [retyping.cited(before, edit.fact_ids, bench.facts)])


def _vouch(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    place, before = _sentence(copy, edit.key)
    if before.is_placeholder:
        raise EditError("This place waits for your own words. Write them first.")
    own = replace(before, kind=SentenceKind.OWN, fact_ids=(), story_id=None)
    return _with(copy, place, place + 1, [own])


def _earlier(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    return _moved(copy, edit, -1)


def _later(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    return _moved(copy, edit, 1)


def _moved(copy: WorkingCopy, edit: Edit, step: int) -> WorkingCopy:
    place, _ = _sentence(copy, edit.key)
    rows = moving.moved(copy, place, step)
    if rows is None:
        raise EditError(f"This is the {'first' if step < 0 else 'last'} place of the script already.")
    return _with(copy, 0, len(copy.sentences), rows)


def _direct(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    place, before = _sentence(copy, edit.key)
    return _with(copy, place, place + 1, [replace(before, visual=_checked(edit.text) if edit.text.strip() else "")])


def _retitle(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    place = _place([beat.beat_id for beat in copy.outline], edit.key, "beat")
    beats: list[OutlineBeat] = list(copy.outline)
    beats[place] = replace(beats[place], title=_checked(edit.text))
    return replace(copy, outline=tuple(beats))


def _choose(copy: WorkingCopy, edit: Edit, bench: Bench) -> WorkingCopy:
    """Put a hook first, and its sentences in the place of those of the hook that was in use."""
    place = _place([hook.hook_id for hook in copy.hooks], edit.key, "hook")
    if place == 0:
        return copy
    used, wanted = copy.hooks[0], copy.hooks[place]
    order = [wanted, *copy.hooks[:place], *copy.hooks[place + 1 :]]
    hooks = tuple(replace(hook, ordinal=n) for n, hook in enumerate(order))
    opening = _opening(copy, used)
    first = copy.sentences[0]
    rows = [
        replace(
            first, sentence_id=content_id(wanted.hook_id, n, first.project_key), text=text, kind=kind, fact_ids=tuple(cited),
            story_id=wanted.story_id if kind is SentenceKind.STORY else None, frame_id=None, is_placeholder=False,
            visual=first.visual if n == 0 else "", engine=wanted.engine,
        )
        for n, (text, kind, cited) in enumerate(zip(wanted.sentences, wanted.kinds, wanted.fact_ids, strict=True))
    ]  # fmt: skip
    chosen = replace(copy, hooks=hooks)
    return _with(chosen, 0, opening, [_measured(row, bench, row.engine) for row in rows])


def _opening(copy: WorkingCopy, used: Hook) -> int:
    """Return how many sentences at the start are the hook in use: in its words, joined or parted, or reworded by hand."""
    beat, said = copy.sentences[0].beat_id, set(normalised_words(" ".join(used.sentences)))
    for n, row in enumerate(copy.sentences):
        own = normalised_words(row.text)
        is_told = sum(word in said for word in own) >= _OF_THE_HOOK * len(own)
        is_reworded = row.engine == BY_HAND and n < len(used.sentences)
        if row.beat_id != beat or not (is_told or is_reworded):
            return n
    return len(copy.sentences)


_ACTIONS: dict[Action, Callable[[WorkingCopy, Edit, Bench], WorkingCopy]] = {
    Action.REWORD: _reword,
    Action.DONE: _done,
    Action.CUT: _cut,
    Action.INSERT: _insert,
    Action.CITE: _cite,
    Action.VOUCH: _vouch,
    Action.EARLIER: _earlier,
    Action.LATER: _later,
    Action.DIRECT: _direct,
    Action.RETITLE: _retitle,
    Action.CHOOSE: _choose,
}


def _measured(row: ScriptSentence, bench: Bench, engine: str = BY_HAND) -> ScriptSentence:
    """Return the row with its time at the creator's pace and its nearness to their voice."""
    seconds = 60.0 * len(normalised_words(row.text)) / bench.words_per_minute
    return replace(
        row, seconds=seconds, voice=bench.voice([row.text])[0], frame_id=None, preference_ids=(), engine=engine
    )


def _with(copy: WorkingCopy, start: int, end: int, rows: Sequence[ScriptSentence]) -> WorkingCopy:
    """Return `copy` with `rows` for the sentences from `start` to `end`; a new id that is in use already is made anew."""
    before, after = copy.sentences[:start], copy.sentences[end:]
    used = {row.sentence_id for row in (*before, *after)}
    fresh = []
    for row in rows:
        key = row.sentence_id
        while key in used:
            key = content_id(key, "again")
        used.add(key)
        fresh.append(replace(row, sentence_id=key))
    together = (*before, *fresh, *after)
    return replace(copy, sentences=tuple(replace(row, ordinal=n) for n, row in enumerate(together)))


def _sentence(copy: WorkingCopy, key: str) -> tuple[int, ScriptSentence]:
    place = _place([row.sentence_id for row in copy.sentences], key, "sentence")
    return place, copy.sentences[place]


def _place(keys: Sequence[str], key: str, name: str) -> int:
    if key not in keys:
        raise GoneError(f"That {name} is not there any more. Somebody cut it, or took another draft.")
    return keys.index(key)


def _checked(text: str) -> str:
    """Return `text` on one line, without control characters."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not plain:
        raise EditError("There are no words. To take the sentence out, cut it.")
    if len(plain) > MAX_CHARACTERS:
        raise EditError(
            f"{len(plain)} characters are too many for one sentence; {MAX_CHARACTERS} are allowed. Split it."
        )
    return plain
