"""What content safety finds in a script, each with its sentence, rule, severity and remedy, for the review to store."""

from collections.abc import Iterator, Mapping, Sequence

from pipelines.models import ScriptSentence, Severity, VerifiedFact
from pipelines.writing.rules import MAX_VERBATIM_WORDS, SourceIndex
from pipelines.writing.safety import authenticity, overlap, personal_data, policy

Found = tuple[str, Severity, str | None, str, str]
"""Rule, severity, sentence id, message, remedy."""


def found(
    sentences: Sequence[ScriptSentence],
    facts: Sequence[VerifiedFact],
    index: SourceIndex,
    earlier: Mapping[str, Sequence[ScriptSentence]],
) -> Iterator[Found]:
    """Yield every finding.

    Args:
        index: what the sources say.
        earlier: the channel's last scripts, by what they are called, the latest first.
    """
    for sentence, rule, message in policy.breaches(sentences, facts):
        yield rule.rule, rule.severity, sentence.sentence_id, message, rule.remedy
    for sentence, what in personal_data.found(sentences):
        message = f"The sentence holds {what} (NIST SP 800-122, Guide to Protecting the Confidentiality of PII)."
        yield "personal-data", Severity.BLOCKING, sentence.sentence_id, message, "Cut it, or say it without the data."
    yield from _overlap(sentences, index)
    yield from _authenticity(authenticity.likeness(sentences, earlier))


def _overlap(sentences: Sequence[ScriptSentence], index: SourceIndex) -> Iterator[Found]:
    for sentence, run in overlap.close(sentences, index):
        if run <= MAX_VERBATIM_WORDS:
            message = f"{run} words in a row, nearly the whole sentence, stand in a source."
            yield "close-to-source", Severity.NOTE, sentence.sentence_id, message, "Say it in your own words."
    measured = overlap.overlap(sentences, index)
    if measured.share is not None and measured.share > overlap.MUCH:
        message = (
            f"{measured.share:.0%} of the words ({measured.n_shared} of {measured.n_words}) stand in the sources in runs of "
            "seven or more."
        )
        yield (
            "much-from-sources",
            Severity.WARNING,
            None,
            message,
            "Retell the sentences that are marked as close to their source.",
        )


def _authenticity(like: authenticity.Likeness) -> Iterator[Found]:
    for sentence, script in like.again:
        message = f"“{script}” says this sentence word for word."
        yield "said-in-last-script", Severity.NOTE, sentence.sentence_id, message, "Say it otherwise this time."
    share = like.template_share
    if share is not None and share > authenticity.MANY_TEMPLATES:
        n = len(like.again) + len(like.templated)
        message = (
            f"{n} of {like.n_sentences} sentences ({share:.0%}) repeat or are built like sentences of your last "
            f"{like.n_scripts} script{'s' * (like.n_scripts != 1)}: a series of such videos can look mass-produced "
            f"({authenticity.SOURCE})."
        )
        first = next((sentence.sentence_id for sentence, _ in (*like.again, *like.templated)), None)
        yield (
            "templated",
            Severity.WARNING,
            first,
            message,
            "Reword the sentences that are marked, or open and close in another way.",
        )
    if not like.is_first_hand:
        message = f"Nothing in this script is first-hand: no story of yours, no sentence in the first person ({authenticity.SOURCE})."
        place = like.waits_for.sentence_id if like.waits_for else None
        yield (
            "not-first-hand",
            Severity.WARNING,
            place,
            message,
            "Tell what you saw, tried or thought yourself; the script page shows where.",
        )
