"""The critical apparatus of a script: its facts as numbered notes, its research brief, and the sources of both.

A note belongs to a fact, and is numbered at the fact's first use; page, Markdown and DOCX show the same numbers.
"""

from dataclasses import dataclass

from pipelines.models import BriefSentence, Evidence, ResearchDocument, Script, ScriptSentence, Verdict, VerifiedFact

VERDICT_LABELS = {
    Verdict.SUPPORTED: "confirmed",
    Verdict.REFUTED: "contradicted",
    Verdict.NOT_ENOUGH_INFO: "single source",
}


@dataclass(frozen=True)
class Quotation:
    """A verbatim sentence of another document that speaks for or against a fact."""

    evidence: Evidence
    document: ResearchDocument | None


@dataclass(frozen=True)
class Note:
    """A fact with everything that a reader needs to check it. `number` None: the script does not use it."""

    number: int | None
    fact: VerifiedFact
    document: ResearchDocument | None
    confirmations: tuple[Quotation, ...]
    contradictions: tuple[Quotation, ...]
    used_in: tuple[ScriptSentence, ...]

    @property
    def verdict(self) -> str:
        """The verdict in words, with its probability where others speak for or against it, e.g. `confirmed, 93%`.

        A probability beside "single source" would read as doubt about the fact; it is that of another source saying so too.
        """
        label = VERDICT_LABELS[self.fact.verdict]
        if self.fact.probability is None or self.fact.verdict is Verdict.NOT_ENOUGH_INFO:
            return label
        return f"{label}, {self.fact.probability:.0%}"

    @property
    def sources(self) -> str:
        """The number of independent sources in words."""
        n = self.fact.independent_sources
        return f"{n} independent source{'' if n == 1 else 's'}"

    @property
    def section(self) -> str:
        """Where in its document the quote stands, e.g. `Nuclei › Deuterium`; the document's own title is left out."""
        headings = [heading for heading in self.fact.heading.split(" > ") if heading]
        if headings and self.document and headings[0] == self.document.title:
            del headings[0]
        return " › ".join(headings)


@dataclass(frozen=True)
class Answer:
    """A sub-question of the research brief, with the sentences that answer it and the documents that each rests on."""

    question: str
    sentences: tuple[tuple[BriefSentence, tuple[ResearchDocument, ...]], ...]


@dataclass(frozen=True)
class Notes:
    """The notes of a script: those used in the order of their numbers, then the others in the order of the facts."""

    used: tuple[Note, ...]
    unused: tuple[Note, ...]
    refuted: tuple[Note, ...]  # of `unused`: those that another source contradicts
    unresolved: tuple[str, ...]  # fact ids that a sentence cites and the facts lack
    numbers: dict[str, int]  # fact id → note number
    brief: tuple[Answer, ...]

    def numbers_of(self, sentence: ScriptSentence) -> list[int]:
        """Return the note numbers of a sentence, ascending."""
        return sorted(self.numbers[fact_id] for fact_id in sentence.fact_ids if fact_id in self.numbers)

    @property
    def documents(self) -> tuple[ResearchDocument, ...]:
        """The documents that notes, disagreements and brief quote, by title."""
        shown = (*self.used, *self.refuted)
        quoted = [note.document for note in shown]
        quoted += [found.document for note in shown for found in (*note.confirmations, *note.contradictions)]
        quoted += [document for answer in self.brief for _, cited in answer.sentences for document in cited]
        by_id = {document.document_id: document for document in quoted if document}
        return tuple(sorted(by_id.values(), key=lambda document: (document.title, document.document_id)))

    @property
    def source_numbers(self) -> dict[str, int]:
        """Document id → place in the list of sources, from 1."""
        return {document.document_id: number for number, document in enumerate(self.documents, 1)}


def number(script: Script) -> Notes:
    """Number the facts of `script` by first use, and collect the sources of all of them."""
    facts = {fact.fact_id: fact for fact in script.facts}
    numbers: dict[str, int] = {}
    unresolved: dict[str, None] = {}
    for sentence in script.sentences:
        for fact_id in sentence.fact_ids:
            if fact_id in facts:
                numbers.setdefault(fact_id, len(numbers) + 1)
            else:
                unresolved.setdefault(fact_id)
    notes = {note.fact.fact_id: note for note in _notes(script, numbers)}
    unused = tuple(note for fact_id, note in notes.items() if fact_id not in numbers)
    return Notes(
        used=tuple(notes[fact_id] for fact_id in numbers),
        unused=unused,
        refuted=tuple(note for note in unused if note.fact.verdict is Verdict.REFUTED),
        unresolved=tuple(unresolved),
        numbers=numbers,
        brief=_brief(script),
    )


def citation(document: ResearchDocument | None) -> str:
    """Return a document as a bibliography names it: author, title, publisher, date."""
    if document is None:
        return "a document that is no longer in the library"
    publisher = ", ".join(part for part in (document.publisher, document.published_on) if part)
    author = f"{document.author.rstrip('.')}. " if document.author else ""
    stop = "" if document.title.endswith(("?", "!", ".")) else "."
    return f"{author}{document.title}{stop}{f' {publisher}.' if publisher else ''}"


def _notes(script: Script, numbers: dict[str, int]) -> list[Note]:
    documents = {document.document_id: document for document in script.documents}
    evidence = {item.evidence_id: item for item in script.evidence}
    uses: dict[str, list[ScriptSentence]] = {}
    for sentence in script.sentences:
        for fact_id in dict.fromkeys(sentence.fact_ids):
            uses.setdefault(fact_id, []).append(sentence)
    notes = []
    for fact in script.facts:
        found = [evidence[key] for key in fact.evidence_ids if key in evidence]
        quotations = [Quotation(item, documents.get(item.document_id)) for item in sorted(found, key=_strongest_first)]
        notes.append(
            Note(
                number=numbers.get(fact.fact_id),
                fact=fact,
                document=documents.get(fact.document_id),
                confirmations=tuple(q for q in quotations if q.evidence.verdict is Verdict.SUPPORTED),
                contradictions=tuple(q for q in quotations if q.evidence.verdict is Verdict.REFUTED),
                used_in=tuple(uses.get(fact.fact_id, ())),
            )
        )
    return notes


def _brief(script: Script) -> tuple[Answer, ...]:
    """Return the brief by question, in the order of its sentences."""
    documents = {document.document_id: document for document in script.documents}
    answers: dict[str, list[tuple[BriefSentence, tuple[ResearchDocument, ...]]]] = {}
    for sentence in script.brief:
        ids = dict.fromkeys(script.passage_documents.get(passage_id) for passage_id in sentence.passage_ids)
        cited = tuple(documents[key] for key in ids if key in documents)
        answers.setdefault(sentence.question, []).append((sentence, cited))
    return tuple(Answer(question, tuple(sentences)) for question, sentences in answers.items())


def _strongest_first(item: Evidence) -> tuple[float, str]:
    return (-item.probability, item.evidence_id)
