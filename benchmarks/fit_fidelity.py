"""Make `pipelines/voice/other_speakers.npz`, the numbers that the fidelity score compares a creator with. Some minutes.

    python benchmarks/fit_fidelity.py CHANGELOG BITCOIN CORPUS

CHANGELOG and BITCOIN are bare clones (`licensed_speech`); of CORPUS only the machine-written essays of sam-paech/slop-score
(MIT) are read. Nothing else enters: the creators on whom the score is measured have no part in it. Beside it, `calibration.json` gets first
values; `benchmarks/voice_fidelity.py --calibrate` replaces those of texts.

An everyday word is one that many documents of *both* collections use: they share a manner (talk about software), but
hardly a topic. The calibration is fitted on pairs of a speaker's other documents and a segment, against segments by those
who spoke in the same episodes, those nearest in topic, and others; none of these speakers is among the rows stored.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse
from licensed_speech import LICENCES, SpeechDocument, occasional, read_speech
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from pipelines.voice import fidelity, ngrams, other_speakers, segment_vectors
from pipelines.voice.spoken_words import spoken_words
from pipelines.voice.words import zipf

N_PATTERN_WORDS, N_PHRASE_WORDS = 800, 3000
EVERYDAY_ZIPF = 4.8  # said at least 63 times in a million words of English; rarer ones are mostly of a topic
SIZES = (25_000, 25_000, 15_000)
VOCABULARY_SEGMENTS = 5000
MIN_DOCUMENTS_EACH = 4  # of both collections, for an n-gram to be kept
N_OTHERS, N_MACHINE = 600, 120
MACHINE_SHARE = 0.1
RIDGE = 4e-4
MIN_KNOWN_SEGMENTS = 6
MACHINE_SOURCE = "sam-paech/slop-score"
SEED = 20261121


@dataclass(frozen=True)
class Piece:
    """One segment of a document."""

    speaker: str
    source: str
    episode: str
    document: str
    words: tuple[str, ...]


def pieces_of(documents: Iterable[SpeechDocument], at_most: int, rng: np.random.Generator) -> list[Piece]:
    """Return up to `at_most` segments of each document, drawn at random."""
    found = []
    for document in documents:
        segments = segment_vectors.segments_of(spoken_words(document.text).words)
        for index in sorted(rng.permutation(len(segments))[:at_most]):
            words = tuple(segments[index])
            if len(words) >= 150:
                found.append(Piece(document.speaker, document.source, document.episode, document.document, words))
    return found


def shared_ranking(rows: Iterable[tuple[str, Iterable[str]]]) -> list[tuple[str, float]]:
    """Return items by the smaller of their document shares in the two collections, largest first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for source, items in rows:
        counts[source].update(set(items))
        sizes[source] += 1
    first, second = sorted(counts)
    ranked = {
        item: min(counts[first][item] / sizes[first], counts[second][item] / sizes[second])
        for item, count in counts[first].items()
        if min(count, counts[second][item]) >= MIN_DOCUMENTS_EACH
    }
    return sorted(ranked.items(), key=lambda row: (-row[1], row[0]))


def make_vocabulary(
    documents: Sequence[SpeechDocument], pieces: Sequence[Piece]
) -> tuple[ngrams.Vocabulary, dict[str, object]]:
    """Return the vocabulary and its words for the file's head."""
    everyday = [
        word
        for word, _ in shared_ranking((d.source, spoken_words(d.text).words) for d in documents)
        if word == "0" or (not word.isdigit() and zipf(word) >= EVERYDAY_ZIPF)
    ]
    kept, common = everyday[:N_PATTERN_WORDS], everyday[:N_PHRASE_WORDS]
    common_words, kept_words = frozenset(common), frozenset(kept)

    def read(words: Sequence[str], wanted: int) -> Iterator[str]:
        for family, _, names in ngrams.runs(words, kept_words):
            if family == wanted:
                yield from names
        if wanted == 2:
            yield from (gram for word in words for gram in ngrams.letters(word))

    def is_kept(name: str, family: int) -> bool:
        return family != 1 or all(word in common_words for word in name.replace("~", " ").lstrip("=").split())

    names, sizes = [], []
    for family, size in enumerate(SIZES):
        ranking = shared_ranking((piece.source, read(piece.words, family)) for piece in pieces)
        chosen = [name for name, _ in ranking if is_kept(name, family)][:size]
        names += sorted(chosen)
        sizes.append(len(chosen))
    head = {"pattern_words": " ".join(kept), "sizes": sizes}
    return other_speakers.read_vocabulary(kept, names, sizes), head | {"names": names}


def count_rows(pieces: Iterable[Sequence[str]], vocabulary: ngrams.Vocabulary) -> scipy.sparse.csr_matrix:
    """Return the counts of every known n-gram, one row a piece."""
    indptr, indices, counts = [0], [], []
    for words in pieces:
        features, count = np.unique(vocabulary.occurrences(words).features, return_counts=True)
        indices.append(features)
        counts.append(count)
        indptr.append(indptr[-1] + len(features))
    return scipy.sparse.csr_matrix(
        (np.concatenate(counts).astype(float), np.concatenate(indices), indptr),
        shape=(len(indptr) - 1, vocabulary.size),
    )


def weigh(
    counts: scipy.sparse.csr_matrix, idf: ngrams.Vector, vocabulary: ngrams.Vocabulary
) -> scipy.sparse.csr_matrix:
    """Return the rows' vectors."""
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    values = other_speakers.weighted(counts.indices.astype(np.int64), counts.data, idf, vocabulary, rows)
    return scipy.sparse.csr_matrix((values, counts.indices, counts.indptr), shape=counts.shape)


def read_machine(corpus: Path, rng: np.random.Generator) -> list[tuple[str, ...]]:
    """Return segments of machine-written essays."""
    found = []
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["source_repo"] == MACHINE_SOURCE and row["split"] == "ai_dev":
                text = (corpus / row["speaker"] / f"{row['doc_id']}.txt").read_text(encoding="utf-8")
                found += [tuple(piece) for piece in segment_vectors.segments_of(spoken_words(text).words)]
    return [found[index] for index in sorted(rng.permutation(len(found))[:N_MACHINE])]


def calibrate(
    pieces: Sequence[Piece], others: other_speakers.OtherSpeakers, rng: np.random.Generator
) -> dict[str, object]:
    """Return the calibrations of texts and of sentences and the uplift by topic, from speakers with several documents."""
    vectors = [segment_vectors.segment_vector(piece.words, others) for piece in pieces]
    table = stack(vectors, others.vocabulary.size)
    topics = TfidfVectorizer(
        analyzer=lambda words: [word for word in words if word not in others.vocabulary.pattern_words], min_df=5
    )
    topic = topics.fit_transform([piece.words for piece in pieces])
    by_speaker: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    by_episode: dict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        by_speaker[piece.speaker][piece.document].append(index)
        by_episode[piece.episode].append(index)
    speakers = np.array([piece.speaker for piece in pieces])
    texts: list[tuple[float, ...]] = []
    sentences: list[tuple[float, ...]] = []
    truth: list[bool] = []
    truth_of_sentences: list[bool] = []
    uplifts = []
    for speaker, documents in sorted(by_speaker.items()):
        for held_out in sorted(documents):
            known = [index for name, indices in documents.items() if name != held_out for index in indices]
            if len(known) < MIN_KNOWN_SEGMENTS:
                continue
            voice = fidelity.make_voice(np.asarray(table[known].mean(axis=0)).ravel(), others)
            own = documents[held_out]
            near = {int(index) for row in (topic[own] @ topic.T).toarray() for index in np.argsort(-row)[:4]}
            shared = {i for episode in {pieces[i].episode for i in (*known, *own)} for i in by_episode[episode]}
            rivals = [index for index in sorted(near | shared) if speakers[index] != speaker]
            strangers = [int(i) for i in rng.integers(0, len(pieces), 8) if speakers[i] != speaker]
            if rivals:
                uplifts.append(np.mean([voice.score(vectors[i]) for i in rivals]) - voice.others_scores().mean())
            for is_own, chosen in ((True, own), (False, rivals + strangers)):
                for vector, n_words in resized(chosen, pieces, vectors, others):
                    texts.append(fidelity.evidence(voice, vector, n_words)[1:])
                    truth.append(is_own)
                for index in chosen[::3]:
                    start = int(rng.integers(0, len(pieces[index].words) - 20))
                    words = pieces[index].words[start : start + int(rng.integers(6, 20))]
                    sentences.append((voice.score(segment_vectors.segment_vector(words, others)),))
                    truth_of_sentences.append(is_own)
    print(
        f"calibrated on {sum(truth)} own and {len(truth) - sum(truth)} other texts of {len(uplifts)} profiles",
        flush=True,
    )
    return {
        "calibration": fit_logistic(texts, truth),
        "sentence_calibration": fit_logistic(sentences, truth_of_sentences),
        "topic_uplift": round(float(np.mean(uplifts)), 4),
    }


def fit_logistic(rows: Sequence[Sequence[float]], truth: Sequence[bool]) -> list[float]:
    """Return intercept and coefficients, own and others weighing the same."""
    model = LogisticRegression(C=1e6, class_weight="balanced", max_iter=1000).fit(np.array(rows), np.array(truth))
    return [round(float(value), 4) for value in (*model.intercept_, *model.coef_[0])]


def stack(vectors: Sequence[segment_vectors.SparseVector], size: int) -> scipy.sparse.csr_matrix:
    """Return vectors as rows."""
    indptr = np.cumsum([0, *(len(vector.indices) for vector in vectors)])
    data = np.concatenate([vector.values for vector in vectors])
    return scipy.sparse.csr_matrix(
        (data, np.concatenate([v.indices for v in vectors]), indptr), shape=(len(vectors), size)
    )


def resized(
    chosen: Sequence[int],
    pieces: Sequence[Piece],
    vectors: Sequence[segment_vectors.SparseVector],
    others: other_speakers.OtherSpeakers,
) -> Iterator[tuple[segment_vectors.SparseVector, int]]:
    """Yield texts of a segment, of half a segment, and of three segments of one document."""
    for place, index in enumerate(chosen):
        yield vectors[index], len(pieces[index].words)
        if place % 3 == 0:
            half = pieces[index].words[: len(pieces[index].words) // 2]
            yield segment_vectors.text_vector(half, others), len(half)
            three = chosen[place : place + 3]
            if len({pieces[i].document for i in three}) == 1 and len(three) == 3:
                words = tuple(word for i in three for word in pieces[i].words)
                yield segment_vectors.text_vector(words, others), len(words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("changelog", type=Path)
    parser.add_argument("bitcoin", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--output", type=Path, default=other_speakers.BACKGROUND)
    arguments = parser.parse_args()
    rng = np.random.default_rng(SEED)
    documents = occasional(read_speech(arguments.changelog, arguments.bitcoin))
    pieces = pieces_of(documents, 12, rng)
    print(f"{len(documents)} documents, {len({d.speaker for d in documents})} speakers, {len(pieces)} segments")
    sample = [pieces[index] for index in sorted(rng.permutation(len(pieces))[:VOCABULARY_SEGMENTS])]
    vocabulary, head = make_vocabulary(documents, sample)
    names = head.pop("names")
    print(f"{vocabulary.size} n-grams", flush=True)
    shares = np.bincount(count_rows((piece.words for piece in sample), vocabulary).indices, minlength=vocabulary.size)
    idf = (np.log(len(sample) / (1 + shares)) + 1).astype(np.float16).astype(float)
    per_speaker = Counter(document.speaker for document in documents)
    once = [piece for piece in pieces if per_speaker[piece.speaker] == 1]
    one_each = {once[index].speaker: once[index] for index in rng.permutation(len(once))}
    chosen = [piece.words for piece in list(one_each.values())[:N_OTHERS]]
    machine = read_machine(arguments.corpus, rng)
    counts = count_rows([*chosen, *machine], vocabulary)
    counts.data = np.minimum(counts.data, 255)
    weights = np.r_[
        np.full(len(chosen), (1 - MACHINE_SHARE) / len(chosen)), np.full(len(machine), MACHINE_SHARE / len(machine))
    ]
    vectors = weigh(counts, idf, vocabulary)
    gram = (vectors @ vectors.T).toarray().astype(np.float32)
    others = other_speakers.OtherSpeakers(
        vocabulary, idf, counts.indptr.astype(np.int64), counts.indices.astype(np.int64), vectors.data, weights,
        np.asarray(weights @ vectors).ravel(), other_speakers.inner_inverse(gram.astype(float), weights, RIDGE), RIDGE, len(chosen), (), (), 0.0,
    )  # fmt: skip
    several = [piece for piece in pieces if per_speaker[piece.speaker] > 1]
    calibrated = calibrate(several, others, rng)
    print(calibrated)
    steps = np.concatenate([np.diff(row, prepend=0) for row in np.split(others.indices, others.indptr[1:-1])])
    head |= {"ridge": RIDGE, "n_speakers": len(chosen), "sources": LICENCES | {MACHINE_SOURCE: "MIT"}}
    np.savez_compressed(
        arguments.output,
        head=np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
        names=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        idf=idf.astype(np.float16), indptr=others.indptr.astype(np.int32), steps=steps.astype(np.uint16),
        counts=counts.data.astype(np.uint8), weights=weights.astype(np.float32), gram=gram,
    )  # fmt: skip
    calibration = arguments.output.with_name(other_speakers.CALIBRATION.name)
    calibration.write_text(json.dumps(calibrated, indent=1) + "\n", encoding="utf-8")
    print(f"{arguments.output}: {arguments.output.stat().st_size / 1e6:.1f} MB, {vocabulary.size} n-grams")


if __name__ == "__main__":
    main()
