"""Make `pipelines/voice/trait_background.json`: how each trait spreads over other speakers, as quantiles only.

    python benchmarks/trait_background.py CHANGELOG BITCOIN

The two arguments are the repositories that `licensed_speech` reads. A speaker with at most three documents counts once,
over all their documents; of the speakers in order of their names every nth is taken, some 400 in all. No name and no sentence is kept: per trait the quantiles at every 5 % and the number of speakers.

`punctuated`: transcripts as they are. `unpunctuated`: the same words without marks and capitals, put into sentences by the
same rules as automatic captions, for the traits that are measured otherwise there. Neither repository has times of
sentences, so there are no quantiles of pacing.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from licensed_speech import COMMITS, LICENCES, SpeechDocument, occasional, read_speech

from pipelines.models import Segment, VoiceFeatures
from pipelines.sentences import split
from pipelines.transcripts import segmentation, tokens
from pipelines.transcripts.cues import Cue
from pipelines.voice import others
from pipelines.voice.formulas import Totals, per_video
from pipelines.voice.measures import measure_video
from pipelines.voice.traits import FAMILIES, KINDS, TraitKind

OUTPUT = Path(others.__file__).with_name("trait_background.json")
MIN_SPEAKER_WORDS = 1500  # below, a rate is mostly the noise of a short text
MIN_SPEAKERS = 50
SPEAKERS = 400  # quantiles at every 5 % need no more


def marked_segments(document: SpeechDocument) -> list[Segment]:
    """Return a document's sentences as the transcript punctuates them."""
    return [
        Segment(f"{number}", document.speaker, document.document, number, span.text, None, None)
        for number, span in enumerate(split(document.text))
    ]


def unmarked_segments(document: SpeechDocument) -> list[Segment]:
    """Return a document's words without marks and capitals, in sentences that the captions' rules find."""
    plain = re.sub(r"[^\w\s'’-]|_", " ", document.text.lower())
    found = segmentation.split(tokens.read([Cue(1, None, None, " ".join(plain.split()))]))
    return [
        Segment(f"{number}", document.speaker, document.document, number, sentence.text, None, None, None, False)
        for number, sentence in enumerate(found)
    ]


def quantiles(
    speakers: Mapping[str, Sequence[VoiceFeatures]], kinds: Iterable[TraitKind]
) -> dict[str, dict[str, object]]:
    """Return trait → quantiles at `others.LEVELS` over speakers, and how many speakers."""
    pooled = [per_video([row.counts for row in rows], FAMILIES) for rows in speakers.values()]
    table: dict[str, dict[str, object]] = {}
    for kind in kinds:
        values = np.array([float(kind.formula.of(Totals(each.values.sum(0), each.columns))) for each in pooled])
        known = values[~np.isnan(values)]
        if len(known) >= MIN_SPEAKERS:
            found = np.percentile(known, others.LEVELS)
            table[kind.name] = {"n_speakers": len(known), "quantiles": [float(f"{value:.4g}") for value in found]}
    return table


def sampled_speakers(changelog: Path, bitcoin: Path, n_speakers: int) -> dict[str, list[SpeechDocument]]:
    """Return the documents of about `n_speakers` who said enough, taken evenly in the order of their names."""
    by_speaker: dict[str, list[SpeechDocument]] = defaultdict(list)
    for document in occasional(read_speech(changelog, bitcoin)):
        by_speaker[document.speaker].append(document)
    enough = {
        speaker: rows for speaker, rows in by_speaker.items() if sum(row.n_words for row in rows) >= MIN_SPEAKER_WORDS
    }
    return dict(sorted(enough.items())[:: max(1, len(enough) // n_speakers)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("changelog", type=Path)
    parser.add_argument("bitcoin", type=Path)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    enough = sampled_speakers(arguments.changelog, arguments.bitcoin, SPEAKERS)
    marked = {speaker: [measure_video(marked_segments(row)) for row in rows] for speaker, rows in enough.items()}
    unmarked = {speaker: [measure_video(unmarked_segments(row)) for row in rows] for speaker, rows in enough.items()}
    content = {
        "sources": {name: f"{LICENCES[name]}, commit {commit}" for name, commit in COMMITS.items()},
        "n_words": sum(row.n_words for rows in enough.values() for row in rows),
        "levels": list(others.LEVELS),
        "punctuated": quantiles(marked, KINDS),
        "unpunctuated": quantiles(unmarked, [kind for kind in KINDS if kind.by_form]),
    }
    arguments.output.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(len(enough), "speakers,", content["n_words"], "words")


if __name__ == "__main__":
    main()
