"""Where drafts stand between other people's talk (0) and the creator's own (1), under scorers that the writer never saw.

    python benchmarks/script_position.py split CORPUS FOLDER SPEAKER …   # half of each speaker's documents, to be added as channels
    python benchmarks/script_position.py CORPUS BENCH [--channels …] [--topics …]

CORPUS holds `manifest.csv` and a folder of .txt per speaker, BENCH the file `voice_bench.py` with the scorers. The channels
of the database are named as the speakers, with hyphens. The writer knows the half that was split off; the scorers see the
other half only, in three folds over videos: two folds make the profile, the third the creator's own texts. A position is
(draft - others) / (own - others) of mean scores: others are pieces of all other speakers, all texts have 400 words.
Intervals resample channels, and the pieces within. Every script is written with and without re-voicing.
"""

import argparse
import csv
import importlib.util
import shutil
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from script_pairs import speakers, subjects, written

from lectern import environment
from pipelines import settings
from pipelines.database import Database

SCORERS = ("char_tfidf", "ppmd", "cosine_delta_300")
N_FOLDS, PIECE_WORDS, OTHERS_EACH, OWN_EACH = 3, 400, 1, 2
_RESAMPLES = 300


@dataclass(frozen=True)
class Document:
    """One document of the corpus."""

    speaker: str
    name: str
    group: str
    text: str


@dataclass(frozen=True)
class Position:
    """Scores of one fold of a channel, and which topic each of its drafts' pieces is of."""

    own: NDArray[np.float64]
    others: NDArray[np.float64]
    drafts: Mapping[str, NDArray[np.float64]]


def read(corpus: Path) -> tuple[dict[str, list[Document]], list[str]]:
    """Return (documents by speaker, texts of the background)."""
    found: dict[str, list[Document]] = defaultdict(list)
    background = []
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["split"] in {"dev", "background"}:
                text = (corpus / row["speaker"] / f"{row['doc_id']}.txt").read_text(encoding="utf-8")
                if row["split"] == "background":
                    background.append(text)
                else:
                    found[row["speaker"]].append(Document(row["speaker"], row["doc_id"], row["group"], text))
    return dict(found), background


def halves(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """Return (for the writer, for the scorers): every second video each, by name."""
    groups = sorted({document.group for document in documents})
    known = set(groups[::2])
    return [d for d in documents if d.group in known], [d for d in documents if d.group not in known]


def split(corpus: Path, folder: Path, names: Sequence[str]) -> None:
    """Copy the writer's half of each speaker into a folder of their own."""
    documents, _ = read(corpus)
    for name in names:
        (folder / name).mkdir(parents=True, exist_ok=True)
        for document in halves(documents[name])[0]:
            shutil.copy(corpus / name / f"{document.name}.txt", folder / name)


def pieces(text: str, at_most: int | None = None) -> list[str]:
    """Cut a text into pieces of exactly `PIECE_WORDS`, because scores depend on length; taken from all over it."""
    words = text.split()
    count = len(words) // PIECE_WORDS
    start = (len(words) - count * PIECE_WORDS) // 2
    cut = [" ".join(words[at : at + PIECE_WORDS]) for at in range(start, start + count * PIECE_WORDS, PIECE_WORDS)]
    chosen = np.unique(np.linspace(0, max(count - 1, 0), min(at_most or count, count)).round().astype(int))
    return [cut[place] for place in chosen]


def load_scorers(bench: Path) -> Any:
    """Return the module that holds the scorers."""
    sys.path.insert(0, str(bench))
    spec = importlib.util.spec_from_file_location("voice_bench", bench / "voice_bench.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{bench / 'voice_bench.py'} is not there: name the folder that holds it.")
    module = importlib.util.module_from_spec(spec)
    sys.modules["voice_bench"] = module
    spec.loader.exec_module(module)
    return module


def folds(
    own: Sequence[Document], others: Sequence[str], drafts: Mapping[str, str], scorer: Any, form: Any
) -> list[Position]:
    """Score own, other and drafted pieces by profiles that leave a third of the videos out."""
    groups = sorted({document.group for document in own})
    n_folds = min(N_FOLDS, len(groups))
    fold_of = {group: place % n_folds for place, group in enumerate(groups)}
    profiles = [[form(d.text) for d in own if fold_of[d.group] != fold] for fold in range(n_folds)]
    mine = [(fold_of[d.group], form(piece)) for d in own for piece in pieces(d.text, OWN_EACH)]
    drafted = [(topic, form(piece)) for topic, text in drafts.items() for piece in pieces(text)]
    texts = [text for _, text in mine] + [form(piece) for piece in others] + [text for _, text in drafted]
    scores = np.asarray(scorer.matrix(profiles, texts))
    whose = np.array([fold for fold, _ in mine])
    about = np.array([topic for topic, _ in drafted])
    n_own, n_drafted = len(mine), len(drafted)
    return [
        Position(
            scores[fold, :n_own][whose == fold],
            scores[fold, n_own : len(texts) - n_drafted],
            {topic: scores[fold, len(texts) - n_drafted :][about == topic] for topic in drafts},
        )
        for fold in range(n_folds)
    ]


def position(rows: Sequence[Position], rng: np.random.Generator | None = None) -> float:
    """Return the mean position of all drafts over the folds; of a resample where `rng` is given."""

    def mean(scores: NDArray[np.float64]) -> float:
        return float((scores if rng is None else rng.choice(scores, len(scores))).mean())

    values = []
    for row in rows:
        floor, ceiling = mean(row.others), mean(row.own)
        values += [(mean(scores) - floor) / (ceiling - floor) for scores in row.drafts.values()]
    return float(np.mean(values))


def stated(by_scorer: Sequence[Mapping[str, Sequence[Position]]]) -> str:
    """Return the mean position over channels and scorers with its 95 % interval: channels and pieces are resampled."""
    rng = np.random.default_rng(0)
    names = list(by_scorer[0])
    means = [
        np.mean(
            [position(rows[names[at]], rng) for at in rng.integers(0, len(names), len(names)) for rows in by_scorer]
        )
        for _ in range(_RESAMPLES)
    ]
    low, high = np.percentile(means, (2.5, 97.5))
    return f"{np.mean([position(rows[name]) for name in names for rows in by_scorer]):+.3f} ({low:+.3f} to {high:+.3f})"


def main() -> None:
    if sys.argv[1:2] == ["split"]:
        split(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
        return
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("bench", type=Path)
    arguments.add_argument("--channels", nargs="*", default=[])
    arguments.add_argument("--topics", nargs="*", default=[])
    arguments.add_argument("--minutes", type=float, default=8.0)
    arguments.add_argument("--drafts", type=Path, nargs="*", default=[], help="folders of CHANNEL.TOPIC.txt to place")
    given = arguments.parse_args()
    bench = load_scorers(given.bench)
    documents, background = read(given.corpus)
    versions = {path.name: given_drafts(path) for path in given.drafts} or new_drafts(given)
    print("version\tscorer\t" + "\t".join(next(iter(versions.values()))) + "\tall (95 % interval)")
    found: dict[tuple[str, str], list[Mapping[str, Sequence[Position]]]] = defaultdict(list)
    for form_name, form in (("raw", str), ("flat", bench.flat)):
        for scorer in bench.build(SCORERS):
            scorer.fit([form(text) for text in background])
            for version, drafts in versions.items():
                rows = {name: positions(name, texts, documents, scorer, form) for name, texts in drafts.items()}
                found[version, form_name].append(rows)
                print(line(version, f"{form_name} {scorer.name}", [rows]), flush=True)
    for (version, form_name), by_scorer in found.items():
        print(line(version, f"{form_name} mean", by_scorer), flush=True)


def positions(
    name: str, texts: Mapping[str, str], documents: Mapping[str, Sequence[Document]], scorer: Any, form: Any
) -> list[Position]:
    """Score the drafts of one channel, named as its speaker with hyphens."""
    speaker = name.replace("-", "_")
    others = [
        piece
        for other, theirs in documents.items()
        if other != speaker
        for document in theirs[:OTHERS_EACH]
        for piece in pieces(document.text, 1)
    ]
    return folds(halves(documents[speaker])[1], others, texts, scorer, form)


def line(version: str, title: str, by_scorer: Sequence[Mapping[str, Sequence[Position]]]) -> str:
    """Return one line of the table: the mean over scorers per channel, and over channels with its interval."""
    names = list(by_scorer[0])
    cells = [f"{np.mean([position(rows[name]) for rows in by_scorer]):+.2f}" for name in names]
    return "\t".join([version, title, *cells, stated(by_scorer)])


def new_drafts(given: argparse.Namespace) -> dict[str, dict[str, dict[str, str]]]:
    """Write the scripts with and without re-voicing; return what is spoken, by version, channel and topic."""
    environment.prepare()
    db = Database(settings.load().database_url)
    topics = subjects(db, given.topics)
    found: dict[str, dict[str, dict[str, str]]] = {"plain": {}, "re-voiced": {}}
    for speaker in speakers(db, given.channels):
        for version, by_channel in found.items():
            by_channel[speaker.channel.channel_key] = {
                subject.project.topic: written(speaker, subject, given.minutes, is_revoiced=version != "plain").text
                for subject in topics
            }
    return found


def given_drafts(folder: Path) -> dict[str, dict[str, str]]:
    """Return the texts of a folder: CHANNEL.TOPIC.txt, by channel and topic."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(folder.glob("*.*.txt")):
        channel, topic, _ = path.name.split(".", maxsplit=2)
        found[channel][topic] = path.read_text(encoding="utf-8")
    return dict(found)


if __name__ == "__main__":
    main()
