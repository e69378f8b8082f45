"""Cases of the suite `script` for real channels: `python benchmarks/eval_channels.py CORPORA --out FILE [--channels …] [--libraries …] [--minutes …]`.

CORPORA holds `voice/` with `manifest.csv` and a folder of transcripts per speaker, and may hold `library/` with a folder of
sources per topic. One case per speaker and topic; the speaker is the source. A speaker is taken whose transcripts give a
voice that can be scored: at least `MIN_VIDEOS` documents and `MIN_WORDS` words. Then:
`lectern eval run script --cases FILE`.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

MIN_VIDEOS, MIN_WORDS = 5, 10_000
SAMPLES = "samples/library"
TOPICS = {"The Big Bang": SAMPLES, "The age of the universe": SAMPLES}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpora", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument(
        "--channels", nargs="*", default=[], help="speakers; all that can be scored where none is named"
    )
    arguments.add_argument(
        "--libraries", nargs="*", default=[], help="folders of CORPORA/library, each a topic by its name"
    )
    arguments.add_argument("--minutes", type=float, default=3.0)
    given = arguments.parse_args()
    corpora = given.corpora.resolve()
    topics = TOPICS | {name.replace("-", " ").capitalize(): str(corpora / "library" / name) for name in given.libraries}
    lines = [json.dumps(case) for case in cases(corpora, given.channels or speakers(corpora), topics, given.minutes)]
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{given.out}: {len(lines)} cases of {len(lines) // len(topics)} channels")


def speakers(corpora: Path) -> list[str]:
    """Return the speakers with enough speech, by name."""
    words: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    with (corpora / "voice" / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["split"] == "dev":
                words[row["speaker"]] += int(row["words"])
                documents[row["speaker"]] += 1
    return sorted(name for name in words if documents[name] >= MIN_VIDEOS and words[name] >= MIN_WORDS)


def cases(corpora: Path, names: Sequence[str], topics: dict[str, str], minutes: float) -> Iterator[dict[str, object]]:
    """Yield a case per speaker and topic."""
    for name in names:
        for topic, library in topics.items():
            given = {"channel": str(corpora / "voice" / name), "library": library, "topic": topic, "minutes": minutes}
            slug = "-".join(topic.lower().split())
            yield {
                "id": f"{name}-{slug}", "input": given, "expected": {}, "metadata": {}, "split": "test", "source": name,
            }  # fmt: skip


if __name__ == "__main__":
    main()
