"""What differs between two versions: beats, hooks and sentences by id, reworded ones word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from pipelines.models import Change, ChangeKind, Hook, Part, WorkingCopy

_SAME_SENTENCE = 60.0  # of 100: from here on, a sentence with another id is that sentence reworded
_TOKEN = re.compile(r"\s+|\w+(?:['’\-.,]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class _Item:
    key: str
    text: str
    rest: object  # what else counts as an edit: kind, citations, visual


def differences(old: WorkingCopy, new: WorkingCopy) -> list[Change]:
    """Return what changed from `old` to `new`: outline, hooks, then script, each in the order of the newer version.

    Rows are matched by id, then by wording, so that a draft made anew is compared with what it resembles.
    """
    return [
        *_compared(Part.OUTLINE, _beats(old), _beats(new)),
        *_hooks(old.hooks, new.hooks),
        *_compared(Part.SCRIPT, _sentences(old), _sentences(new)),
    ]


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """Return ("same" | "cut" | "added", text) pieces; the first two joined are `before`, same and added are `after`."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[tuple[str, str]] = []
    for tag, i, j, k, n in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(old[i:j])))
            continue
        pieces += [("cut", "".join(old[i:j]))] if j > i else []
        pieces += [("added", "".join(new[k:n]))] if n > k else []
    return _without_islands(pieces)


def _without_islands(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join changes that only a space parts: "the old [-red-]{+blue+} [-car-]{+bus+}" reads as one change."""
    joined: list[tuple[str, str]] = []
    for position, (kind, text) in enumerate(pieces):
        is_island = kind == "same" and not text.strip() and 0 < position < len(pieces) - 1
        joined += [("cut", text), ("added", text)] if is_island else [(kind, text)]
    merged: list[tuple[str, str]] = []
    run = {"cut": "", "added": ""}
    for kind, text in [*joined, ("same", "")]:
        if kind != "same":
            run[kind] += text
            continue
        merged += [(name, said) for name, said in run.items() if said]
        run = {"cut": "", "added": ""}
        merged += [(kind, text)] if text else []
    return merged


def _beats(copy: WorkingCopy) -> list[_Item]:
    return [_Item(beat.beat_id, beat.title, (beat.purpose, beat.visual)) for beat in copy.outline]


def _sentences(copy: WorkingCopy) -> list[_Item]:
    return [_Item(s.sentence_id, s.text, (s.kind, s.fact_ids, s.visual, s.beat_id)) for s in copy.sentences]


def _hooks(old: Sequence[Hook], new: Sequence[Hook]) -> Iterator[Change]:
    known, offered = ([_Item(hook.hook_id, _said(hook), ()) for hook in hooks] for hooks in (old, new))
    yield from (change for change in _compared(Part.HOOKS, known, offered) if change.kind is not ChangeKind.MOVED)
    if old and new and old[0].hook_id != new[0].hook_id and new[0].hook_id in {hook.hook_id for hook in old}:
        yield Change(Part.HOOKS, ChangeKind.CHOSEN, new[0].hook_id, 1, _said(old[0]), _said(new[0]))


def _said(hook: Hook) -> str:
    return " ".join(hook.sentences)


def _compared(part: Part, old: Sequence[_Item], new: Sequence[_Item]) -> Iterator[Change]:
    pairs = _pairs(old, new)
    before = {old[i].key: place for place, i in enumerate(sorted(pairs.values()))}
    order = [before[old[pairs[j]].key] for j in sorted(pairs)]
    kept = set(_longest_rising(order))
    moved = {j for j, place in zip(sorted(pairs), order, strict=True) if place not in kept}
    for j, item in enumerate(new):
        if j not in pairs:
            yield Change(part, ChangeKind.ADDED, item.key, j + 1, "", item.text)
            continue
        earlier = old[pairs[j]]
        if (earlier.text, earlier.rest) != (item.text, item.rest):
            yield Change(part, ChangeKind.EDITED, item.key, j + 1, earlier.text, item.text)
        elif j in moved:
            yield Change(part, ChangeKind.MOVED, item.key, j + 1, item.text, item.text)
    for i, item in enumerate(old):
        if i not in pairs.values():
            yield Change(part, ChangeKind.CUT, item.key, i + 1, item.text, "")


def _pairs(old: Sequence[_Item], new: Sequence[_Item]) -> dict[int, int]:
    """Return place in `new` → place in `old` of what is the same item: by id, by text, then by likeness in order."""
    by_key = {item.key: i for i, item in enumerate(old)}
    pairs = {j: by_key[item.key] for j, item in enumerate(new) if item.key in by_key}
    free = [i for i in range(len(old)) if i not in pairs.values()]
    for j in (j for j in range(len(new)) if j not in pairs):
        best = max(free, key=lambda i: fuzz.ratio(old[i].text, new[j].text), default=None)
        if best is not None and fuzz.ratio(old[best].text, new[j].text) >= _SAME_SENTENCE:
            pairs[j] = best
            free.remove(best)
    return pairs


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the longest rising subsequence: what kept its order; everything else has moved."""
    best: list[list[int]] = []
    for number in numbers:
        longest = max((run for run in best if run[-1] < number), key=len, default=[])
        best.append([*longest, number])
    return max(best, key=len, default=[])
