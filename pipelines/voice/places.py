"""Places in a channel, and reading the few sentences that stand there."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from pipelines.models import Segment, Span

Place = tuple[str, int]  # video id, ordinal of the sentence
Sentences = Callable[[Iterable[Place]], Mapping[Place, Segment]]
"""Reads sentences; one that is not there any more is left out."""


def in_memory(segments: Sequence[Segment]) -> Sentences:
    """Return a reader of sentences that are at hand."""
    known = {(segment.video_id, segment.ordinal): segment for segment in segments}
    return lambda places: {place: known[place] for place in places if place in known}


def span(place: Place, n_sentences: int, known: Mapping[Place, Segment]) -> Span | None:
    """Return `n_sentences` from a place on as one quote, or None where the first is not known."""
    video_id, ordinal = place
    found = [known[at] for offset in range(n_sentences) if (at := (video_id, ordinal + offset)) in known]
    if not found or found[0].ordinal != ordinal:
        return None
    text = " ".join(segment.text for segment in found)
    return Span(video_id, found[0].segment_id, text, found[0].start_s, found[-1].end_s)
