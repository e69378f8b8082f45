"""Whether a script is as long as it was planned; where it is shorter, which length the facts do carry and what is lacking."""

import math
from collections.abc import Iterator, Sequence

from pipelines.models import Gap, OutlineBeat, Project, ScriptSentence, Severity
from pipelines.sentences import counted
from pipelines.writing import rules

SHORTEST_MINUTES = 0.5
"""That a project can be planned for."""

_MOST_GAPS = 3
_Found = tuple[str, Severity, str | None, str, str]  # rule, severity, sentence id, message, remedy


def findings(
    project: Project,
    outline: Sequence[OutlineBeat],
    sentences: Sequence[ScriptSentence],
    words_per_minute: float,
    gaps: Sequence[Gap] = (),
) -> Iterator[_Found]:
    """Say how far a script is from its planned length, which length to plan instead, and which gaps sources could fill."""
    minutes = rules.spoken_minutes(sentences, words_per_minute)
    if abs(minutes - project.minutes) <= rules.LENGTH_TOLERANCE * project.minutes:
        return
    message = f"The script is {minutes:.1f} minutes long instead of {project.minutes:g}"
    if minutes > project.minutes:
        yield "length", Severity.WARNING, None, f"{message}.", "Cut the sentences you would miss least."
        return
    untold = _untold(outline, sentences)
    if untold:
        message += f": {counted(untold, 'fact')} of the outline not told."
        yield "length", Severity.WARNING, None, message, f"Tell them, or plan {carried(minutes):g} minutes."
        return
    message += f": the library has too few facts that can be told. They carry {carried(minutes):g} minutes."
    if gaps:
        more = f" and {len(gaps) - _MOST_GAPS} more" if len(gaps) > _MOST_GAPS else ""
        message += f" The sources do not answer {', '.join(f'“{gap.question}”' for gap in gaps[:_MOST_GAPS])}{more}."
    fill = "Add source documents that answer these questions" if gaps else "Add source documents on the topic"
    remedy = f"{fill}, or plan the project with --minutes {carried(minutes):g}."
    yield "length", Severity.WARNING, None, message, remedy


def carried(minutes: float) -> float:
    """Return the length to offer for a script that tells all it can in `minutes`: in tenths, never more than is told."""
    return max(SHORTEST_MINUTES, math.floor(minutes * 10) / 10)


def _untold(outline: Sequence[OutlineBeat], sentences: Sequence[ScriptSentence]) -> int:
    told = {fact_id for sentence in sentences for fact_id in sentence.fact_ids}
    return len({fact_id for beat in outline for fact_id in beat.fact_ids} - told)
