"""Make `pipelines/voice/ordinary_phrases.json`: how often ordinary speech uses everyday phrases, as rates only.

    python benchmarks/ordinary_phrases.py CORPUS

CORPUS is a folder with `manifest.csv` and a folder of .txt per speaker. Kept are n-grams (2-6 everyday words) that at
least six speakers use. Only transcripts whose licence permits derived numbers are read (`LICENSED`); the file names them.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.sentences import normalised_words, split
from pipelines.voice import log_odds, words

LICENSED = {
    "bitcointranscripts/bitcointranscripts": "MIT",
    "thechangelog/transcripts": "CC BY-SA 4.0, Changelog Media",
}
PHRASE_MIN_SPEAKERS = 6
PHRASE_MIN_PER_MILLION = 12.0


@dataclass(frozen=True)
class Document:
    """One transcript of the corpus, as the words of its sentences."""

    speaker: str
    sentences: tuple[tuple[str, ...], ...]


def read_corpus(corpus: Path) -> Iterator[Document]:
    """Read the licensed human transcripts that `manifest.csv` lists, in its order."""
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["split"] in ("dev", "background") and row["source_repo"] in LICENSED:
                text = (corpus / row["speaker"] / f"{row['doc_id']}.txt").read_text(encoding="utf-8")
                speaker = row["doc_id"] if row["split"] == "background" else row["speaker"]
                yield Document(speaker, tuple(tuple(normalised_words(span.text)) for span in split(text)))


def ordinary_phrases(documents: Iterable[Document]) -> dict[str, float]:
    """Return n-grams of function words and very common words that many speakers use → occurrences per million words."""
    counts: Counter[str] = Counter()
    speakers: dict[str, set[str]] = defaultdict(set)
    total = 0
    for document in documents:
        for sentence in document.sentences:
            total += len(sentence)
            for size in range(2, 7):
                for start in range(len(sentence) - size + 1):
                    phrase = sentence[start : start + size]
                    if all(words.is_function_word(word) or words.zipf(word) >= 4.5 for word in phrase):
                        joined = " ".join(phrase)
                        counts[joined] += 1
                        speakers[joined].add(document.speaker)
    return {
        phrase: round(1e6 * count / total, 1)
        for phrase, count in sorted(counts.items())
        if len(speakers[phrase]) >= PHRASE_MIN_SPEAKERS and 1e6 * count / total >= PHRASE_MIN_PER_MILLION
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--output", type=Path, default=log_odds.ORDINARY)
    arguments = parser.parse_args()
    documents = list(read_corpus(arguments.corpus))
    content = {
        "sources": LICENSED,
        "n_speakers": len({document.speaker for document in documents}),
        "n_documents": len(documents),
        "n_words": sum(len(sentence) for document in documents for sentence in document.sentences),
        "phrases": ordinary_phrases(documents),
    }
    arguments.output.write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print({key: value for key, value in content.items() if isinstance(value, int)}, len(content["phrases"]))


if __name__ == "__main__":
    main()
