"""How well the check of local coherence tells talk from the same talk in disorder: `python benchmarks/local_coherence.py FOLDER`.

FOLDER holds a folder of transcripts (.txt) per speaker. Of each transcript one stretch of 30 sentences is taken and
shuffled five times (the discrimination task of Barzilay and Lapata, Modeling Local Coherence: An Entity-Based Approach,
2008). Right: the stretch as it was said has fewer sentences that take nothing up of the two before them (a tie counts as
half). The interval is a bootstrap over speakers. Chance is 0.5.
"""

import argparse
import random
from pathlib import Path

import numpy as np

from pipelines.models import ScriptSentence, SentenceKind
from pipelines.sentences import split, words
from pipelines.writing import continuity

STRETCH = 30
SHUFFLES = 5
SEED = 20080301
MIN_WORDS = 4  # of a sentence


def lines(texts: list[str]) -> list[ScriptSentence]:
    """Return sentences as those of a script, in one beat."""
    return [
        ScriptSentence(
            f"s{place}", "c/t", place, "b", text, SentenceKind.SOURCED, ("f",), None, None, False, "", 1.0, None, "talk"
        )
        for place, text in enumerate(texts)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    chance = random.Random(SEED)
    by_speaker: dict[str, list[float]] = {}
    shares: dict[str, list[float]] = {"said": [], "shuffled": []}
    for path in sorted(folder.glob("[!_]*/*.txt")):
        said = [span.text for span in split(path.read_text(encoding="utf-8")) if len(words(span.text)) >= MIN_WORDS]
        if len(said) < 2 * STRETCH:
            continue
        begin = chance.randrange(len(said) - STRETCH)
        stretch = said[begin : begin + STRETCH]
        n_said = len(continuity.unlinked(lines(stretch), ""))
        shares["said"].append(n_said / STRETCH)
        for _ in range(SHUFFLES):
            n_shuffled = len(continuity.unlinked(lines(chance.sample(stretch, STRETCH)), ""))
            shares["shuffled"].append(n_shuffled / STRETCH)
            by_speaker.setdefault(path.parent.name, []).append(0.5 + 0.5 * float(np.sign(n_shuffled - n_said)))
    print(f"{len(by_speaker)} speakers, {len(shares['said'])} transcripts, {len(shares['shuffled'])} pairs")
    print("unlinked sentences:", *(f"{name} {np.mean(values):.3f}" for name, values in shares.items()))
    means = np.array([np.mean(values) for values in by_speaker.values()])
    generator = np.random.default_rng(SEED)
    drawn = generator.choice(means, (2000, len(means))).mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    print(f"right: {means.mean():.3f} [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    main()
