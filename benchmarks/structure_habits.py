"""Which frameworks speakers' talks follow, and whether that is a habit: `python benchmarks/structure_habits.py FOLDER`.

FOLDER holds a folder of transcripts (.txt) per speaker. A habit must come back: the figure is the correlation, over
speakers and frameworks, of the mean log likelihood ratio in one half of a speaker's talks (every second one) with that in
the other half, each framework's mean over all speakers taken off. The interval is a bootstrap over speakers.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.models import Segment
from pipelines.sentences import split
from pipelines.voice.moves.tagger import tag_moves
from pipelines.writing import structure_habits
from pipelines.writing.frameworks import load

MIN_TALKS = 4
SEED = 20080301


def segments(path: Path) -> list[Segment]:
    return [
        Segment(f"{path.stem}{place}", path.parent.name, path.stem, place, span.text, None, None)
        for place, span in enumerate(split(path.read_text(encoding="utf-8")))
    ]


def correlation(halves: NDArray[np.float64]) -> float:
    """Return the correlation of the halves of (speakers, 2, frameworks), each framework's mean taken off."""
    centred = halves - halves.mean(axis=(0, 1))
    return float(np.corrcoef(centred[:, 0].ravel(), centred[:, 1].ravel())[0, 1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    frameworks = load()
    names = [framework.framework_id for framework in frameworks]
    halves = []
    for speaker in sorted(parser.parse_args().folder.glob("[!_]*/")):
        said = [segment for path in sorted(speaker.glob("*.txt")) for segment in segments(path)]
        talks = structure_habits.structures(said, tag_moves(said), frameworks)
        if len(talks) < MIN_TALKS:
            continue
        nats = np.array([[talk.nats[name] for name in names] for talk in talks])
        halves.append([nats[::2].mean(axis=0), nats[1::2].mean(axis=0)])
        counts = Counter(talk.framework_id or "none" for talk in talks)
        print(f"{speaker.name:<22}{len(talks):>3} talks", dict(sorted(counts.items(), key=lambda item: -item[1])))
    table = np.array(halves)
    generator = np.random.default_rng(SEED)
    drawn = [correlation(table[generator.integers(len(table), size=len(table))]) for _ in range(1000)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    print(f"{len(table)} speakers: split-half correlation {correlation(table):.3f} [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
