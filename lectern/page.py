"""The script page: one self-contained HTML file for a script, and one for a topic that its library does not cover.

Everything from transcripts, sources and models is escaped; the page may load nothing, and run only its own script.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lectern import notes, running_order
from pipelines.models import Project, ResearchDocument, Script, ScriptSentence, SentenceKind, Severity
from pipelines.writing.hooks import criteria

TEMPLATES = Path(__file__).resolve().parent / "templates"
SEVERITIES = (Severity.BLOCKING, Severity.WARNING, Severity.NOTE)
CRITERIA = {
    "specificity": "is specific",
    "curiosity": "makes curious",
    "promise": "script delivers",
    "ease": "easy to follow",
    "voice": "sounds like you",
    "opening": "you open so",
}
"""What the cards of hooks call each of `criteria.LABELS`."""
KINDS = {
    SentenceKind.SOURCED: "rests on sources",
    SentenceKind.STORY: "the creator’s own story",
    SentenceKind.RHETORIC: "makes no claim",
    SentenceKind.BELIEF: "what people wrongly believe",
    SentenceKind.OWN: "said on the creator’s own account",
    SentenceKind.UNSUPPORTED: "no source bears this out",
}
"""What each kind of sentence means."""
VOICE_STEPS = (0.3, 0.45, 0.6, 0.75)  # between the five tints, from far to near


def render_html(script: Script) -> str:
    """Return the script page as one HTML document that needs no network.

    Raises:
        ValueError: a sentence names a beat that the outline lacks.
    """
    return render_script(script, "script.html.j2", desk=None)


def render_script(script: Script, template: str, **more: object) -> str:
    """Return the script by one of the templates; `more` is what that template knows besides.

    Raises:
        ValueError: a sentence names a beat that the outline lacks.
    """
    beats = {beat.beat_id: beat for beat in script.beats}
    return render(
        template,
        script=script,
        beats=running_order.arrange(script),
        tally=running_order.tally(script),
        notes=notes.number(script),
        sentences={sentence.sentence_id: sentence for sentence in script.sentences},
        paid_in=lambda promise: beats.get(promise.beat_id),
        stories={story.story_id: story for story in script.stories},
        placeholders=[sentence for sentence in script.sentences if sentence.is_placeholder],
        findings=sorted(
            script.findings, key=lambda found: (SEVERITIES.index(found.severity), found.rule, found.finding_id)
        ),
        **more,
    )


def render(template: str, **values: object) -> str:
    """Return one of the templates with `values` put in, escaped."""
    return _environment().get_template(template).render(**values)


def render_not_covered(project: Project, reason: str, documents: Sequence[ResearchDocument]) -> str:
    """Return the page of a project without a script: why none was written, what the library holds, what to do."""
    readable = [document for document in documents if document.problem is None]
    return render(
        "not_covered.html.j2",
        project=project,
        reason=reason,
        readable=readable,
        unreadable=[document for document in documents if document.problem is not None],
    )


def content_security_policy() -> str:
    """Return the page's policy: no network at all, and only the style sheet and the script that stand in it."""
    return policy(["page.css"], ["page.js"])


def policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """Return a policy that admits nothing but one style and one script element, each of these files in a row."""
    style, script = (_digest("".join(inline(name) for name in names)) for names in (styles, scripts))
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def voice_level(sentence: ScriptSentence) -> str:
    """Return the tint of a sentence: `voice-1` (far from the creator's voice) to `voice-5` (near), or `voice-none`."""
    if sentence.voice is None:
        return "voice-none"
    return f"voice-{1 + sum(sentence.voice >= step for step in VOICE_STEPS)}"


def web_address(url: str | None) -> str | None:
    """Return `url` where it is an http(s) address, else None: a link must not be able to run anything."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def percent(share: float | None) -> str:
    """Return a share of 0..1 as whole percent, or a dash where there is none."""
    return "–" if share is None else f"{share:.0%}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        clock=running_order.clock,
        percent=percent,
        voice_level=voice_level,
        web_address=web_address,
        citation=notes.citation,
    )
    environment.globals.update(criteria=CRITERIA, criteria_labels=criteria.LABELS, kind_words=KINDS)
    environment.globals.update(policy=content_security_policy(), style=inline("page.css"), behaviour=inline("page.js"))
    return environment


@cache
def inline(name: str) -> Markup:
    """Return one of our own files as text that may stand in the page unescaped."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def _digest(text: str) -> str:
    """Return the hash by which a policy admits an inline text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
