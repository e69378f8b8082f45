"""Choose the passages in which discourse moves are labelled, and write them for labellers to read.

    python benchmarks/choose_move_passages.py CORPUS SAMPLES OUTPUT

Every other passage contains the beginning or the end of its document. Whole speakers are for development or for test.
"""

import argparse
import json
import random
from pathlib import Path

from evals.discourse_moves import documents

LENGTH = 40  # sentences
SEED = "discourse moves"
DEVELOPMENT = ("andrej_karpathy", "grant_sanderson", "hal_abelson", "jerod_santo", "mat_ryer", "rich_hickey")
TEST = (
    "alex_gendler andreas_antonopoulos andrew_huberman christian_decker dan_ariely daniel_whitenack gary_stevenson "
    "justin_johnson michael_kennedy nate_b_jones noam_chomsky pieter_wuille sjors_provoost stuart_halloway"
).split()
N_SAMPLES = 6


def choose(files: list[Path], root: Path, edge: str, chance: random.Random) -> dict[str, object]:
    """Return a passage of the first drawn file that is long enough."""
    for path in chance.sample(files, len(files)):
        document = documents.read(path)
        spare = len(document.segments) - LENGTH
        if spare < 2:
            continue
        first = {"begin": 0, "end": spare}.get(edge) if edge else chance.randrange(1, spare)
        sentences = [
            {"n": n, "offset": document.offsets[first + n], "text": document.segments[first + n].text}
            for n in range(LENGTH)
        ]
        return {"document": path.relative_to(root).as_posix(), "first_ordinal": first, "sentences": sentences}
    raise SystemExit(f"no file with {LENGTH + 2} sentences under {files[0].parent}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("samples", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    wanted = [("dev", speaker, None) for speaker in DEVELOPMENT] + [("test", speaker, None) for speaker in TEST]
    channel = sorted(arguments.samples.iterdir())
    chosen = random.Random(SEED).sample(channel, N_SAMPLES)
    wanted += [("dev", f"sample-{path.stem}", path) for path in sorted(chosen)]
    edges = ["begin", "", "end", ""]
    for number, (part, name, path) in enumerate(wanted):
        chance = random.Random(f"{SEED} {name}")
        files = [path] if path else sorted((arguments.corpus / name).glob("*.txt"))
        root = arguments.samples if path else arguments.corpus
        passage = {"passage": name.replace("_", "-"), "part": part}
        passage |= choose(files, root, edges[number % len(edges)], chance)
        target = arguments.output / f"{passage['passage']}.json"
        target.write_text(json.dumps(passage, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(part, passage["passage"], passage["document"], passage["first_ordinal"], edges[number % 4])


if __name__ == "__main__":
    main()
