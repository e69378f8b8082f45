"""How well personal stories are found in transcripts that nobody wrote for it. A few seconds.

    python benchmarks/story_finder.py CORPUS [--split dev]

`evals/stories/passages.jsonl` names the stories of 46 documents of the corpus by their offsets, labelled by one reader
before the finder was run on them: a particular occasion or time in the past in which the speaker, or somebody they know,
took part, told in at least three clauses; not the talk itself, a case that is supposed, history, or a career summed up.
Fifteen documents were drawn (seeded, at most two a speaker) from the quarter with the most clauses of "I" in the past,
ten from the rest, twelve more from the upper eighth, and nine from the quarter again (dev). What the reader was in doubt about is `borderline`: finding it is
neither right nor wrong. The rules were written with the half `dev` in view; report the half `test`.

A found passage is right when it and a labelled one share half of the shorter of the two. Intervals are bootstraps over documents.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

from evals.statistics import Estimate, clustered_mean
from evals.stories.task import offsets
from pipelines.models import Channel, StoryPassage
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.stories import find_stories

LABELS = Path(__file__).resolve().parent.parent / "evals" / "stories" / "passages.jsonl"
Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """A passage with its place in the document, and the text of it."""

    span: Span
    passage: StoryPassage


def find(path: Path) -> tuple[str, list[Found]]:
    """Return a document's text and the stories found in it."""
    channel = Channel("measured", "Measured", str(path))
    videos = read_channel(channel, [])
    segments = segment_channel(channel, videos, [])
    text = videos[0].raw.decode()
    places = offsets(text, segments)
    found = find_stories(segments)
    return text, [Found((places[p.first_ordinal][0], places[p.last_ordinal][1]), p) for p in found]


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share half of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    arguments = parser.parse_args()
    precision, recall, points = [], [], []
    n_doubtful = n_documents = 0
    for line in LABELS.read_text().splitlines():
        label = json.loads(line)
        if label["split"] != arguments.split:
            continue
        n_documents += 1
        document = label["document"]
        text, found = find(arguments.corpus / f"{document}.txt")
        for one in found:
            is_right = any(overlaps(one.span, story) for story in label["stories"])
            if is_right or not any(overlaps(one.span, doubt) for doubt in label["borderline"]):
                precision.append((float(is_right), document))
            else:
                n_doubtful += 1
        for story, wanted in zip(label["stories"], label["points"], strict=True):
            hits = [one for one in found if overlaps(one.span, story)]
            recall.append((float(bool(hits)), document))
            stated = [text.find(one.passage.point) for one in hits if one.passage.point]
            points += [(float(any(start - 1 <= at < end for start, end in wanted)), document) for at in stated]
    print(f"{arguments.split}: {n_documents} documents, {len(recall)} stories, {n_doubtful} found that are borderline")
    for name, values in (("precision", precision), ("recall", recall), ("points that are points", points)):
        report(name, clustered_mean([value for value, _ in values], [document for _, document in values]))


def report(name: str, estimate: Estimate) -> None:
    if estimate.value is None or estimate.low is None or estimate.high is None:
        print(f"{name:24} {estimate.value}  n {estimate.n}, no interval")
    else:
        print(f"{name:24} {estimate.value:.2f}  [{estimate.low:.2f}, {estimate.high:.2f}]  n {estimate.n}")


if __name__ == "__main__":
    main()
