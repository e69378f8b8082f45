"""What the editor shows beside the static page: for each sentence what it rests on and what is wrong with it; versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from markupsafe import Markup

from lectern import desk as desks
from lectern import notes, page
from lectern.desk import Desk
from lectern.editor.voice_notes import VoiceNote, voice_notes
from lectern.wishes import SteerableTrait, steerable_traits
from pipelines.database import Database
from pipelines.editing import differences, preferences, retyping, store
from pipelines.editing.moving import pictures
from pipelines.editing.retyping import Doubt
from pipelines.models import (
    Feedback,
    FeedbackKind,
    Hook,
    PreferenceRule,
    ReviewFinding,
    ScriptSentence,
    SentenceKind,
    Severity,
    StyleControl,
    Subject,
    VerifiedFact,
    Version,
    WorkingCopy,
)

_STYLES = ("page.css", "editor.css")
_SCRIPTS = ("page.js", "queue.js", "notices.js", "dialogs.js", "editor.js")
_GROUPS = {  # what the panel calls a group of rules → how their names begin; others stand under “Coherence”
    "Sources": (
        "unsupported", "untyped", "unknown-citation", "unsourced-number", "verbatim", "misplaced-belief", "disputed-fact",
        "both-sides-stated", "single-source",
    ),
    "Words": ("hard-term", "term-before-definition"),
    "Safety": (
        "ads-", "policy-", "care-", "personal-data", "close-to-source", "much-from-sources", "said-in-last-script", "templated",
        "not-first-hand",
    ),
    "Delivery": (
        "long-sentence", "repeated-frame", "worn-phrase", "placeholder", "banned-phrase", "style-control", "length", "hard-to-", "story-",
        "tongue-", "breath",
    ),
}  # fmt: skip
ABOUT_THE_SAME_S = 600.0


@dataclass(frozen=True)
class Side:
    """What stands beside one sentence. `verdict` is `accepted`, `rejected` or empty."""

    sentence: ScriptSentence
    beat: str
    picture: str  # what it is spoken over
    kind: str
    verdict: str
    doubt: Doubt | None
    rests_on: tuple[notes.Note, ...]
    proposals: tuple[notes.Note, ...]
    findings: tuple[tuple[str, ReviewFinding], ...]  # with the name of its group
    comments: tuple[Feedback, ...]
    rules: tuple[PreferenceRule, ...]
    voice: VoiceNote | None  # None: nothing in it pulls away

    @property
    def is_open(self) -> bool:
        """Whether something about the sentence waits for a person."""
        grave = any(finding.severity is not Severity.NOTE for _, finding in self.findings)
        return grave or self.doubt is not None or self.sentence.is_placeholder


@dataclass(frozen=True)
class Said:
    """What people said about one hook. `verdict` is `rejected` or empty."""

    verdict: str = ""
    comments: tuple[Feedback, ...] = ()


@dataclass(frozen=True)
class Saves:
    """Versions that one author saved one after the other, shown as one line: the newest, and how many there were."""

    newest: Version
    n: int
    reason: str


@dataclass(frozen=True)
class View:
    """A desk, ready to be shown."""

    desk: Desk
    sides: dict[str, Side]
    about_hooks: dict[str, Said]
    traits: tuple[SteerableTrait, ...]
    wishes: tuple[StyleControl, ...]  # for phrases, and for traits that only a language model can move
    saves: tuple[Saves, ...]
    n_changed: int  # between what stands and the machine's newest draft, where that is offered
    confirmations: int = preferences.CONFIRMATIONS

    def is_applied(self, rule: PreferenceRule) -> bool:
        """Whether drafts follow a rule."""
        return preferences.is_applied(rule)


def render_editor(db: Database, desk: Desk) -> str:
    """Return the script page as a place to work."""
    script = desk.script
    traits = steerable_traits(desk.traits, desk.controls, script.sentences, script.words_per_minute)
    shown = {trait.name for trait in traits}
    view = View(
        desk,
        _sides(desk, voice_notes(db, script.channel.channel_key, script.sentences)),
        {hook.hook_id: _said_of(desk, hook) for hook in script.hooks},
        tuple(traits),
        tuple(row for row in desk.controls if row.target not in shown),
        _saves(desk.history),
        _n_changed(db, desk),
    )
    return page.render_script(
        desk.script, "editor.html.j2", desk=view, policy=content_security_policy(), style=_inline(_STYLES), behaviour=_inline(_SCRIPTS)
    )  # fmt: skip


def render_difference(db: Database, project_key: str, number: int) -> str:
    """Return what differs between version `number` and the one that stands, from the older to the newer, as a piece of HTML.

    Raises:
        BadInputError: there is no such version.
    """
    standing = store.standing(db, project_key)
    now = standing.number if standing else 0
    changes = desks.compare(db, project_key, min(number, now), max(number, now))
    version = next(version for version in store.history(db, project_key) if version.number == number)
    shown = [(change, differences.word_changes(change.before, change.after)) for change in changes]
    return page.render("difference.html.j2", version=version, now=now, changes=shown, when=when)


def content_security_policy() -> str:
    """Return the editor's policy: its own style and script, and requests to its own server only."""
    return page.policy(_STYLES, _SCRIPTS) + "; connect-src 'self'"


def when(moment: datetime) -> str:
    """Return a moment in the time of this machine, such as `21 Nov 18:05`."""
    return f"{moment.astimezone():%-d %b %H:%M}"


def _inline(names: Sequence[str]) -> Markup:
    return Markup("").join(page.inline(name) for name in names)


def _n_changed(db: Database, desk: Desk) -> int:
    if desk.offer is None:
        return 0
    return len(desks.compare(db, desk.script.project.project_key, desk.standing.number, desk.offer.number))


def _saves(history: Sequence[Version]) -> tuple[Saves, ...]:
    """Return a history, the newest first, with saves of one author close to each other as one line."""
    runs: list[list[Version]] = []
    for version in history:
        last = runs[-1][-1] if runs else None
        is_same = last is not None and version.author == last.author and not (version.is_machine or last.is_machine)
        if last is not None and is_same and _both_edits(version, last) and _seconds(version, last) < ABOUT_THE_SAME_S:
            runs[-1].append(version)
        else:
            runs.append([version])
    return tuple(
        Saves(run[0], len(run), "; ".join(key for key, _ in groupby(v.reason for v in reversed(run)))) for run in runs
    )


def _both_edits(*versions: Version) -> bool:
    return not any(version.reason.startswith(("Took", "Restored")) for version in versions)


def _seconds(one: Version, later: Version) -> float:
    return abs((later.created_at - one.created_at).total_seconds())


def _said_of(desk: Desk, hook: Hook) -> Said:
    about = [row for row in desk.feedback if row.subject_type is Subject.HOOK and row.subject_key == hook.hook_id]
    verdict = _verdict(about, " ".join(hook.sentences))
    comments = tuple(row for row in reversed(about) if row.kind is FeedbackKind.COMMENT)
    return Said("" if verdict == "accepted" else verdict, comments)


def _sides(desk: Desk, voices: dict[str, VoiceNote]) -> dict[str, Side]:
    script = desk.script
    shown = pictures(WorkingCopy(script.beats, script.hooks, script.sentences))
    apparatus = notes.number(script)
    by_fact = {note.fact.fact_id: note for note in (*apparatus.used, *apparatus.unused)}
    beats = {beat.beat_id: beat.name.replace("_", " ") for beat in script.beats}
    rules = {rule.rule_id: rule for rule in desk.rules}
    said = [row for row in desk.feedback if row.subject_type is Subject.SENTENCE]
    trusted = [fact for fact in script.facts if fact.fact_id not in script.rejected]
    sides = {}
    for sentence, picture in zip(script.sentences, shown, strict=True):
        is_doubtful = sentence.kind is SentenceKind.UNSUPPORTED
        about = [row for row in said if row.subject_key == sentence.sentence_id]
        proposals = retyping.proposed(sentence.text, trusted) if is_doubtful else []
        sides[sentence.sentence_id] = Side(
            sentence=sentence,
            beat=beats.get(sentence.beat_id, ""),
            picture=picture,
            kind="waits for your own words" if sentence.is_placeholder else page.KINDS[sentence.kind],
            verdict=_verdict(about, sentence.text),
            doubt=_doubt(sentence, trusted) if is_doubtful else None,
            rests_on=tuple(by_fact[key] for key in sentence.fact_ids if key in by_fact),
            proposals=tuple(by_fact[fact.fact_id] for fact in proposals if fact.fact_id not in sentence.fact_ids),
            findings=tuple(
                (_group(found.rule), found) for found in script.findings
                if found.sentence_id == sentence.sentence_id and found.rule not in {"unsupported", "placeholder"}
            ),
            comments=tuple(row for row in reversed(about) if row.kind is FeedbackKind.COMMENT),
            rules=tuple(rules[key] for key in sentence.preference_ids if key in rules),
            voice=voices.get(sentence.sentence_id),
        )  # fmt: skip
    return sides


def _group(rule: str) -> str:
    return next((name for name, starts in _GROUPS.items() if rule.startswith(starts)), "Coherence")


def _doubt(sentence: ScriptSentence, facts: Sequence[VerifiedFact]) -> Doubt:
    found = retyping.doubt(sentence.text, sentence.fact_ids, facts) if sentence.fact_ids else None
    return found or Doubt(
        "It states something, and nothing that it cites says so.", "Cite a fact, say it on your own account, or cut it."
    )


def _verdict(about: Sequence[Feedback], text: str) -> str:
    """Return the newest verdict on a sentence that was given on the words that stand."""
    told = {FeedbackKind.ACCEPT: "accepted", FeedbackKind.REJECT: "rejected"}
    return next((told[row.kind] for row in about if row.kind in told and row.before == text), "")
