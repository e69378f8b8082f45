"""Two neighbouring sentences as one, where they speak of one thing."""

import re
from collections.abc import Callable, Mapping

from pipelines.models import ScriptSentence, SentenceKind
from pipelines.sentences import normalised_words
from pipelines.writing.rules import unquoted
from pipelines.writing.themes import stems

LONGEST = 28
"""Words of a joined sentence."""

_STANDS_ALONE = re.compile(
    r"(?:First|Second|Third|Remember|Again|And again|Here|Take|Look|Consider|Think|Suppose|But take|And take|And then|Then|What|So|Now)\b"
)
_LINKED = re.compile(r"(And|But) (?=[A-Za-z])")
_REASON = re.compile(r"That(?:'s| is) because ")
_PLAIN = re.compile(
    r"(?i)(?:it|they|the|an?|its|their|there|you|we|this|these|that|[a-z]+ (?:is|are|was|were|can|could|has|have))\b"
)


def may_join(last: ScriptSentence, line: ScriptSentence, sections: Mapping[str, object]) -> bool:
    """Whether a sentence speaks on where the last one stopped: same beat, same section, both plain statements."""
    if last.kind is not SentenceKind.SOURCED or last.beat_id != line.beat_id or last.frame_id or line.frame_id:
        return False
    if not last.text.endswith(".") or unquoted(last.text) != last.text or unquoted(line.text) != line.text:
        return False
    if sections.get(last.fact_ids[-1]) != sections.get(line.fact_ids[0]):
        return False
    if _STANDS_ALONE.match(last.text) or _STANDS_ALONE.match(line.text):
        return False
    resumes = re.match(r"(?:(?:And|But) )?(?:[Ii]t|[Tt]hey|[Ii]ts|[Tt]heir|That's because)\b", line.text) is not None
    return resumes or bool(stems(last.text) & stems(line.text))


def joined(last: str, line: str, lowered: Callable[[str], str]) -> str | None:
    """Return both as one sentence, None where that would be long, or list more than two things."""
    linked, reason = _LINKED.match(line), _REASON.match(line)
    if reason and " because " not in last:
        text = f"{last[:-1]} because {line[reason.end() :]}"
    elif linked:
        text = f"{last[:-1]}, {linked.group(1).lower()} {line[linked.end() :]}"
    elif _PLAIN.match(line):
        text = f"{last[:-1]}, and {lowered(line)}"
    else:
        return None
    n_words = len(normalised_words(text))
    is_plain = text.count(",") <= 2 and text.count(" and ") <= 2 and not re.search(r"[:;?!]", text)
    return text if n_words <= LONGEST and is_plain else None
