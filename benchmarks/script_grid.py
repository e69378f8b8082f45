"""What the offline writer makes of every stored channel and topic: `python benchmarks/script_grid.py [--channels …] [--topics …]`.

Per pair: share of sentences typed, share of sentences with a number whose cited facts state it, sentences with 12 or more
source words in a row, length against the target, recall of the library's bold terms, findings of the review by rule, and
wall time. Channels and topics are read from the database; a topic needs one project, of any channel.
"""

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from script_pairs import Written, speakers, subjects, written

from lectern import environment
from pipelines import settings
from pipelines.database import Database
from pipelines.models import SentenceKind
from pipelines.writing import rules
from pipelines.writing.pipeline import review_script
from pipelines.writing.themes import stems

_BOLD = re.compile(r"\*\*([^*\n]{3,60})\*\*")


@dataclass(frozen=True)
class Figures:
    """Of one script; shares in 0..1, None where there is nothing to take a share of."""

    sentences: int
    typed: float
    numbers: int  # sentences with one, outside stories
    sourced: float | None  # of them
    verbatim: int  # sentences at which a run of 12 source words ends
    minutes: float
    length: float  # of the target
    terms: float | None  # recall of the bold terms
    findings: str
    wall_s: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--channels", nargs="*", default=[])
    arguments.add_argument("--topics", nargs="*", default=[])
    arguments.add_argument("--minutes", type=float, default=8.0)
    arguments.add_argument("--folder", type=Path, help="where the scripts are put, as text")
    given = arguments.parse_args()
    environment.prepare()
    db = Database(settings.load().database_url)
    rows = []
    print("pair\tsentences\ttyped\tnumbers\tsourced\tverbatim\tminutes\tlength\tterms\twall s\tfindings")
    for speaker in speakers(db, given.channels):
        for subject in subjects(db, given.topics):
            script = written(speaker, subject, given.minutes)
            rows.append(figures(script))
            print(line(script.project.project_key, rows[-1]), flush=True)
            if given.folder:
                given.folder.mkdir(parents=True, exist_ok=True)
                name = script.project.project_key.replace("/", "-")
                (given.folder / f"{name}.txt").write_text(readable(script), encoding="utf-8")
    print(summary(rows))


def figures(script: Written) -> Figures:
    """Return the figures of one script."""
    facts = list(script.subject.facts)
    index = rules.SourceIndex([document.text for document in script.subject.documents] + [fact.quote for fact in facts])
    with_numbers = [
        sentence
        for sentence in script.sentences
        if sentence.kind is not SentenceKind.STORY and rules.numbers(sentence.text)
        and (sentence.kind is not SentenceKind.RHETORIC or re.search(r"\d", sentence.text))
    ]  # fmt: skip
    unsourced = {sentence.sentence_id for sentence, _ in rules.unsourced_numbers(script.sentences, facts)}
    minutes = rules.spoken_minutes(script.sentences, script.speaker.words_per_minute)
    return Figures(
        sentences=len(script.sentences),
        typed=1 - len(rules.untyped(script.sentences)) / max(1, len(script.sentences)),
        numbers=len(with_numbers),
        sourced=1 - sum(s.sentence_id in unsourced for s in with_numbers) / len(with_numbers) if with_numbers else None,
        verbatim=len(rules.verbatim_places(script.sentences, index)),
        minutes=minutes,
        length=minutes / script.project.minutes,
        terms=recall(script.text, bold_terms(Path(script.subject.project.library))),
        findings=_findings(script),
        wall_s=script.wall_s,
    )


def bold_terms(library: Path) -> set[str]:
    """Return what a library's Markdown sets in bold: the terms that it defines."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(library.glob("*.md")))
    return {re.sub(r"\s*\([^)]*\)", "", term).lower() for text in texts for term in _BOLD.findall(text)}


def recall(text: str, terms: set[str]) -> float | None:
    """Return the share of terms of which all words stand in one sentence of a text."""
    said = [stems(sentence) for sentence in text.split("\n")]
    wanted = [stems(term) for term in sorted(terms) if stems(term)]
    return sum(any(term <= sentence for sentence in said) for term in wanted) / len(wanted) if wanted else None


def _findings(script: Written) -> str:
    found = review_script(
        script.project,
        script.outline,
        script.sentences,
        script.subject.facts,
        script.speaker.stories,
        script.subject.documents,
        script.speaker.words_per_minute,
        (),
        script.subject.misconceptions,
    )
    counted = Counter(f"{finding.severity}:{finding.rule}" for finding in found)
    return " ".join(f"{rule}×{n}" for rule, n in sorted(counted.items()))


def line(name: str, row: Figures) -> str:
    """Return one line of the table."""
    shares = [f"{row.typed:.3f}", str(row.numbers), _share(row.sourced), str(row.verbatim), f"{row.minutes:.2f}"]
    return "\t".join(
        [name, str(row.sentences), *shares, f"{row.length:.3f}", _share(row.terms), f"{row.wall_s:.1f}", row.findings]
    )


def summary(rows: Sequence[Figures]) -> str:
    """Return what holds over all pairs."""
    n_sentences, n_numbers = sum(row.sentences for row in rows), sum(row.numbers for row in rows)
    typed = sum(row.typed * row.sentences for row in rows) / n_sentences
    sourced = sum((row.sourced or 0.0) * row.numbers for row in rows) / max(1, n_numbers)
    near = sum(abs(row.length - 1) <= 0.05 for row in rows)
    terms = [row.terms for row in rows if row.terms is not None]
    return (
        f"{len(rows)} scripts: {typed:.1%} of {n_sentences} sentences typed, {sourced:.1%} of {n_numbers} sentences with a number "
        f"sourced, {sum(row.verbatim for row in rows)} verbatim runs, {near} within 5 % of the length, "
        f"terms {sum(terms) / max(1, len(terms)):.2f}, {sum(row.wall_s for row in rows) / len(rows):.1f} s a script"
    )


def readable(script: Written) -> str:
    """Return a script as text, a paragraph a beat, each sentence with its kind and nearness to the voice."""
    titles = {beat.beat_id: f"{beat.name}: {beat.title}" for beat in script.outline}
    lines, beat = [], ""
    for sentence in script.sentences:
        if sentence.beat_id != beat:
            beat = sentence.beat_id
            lines.append(f"\n## {titles[beat]}\n")
        lines.append(f"[{sentence.kind.value[:2]} {sentence.voice or 0:.2f}] {sentence.text}")
    return "\n".join(lines) + "\n"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()
