"""What a creator's edits agree on, as readable rules: learned from small rewordings, applied once enough edits confirm them.

A rule says which wording gives way to which. It is learned from places where a few words were changed and the sentence
around them was kept; a sentence that was written anew teaches nothing about its words.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipelines.editing import retyping
from pipelines.editing.differences import word_changes
from pipelines.models import (
    Feedback,
    FeedbackKind,
    PreferenceRule,
    ScriptSentence,
    SentenceKind,
    Subject,
    VerifiedFact,
    content_id,
)
from pipelines.sentences import normalised_words, words
from pipelines.writing import rules

CONFIRMATIONS = 3
"""Edits of different sentences that must agree before a rule is applied."""

NOTED = 2
"""Edits from which on a rule is shown as one that may come."""

_LONGEST = 4  # words of a wording
_MOST_CHANGED = 0.5  # share of a sentence's words, above which it was written anew
_THEIR_OWN = frozenset({SentenceKind.STORY, SentenceKind.OWN, SentenceKind.BELIEF})
Voice = Callable[[Sequence[str]], list[float | None]]


def learned(
    channel_key: str, feedback: Sequence[Feedback], known: Sequence[PreferenceRule] = ()
) -> list[PreferenceRule]:
    """Return the rules that at least `NOTED` edits agree on, by wording; what the creator revoked in `known` stays revoked."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)  # wording, rather → sentence → feedback id
    for row in sorted(feedback, key=lambda row: (row.created_at, row.feedback_id)):
        if row.kind is FeedbackKind.EDIT and row.subject_type is Subject.SENTENCE:
            for pair in rewordings(row.before, row.text):
                said[pair][f"{row.project_key} {row.subject_key}"] = row.feedback_id
    revoked = {rule.rule_id for rule in known if rule.is_revoked}
    found = []
    for (wording, rather), places in said.items():
        if len(places) < NOTED:
            continue
        rule_id = content_id(channel_key, wording, rather)
        against = len(said.get((rather, wording), ()))
        examples = tuple(reversed(places.values()))
        found.append(
            PreferenceRule(
                rule_id,
                channel_key,
                wording,
                rather,
                _stated(wording, rather),
                len(places),
                against,
                examples,
                rule_id in revoked,
            )
        )
    return sorted(found, key=lambda rule: (rule.wording, rule.rather))


def rewordings(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield (wording, what stands there now) of the small changes of a sentence, both as normalised words.

    Numbers and names are matters of fact and not of taste: a change of one yields nothing.
    """
    old, new = normalised_words(before), normalised_words(after)
    pieces = word_changes(before, after)
    changed = sum(len(words(text)) for kind, text in pieces if kind == "cut")
    if not old or not new or changed > _MOST_CHANGED * len(old):
        return
    at = 0
    for place, (kind, text) in enumerate(pieces):
        start, at = at, at + (len(text) if kind != "added" else 0)
        if kind != "cut":
            continue
        put = pieces[place + 1][1] if place + 1 < len(pieces) and pieces[place + 1][0] == "added" else ""
        wording, rather = _trimmed(normalised_words(text), normalised_words(put))
        if not wording or max(len(wording), len(rather)) > _LONGEST or _is_of_fact(text, put, is_first=start == 0):
            continue
        yield " ".join(wording), " ".join(rather)


def is_applied(rule: PreferenceRule) -> bool:
    """Whether a rule has its confirmations, is not contradicted by half as many edits, and was not revoked."""
    return rule.support >= CONFIRMATIONS and 2 * rule.against < rule.support and not rule.is_revoked


def followed(
    sentences: Sequence[ScriptSentence],
    learned_rules: Sequence[PreferenceRule],
    facts: Sequence[VerifiedFact],
    index: rules.SourceIndex,
    words_per_minute: float,
    voice: Voice,
) -> list[ScriptSentence]:
    """Return a draft worded as the creator's edits ask; `preference_ids` says where.

    A rule is not followed where the sentence would no longer follow from what it cites or would repeat a source, in the
    creator's own words, or within quotation marks.
    """
    active = [rule for rule in learned_rules if is_applied(rule)]
    done = []
    for sentence in sentences:
        now = sentence
        for rule in active:
            if sentence.is_placeholder or sentence.kind in _THEIR_OWN or "“" in now.text:
                continue
            text = reworded(now.text, rule)
            is_sound = not now.fact_ids or retyping.doubt(text, now.fact_ids, facts, now.text) is None
            if (
                text != now.text
                and words(text)
                and is_sound
                and rules.verbatim_run(text, index) <= rules.MAX_VERBATIM_WORDS
            ):
                now = replace(now, text=text, preference_ids=(*now.preference_ids, rule.rule_id))
        if now is not sentence:
            seconds = 60.0 * len(normalised_words(now.text)) / words_per_minute
            now = replace(now, seconds=seconds, voice=voice([now.text])[0])
        done.append(now)
    return done


def reworded(text: str, rule: PreferenceRule) -> str:
    """Return `text` with the rule's wording replaced wherever it stands; a capital at its start is kept."""
    spelled = r"[\s,]+".join(re.escape(word).replace("'", "['’]") for word in rule.wording.split())
    gap = r"[,]?\s*" if not rule.rather else ""
    pattern = re.compile(rf"(?<![\w'’-]){spelled}(?![\w'’-]){gap}", re.IGNORECASE)

    def put(match: re.Match[str]) -> str:
        return _cased(rule.rather, match.group())

    changed = pattern.sub(put, text)
    if changed == text:
        return text
    changed = re.sub(r"[\s,]*([.!?;:])|\s+(,)", r"\1\2", re.sub(r"\s{2,}", " ", changed)).strip()
    return changed[:1].upper() + changed[1:] if text[:1].isupper() else changed


def _cased(rather: str, instead_of: str) -> str:
    return rather[:1].upper() + rather[1:] if instead_of[:1].isupper() else rather


def _trimmed(wording: list[str], rather: list[str]) -> tuple[list[str], list[str]]:
    """Return both without the words that they begin or end with alike."""
    while wording and rather and wording[0] == rather[0]:
        wording, rather = wording[1:], rather[1:]
    while wording and rather and wording[-1] == rather[-1]:
        wording, rather = wording[:-1], rather[:-1]
    return wording, rather


def _is_of_fact(cut: str, put: str, *, is_first: bool) -> bool:
    """Whether a change is of a number, a negation or a name."""
    if rules.numbers(cut) | rules.numbers(put) or retyping.is_negated(cut) != retyping.is_negated(put):
        return True
    return any(
        word[:1].isupper() and word != "I" and not word.startswith("I'") and not (is_first and place == 0)
        for text in (cut, put)
        for place, word in enumerate(words(text))
    )


def _stated(wording: str, rather: str) -> str:
    return f"Say “{rather}” rather than “{wording}”." if rather else f"Leave out “{wording}”."
