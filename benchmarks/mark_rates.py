"""Make `pipelines/writing/mark_rates.json`: how often other speakers give an example, ask a question, name a problem.

    python benchmarks/mark_rates.py CHANGELOG BITCOIN

The two arguments are the repositories that `licensed_speech` reads. Per mark of `pipelines.writing.marks` the mean over
speakers of its occurrences in 1000 words; no name and no sentence is kept.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from statistics import fmean

from licensed_speech import COMMITS, LICENCES, SpeechDocument
from trait_background import marked_segments, sampled_speakers

from pipelines.voice.moves.tagger import tag_moves
from pipelines.writing import marks, structure_habits

OUTPUT = Path(structure_habits.__file__).with_name("mark_rates.json")
SPEAKERS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("changelog", type=Path)
    parser.add_argument("bitcoin", type=Path)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    chosen = sampled_speakers(arguments.changelog, arguments.bitcoin, SPEAKERS)
    rates = [_rates(rows) for rows in chosen.values()]
    content = {
        "sources": {name: f"{LICENCES[name]}, commit {commit}" for name, commit in COMMITS.items()},
        "n_speakers": len(rates),
        "per_1000_words": {mark: round(fmean(rate[mark] for rate in rates), 3) for mark in sorted(marks.MARKS)},
    }
    arguments.output.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(content, indent=1))


def _rates(documents: list[SpeechDocument]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for document in documents:
        segments = marked_segments(document)
        counts.update(mark for _, mark in marks.heard(segments, tag_moves(segments)))
    n_words = sum(document.n_words for document in documents)
    return {mark: 1000 * counts[mark] / n_words for mark in marks.MARKS}


if __name__ == "__main__":
    main()
