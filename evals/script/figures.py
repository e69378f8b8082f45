"""What the metrics of this suite read: a written script in figures, by the product's own rules."""

from evals.cases import Output
from evals.creators import Creator
from evals.draft import sentence_items
from evals.draft_quality import sourcing
from evals.ragas_adapter import PASS
from evals.writing import Written
from pipelines.models import ScriptSentence, SentenceKind
from pipelines.sentences import words
from pipelines.voice.pipeline import score_text
from pipelines.writing import contract, diagnosis, difficulty, frameworks, rules
from pipelines.writing.hooks import promises
from pipelines.writing.pipeline import setting
from pipelines.writing.themes import stems


def figures(written: Written, creator: Creator) -> Output:
    """Return the text and its figures. `creator` is whom it should sound like, whatever the writer was told of them.

    The voice is scored without stories and placeholders: a story is the creator's own text and would flatter the rest.
    """
    planned, script = written.planned, written.sentences
    spoken = [line for line in script if not line.is_placeholder]
    own = score_text(" ".join(line.text for line in spoken if line.kind is not SentenceKind.STORY), creator.profile)
    project, subject = planned.project, planned.subject
    judged = setting(project, planned.outline, subject.facts, subject.documents, known=subject.known)
    faults = [fault.rule for fault in diagnosis.find(script, judged)]
    return {
        "text": written.text,
        "voice": own.value,
        "probability": own.probability,
        "voice_reason": own.reason,
        "sentences": len(spoken),
        "faults": sorted(faults),
        "minutes": rules.spoken_minutes(script, creator.words_per_minute),
        "target_minutes": project.minutes,
        "difficulty": _difficulty(spoken),
        **_structure(written),
        **_sourcing(written, spoken),
        **_opening(written),
    }


def _structure(written: Written) -> Output:
    """Count the beats of the framework that the script was planned by, and those that lack something."""
    chosen = {beat.framework_id for beat in written.planned.outline}
    framework = next(one for one in frameworks.load() if one.framework_id in chosen)
    missing = contract.missing(framework, written.planned.outline, written.sentences, written.planned.subject.facts)
    return {
        "framework": framework.framework_id,
        "beats": len(framework.beats),
        "beats_lacking": sorted({gap.beat.name for gap in missing}),
    }


def _sourcing(written: Written, spoken: list[ScriptSentence]) -> Output:
    """Count what is stated, and what of it does not stand: untyped, citing what is no fact, or saying more than it cites."""
    facts, documents = written.planned.subject.facts, written.planned.subject.documents
    broken = {line.sentence_id for line in rules.untyped(spoken)}
    for name, output, expected in sentence_items(spoken, facts, written.planned.creator.stories, documents):
        if output["unresolved"] or output["unsourced_numbers"] or not _is_backed(output, expected):
            broken.add(name)
    quiet = {SentenceKind.RHETORIC, SentenceKind.STORY}
    stated = [line for line in spoken if line.kind not in quiet or line.sentence_id in broken]
    return {"stated": len(stated), "unproved": [line.text for line in stated if line.sentence_id in broken]}


def _is_backed(output: Output, expected: Output) -> bool:
    backed = sourcing.sourced_is_backed
    return not backed.applies(expected) or backed.function(output, expected) == PASS


def _opening(written: Written) -> Output:
    """Count what the opening promises, and list what no later sentence pays."""
    hook = promises.opening_of(written.planned.hooks, written.sentences)
    found = list(promises.payments(hook, written.sentences)) if hook else []
    return {
        "hook": hook.kind if hook else None,
        "promises": len(found),
        "unpaid": [promise.text for promise, paying in found if paying is None],
    }


def _difficulty(spoken: list[ScriptSentence]) -> float:
    """Return the mean difficulty of the words that carry content, 0..1."""
    content = [word for line in spoken for word in words(line.text) if stems(word)]
    return sum(map(difficulty.of_word, content)) / max(1, len(content))
