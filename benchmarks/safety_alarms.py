"""How often safety speaks up in talks in which nothing is amiss: `python benchmarks/safety_alarms.py FOLDER [--show]`.

FOLDER holds one folder of text files per speaker; files in folders named in --without are left out. Prints one line per rule:
findings, talks with any, and the rate per thousand sentences. About a minute for five million words.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from pipelines import sentences
from pipelines.writing.safety import personal_data, policy


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--without", nargs="*", default=["_ai"], help="folders to leave out")
    arguments.add_argument("--show", action="store_true", help="print each finding with its sentence")
    given = arguments.parse_args()
    found: Counter[str] = Counter()
    talks: defaultdict[str, set[Path]] = defaultdict(set)
    n_sentences = n_talks = 0
    for path in sorted(given.folder.glob("*/*.txt")):
        if path.parent.name in given.without:
            continue
        n_talks += 1
        for span in sentences.split(path.read_text(encoding="utf-8", errors="replace")):
            n_sentences += 1
            for rule, words in alarms(span.text):
                found[rule] += 1
                talks[rule].add(path)
                if given.show:
                    print(rule, words, path.name, span.text[:200].replace("\n", " "), sep="\t")
    print("rule", "findings", "talks", "per_1000_sentences", sep="\t")
    for rule, count in found.most_common():
        print(rule, count, len(talks[rule]), f"{1000 * count / n_sentences:.3f}", sep="\t")
    total = found.total()
    print(
        f"{total} findings in {n_sentences} sentences of {n_talks} talks: {1000 * total / n_sentences:.2f} in a thousand"
    )


def alarms(text: str) -> Iterator[tuple[str, str]]:
    """Yield (rule, words) for each rule that a sentence breaks, and each kind of personal data that it holds."""
    for rule in policy.load():
        words = rule.breach(text)
        if words is not None:
            yield rule.rule, words
    for kind in personal_data.kinds_in(text):
        yield "personal-data", kind


if __name__ == "__main__":
    main()
