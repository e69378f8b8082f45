"""How well the voice score tells a creator's own unseen videos from other speakers. About a minute.

    python benchmarks/voice_auc.py CORPUS

The background is fitted on one half of the licensed one-off speakers; the others, and all one-off speakers from sources
that are measured only, are the "other speakers". Each creator's video is scored by a profile of the remaining ones.
All texts are cut to the same number of words.
"""

import argparse
from collections import defaultdict
from pathlib import Path
from statistics import fmean, median

import numpy as np
from voice_background import LICENSED, Document, fit_background, read_corpus

from pipelines.voice import score
from pipelines.voice.measures import MeasuredSentence, measure_video


def first_words(sentences: tuple[MeasuredSentence, ...], n_words: int) -> tuple[MeasuredSentence, ...]:
    """Return the leading sentences that together hold at least `n_words`, or all."""
    ends = np.cumsum([len(sentence.words) for sentence in sentences])
    return sentences[: int(np.searchsorted(ends, n_words)) + 1]


def area_under_curve(own: list[float], other: list[float]) -> float:
    """Return the probability that a value of `own` is above one of `other`, ties counted half (Mann-Whitney)."""
    return fmean(float(a > b) + 0.5 * (a == b) for a in own for b in other)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--words", type=int, default=1000)
    arguments = parser.parse_args()
    documents = list(read_corpus(arguments.corpus))
    one_off = [document for document in documents if document.is_background]
    fitted = {document.document for document in one_off if document.source in LICENSED}
    fitted = set(sorted(fitted)[::2])
    creators: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if not document.is_background:
            creators[document.speaker].append(document)
    licensed_creators = [speaker for speaker, rows in creators.items() if rows[0].source in LICENSED]
    fitted_creators = set(licensed_creators[::2])
    background = fit_background(
        [document for document in documents if document.document in fitted or document.speaker in fitted_creators],
        {},
    )
    others = [
        first_words(document.sentences, arguments.words) for document in one_off if document.document not in fitted
    ]
    print(f"background: {background.n_speakers} speakers; others: {len(others)}; {arguments.words} words a text")
    areas, own_all, other_all = [], [], []
    for speaker, rows in creators.items():
        if speaker in fitted_creators or len(rows) < 4:
            continue
        features = [measure_video(document.segments) for document in rows]
        own = []
        for index, document in enumerate(rows):
            voice = score.prepare_features([*features[:index], *features[index + 1 :]], background)
            own.append(score.unclipped(first_words(document.sentences, arguments.words), voice))
        voice = score.prepare_features(features, background)
        other = [score.unclipped(text, voice) for text in others]
        areas.append(area_under_curve(own, other))
        own_all += own
        other_all += other
        print(f"{speaker:22} n={len(own):3} AUC {areas[-1]:.3f}  own {median(own):+.2f}  others {median(other):+.2f}")
    print(f"mean AUC {fmean(areas):.3f}, lowest {min(areas):.3f}, over {len(areas)} creators, {len(own_all)} own texts")
    print(f"median score: own {median(own_all):+.2f}, others {median(other_all):+.2f}")


if __name__ == "__main__":
    main()
