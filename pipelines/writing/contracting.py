"""Contractions of a finished draft, as often as the creator contracts."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from pipelines.models import ScriptSentence, SentenceKind
from pipelines.writing import spoken_forms
from pipelines.writing.steering import Steering

_CONTRACTED = re.compile(
    r"\b(?:(?P<who>[Ii]t|[Tt]hat|[Tt]hey|[Yy]ou|[Ww]e|[Tt]here|[Ww]hat|[Hh]e|[Ss]he|I)['’](?P<verb>s|re|ve|ll|m) (?!been\b|got\b)"
    r"|(?P<does>[Cc]a|[Ww]o|[Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Hh]ad|[Cc]ould|[Ww]ould|[Ss]hould)n['’]t )"
)
_FULL = {"s": "is", "re": "are", "ve": "have", "ll": "will", "m": "am"}
_NOT = {"ca": "cannot", "wo": "will not"}
_NEAREST = 0.5  # of a contraction, so that the share is rounded to the nearest that can be had


def contracted(
    lines: Sequence[ScriptSentence], rate: float, fixed: Set[str], steering: Steering
) -> Iterator[ScriptSentence]:
    """Write out as many contractions as the creator does: in every sentence after which the share is above their rate.

    Questions keep theirs, because "is not it" is none.
    """
    short = full = 0
    for line in lines:
        is_counted = line.kind is not SentenceKind.STORY
        found = len(_CONTRACTED.findall(line.text)) if is_counted else 0
        full += len(spoken_forms.contraction_places(line.text)) if is_counted else 0
        is_free = line.frame_id is None and not line.text.endswith("?") and not fixed & set(line.fact_ids)
        text = _CONTRACTED.sub(_written_out, line.text)
        if found and is_free and short + found > rate * (short + full + found) + _NEAREST and steering.allows(text):
            yield replace(line, text=text)
            full += found
        else:
            yield line
            short += found


def _written_out(match: re.Match[str]) -> str:
    if who := match.group("who"):
        return f"{who} {_FULL[match.group('verb')]} "
    verb = match.group("does")
    said = _NOT.get(verb.lower(), f"{verb} not")
    return f"{verb[0]}{said[1:]} "
