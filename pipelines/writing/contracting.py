"""Contractions of a finished draft, as often as the creator contracts."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from pipelines.models import ScriptSentence, SentenceKind
from pipelines.writing.steering import Steering

_CONTRACTED = re.compile(r"\b([Ii]t|[Tt]hat|[Tt]hey|[Yy]ou|[Ww]e|[Tt]here|[Ww]hat)['’](s|re) (?!been\b|got\b)")
_FULL = {"s": "is ", "re": "are "}


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
