"""Make `pipelines/voice/background.json`: how style features spread over other speakers, as aggregate numbers only.

    python benchmarks/voice_background.py CORPUS

CORPUS is a folder with `manifest.csv` and a folder of .txt per speaker. Beside the spreads, the file holds the rates of
n-grams (2-6 everyday words) that at least six speakers use. Only transcripts whose licence permits derived numbers are
read (`LICENSED`); their sources are named in the file.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from pipelines.models import Segment
from pipelines.sentences import split
from pipelines.voice import measures, score, style, words

LICENSED = {
    "bitcointranscripts/bitcointranscripts": "MIT",
    "thechangelog/transcripts": "CC BY-SA 4.0, Changelog Media",
}
PHRASE_MIN_SPEAKERS = 6
PHRASE_MIN_PER_MILLION = 12.0
OUTPUT = Path(style.__file__).with_name("background.json")


@dataclass(frozen=True)
class Document:
    """One transcript of the corpus, as sentences."""

    speaker: str
    document: str
    source: str
    is_background: bool
    sentences: tuple[measures.MeasuredSentence, ...]
    segments: tuple[Segment, ...]


def read_corpus(corpus: Path, sources: Iterable[str] | None = None) -> Iterator[Document]:
    """Read the human transcripts that `manifest.csv` lists, in its order; only those of `sources` if given."""
    kept = None if sources is None else set(sources)
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["split"] not in ("dev", "background") or (kept is not None and row["source_repo"] not in kept):
                continue
            text = (corpus / row["speaker"] / f"{row['doc_id']}.txt").read_text(encoding="utf-8")
            is_punctuated = row["pipeline"] != "caption-auto"
            pieces = [span.text for span in split(text)]
            yield Document(
                row["doc_id"] if row["split"] == "background" else row["speaker"],
                row["doc_id"],
                row["source_repo"],
                row["split"] == "background",
                tuple(measures.read_sentence(piece, is_punctuated) for piece in pieces),
                tuple(
                    Segment(
                        f"{row['doc_id']}-{n}", row["speaker"], row["doc_id"], n, piece, None, None, None, is_punctuated
                    )
                    for n, piece in enumerate(pieces)
                ),
            )


def vectors(document: Document) -> tuple[style.Vector, style.Vector, int]:
    """Return a document's (style vector, noise per feature estimated from its two halves, words)."""
    counted, per = style.count_matrix([measures.sentence_counts(sentence) for sentence in document.sentences])
    n_words = sum(len(sentence.words) for sentence in document.sentences)
    middle = len(counted) // 2
    halves = [style.rates(counted[part].sum(0), per[part].sum(0)) for part in (slice(middle), slice(middle, None))]
    noise = (halves[0] - halves[1]) ** 2 / 2 * n_words / 2
    return style.rates(counted.sum(0), per.sum(0)), noise, n_words


def spread(documents: Iterable[Document]) -> dict[str, dict[str, float]]:
    """Return per style feature: mean, between_sd, within_sd and noise (see `style.Background`)."""
    values, noises, lengths, speakers = [], [], [], []
    for document in documents:
        value, noise, n_words = vectors(document)
        values.append(value)
        noises.append(noise)
        lengths.append(n_words)
        speakers.append(document.speaker)
    table, length = np.array(values), np.array(lengths)[:, None]
    noise = np.nanmean(np.array(noises), axis=0)
    members: dict[str, list[int]] = defaultdict(list)
    for index, speaker in enumerate(speakers):
        members[speaker].append(index)
    firsts = np.array([indices[0] for indices in members.values()])
    mean = np.nanmean(table[firsts], axis=0)
    between = np.nanvar(table[firsts], axis=0, ddof=1) - np.nanmean(noise / length[firsts], axis=0)
    several = [indices for indices in members.values() if len(indices) >= 3]
    within = np.nanmean(
        [np.nanvar(table[rows], axis=0, ddof=1) - np.mean(noise / length[rows], axis=0) for rows in several], axis=0
    )
    floor = 0.02 * mean**2 + 1e-9
    between_sd = np.sqrt(np.maximum(between, floor))
    within_sd = np.sqrt(np.clip(within, floor / 4, None))
    return {
        name: {
            "mean": float(f"{mean[i]:.5g}"),
            "between_sd": float(f"{between_sd[i]:.5g}"),
            "within_sd": float(f"{within_sd[i]:.5g}"),
            "noise": float(f"{max(noise[i], mean[i] * 0.5, 1e-6):.5g}"),
        }
        for i, name in enumerate(style.feature_names())
    }


def ordinary_phrases(documents: Iterable[Document]) -> dict[str, float]:
    """Return n-grams of function words and very common words that many speakers use → occurrences per million words."""
    counts: Counter[str] = Counter()
    speakers: dict[str, set[str]] = defaultdict(set)
    total = 0
    for document in documents:
        for sentence in document.sentences:
            total += len(sentence.words)
            for size in range(2, 7):
                for start in range(len(sentence.words) - size + 1):
                    phrase = sentence.words[start : start + size]
                    if all(words.is_function_word(word) or words.zipf(word) >= 4.5 for word in phrase):
                        joined = " ".join(phrase)
                        counts[joined] += 1
                        speakers[joined].add(document.speaker)
    return {
        phrase: round(1e6 * count / total, 1)
        for phrase, count in sorted(counts.items())
        if len(speakers[phrase]) >= PHRASE_MIN_SPEAKERS and 1e6 * count / total >= PHRASE_MIN_PER_MILLION
    }


def fit_background(documents: Sequence[Document], phrases: Mapping[str, float]) -> style.Background:
    """Return the background of `documents`: spreads, and where their one-off speakers stand against their creators."""
    table = spread(documents)
    columns = {key: np.array([row[key] for row in table.values()]) for key in next(iter(table.values()))}
    background = style.Background(
        **columns, n_speakers=len({document.speaker for document in documents}), others_position=0.0, phrases=phrases
    )
    creators: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if not document.is_background:
            creators[document.speaker].append(document)
    places = []
    for rows in creators.values():
        model = score.fit([measures.measure_video(row.segments) for row in rows], background)
        places += [score.raw_position(row.sentences, model) for row in documents if row.is_background]
    return replace(background, others_position=round(float(np.median(places)), 3))


def as_json(background: style.Background) -> dict[str, object]:
    """Return the background as the file holds it."""
    columns = ("mean", "between_sd", "within_sd", "noise")
    return {
        "n_speakers": background.n_speakers,
        "others_position": background.others_position,
        "features": {
            name: {column: float(getattr(background, column)[index]) for column in columns}
            for index, name in enumerate(style.feature_names())
        },
        "phrases": dict(background.phrases),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    documents = list(read_corpus(arguments.corpus, LICENSED))
    background = fit_background(documents, ordinary_phrases(documents))
    content = {
        "sources": LICENSED,
        "n_documents": len(documents),
        "n_words": sum(len(sentence.words) for document in documents for sentence in document.sentences),
        **as_json(background),
    }
    arguments.output.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print({key: value for key, value in content.items() if isinstance(value, int | float)}, len(background.phrases))


if __name__ == "__main__":
    main()
