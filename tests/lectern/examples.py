"""A small script with one of everything that its page must show."""

from dataclasses import replace

from pipelines import models as m

PROJECT_KEY = "slow-light/the-big-bang"
CHANNEL = m.Channel("slow-light", "Slow Light", "samples/channel")
PROJECT = m.Project(PROJECT_KEY, "slow-light", "The Big Bang", "samples/library", 1.0)
BEATS = (
    m.OutlineBeat(
        "b0",
        PROJECT_KEY,
        0,
        "gagne",
        "It explains one thing.",
        "gain_attention",
        "A hiss",
        "Open.",
        40,
        0.3,
        (),
        "Static.",
    ),
    m.OutlineBeat(
        "b1",
        PROJECT_KEY,
        1,
        "gagne",
        "It explains one thing.",
        "present",
        "The light",
        "Explain.",
        80,
        0.7,
        (),
        "A horn.",
    ),
)
HOOKS = tuple(
    m.Hook(
        f"h{n}", PROJECT_KEY, n, kind, (text,), (m.SentenceKind.RHETORIC,), ((),), 0.8 - n / 10, "Because.", "offline-1"
    )
    for n, (kind, text) in enumerate(
        [("question", "What hisses?"), ("number", "One percent."), ("stakes", "It never stops.")]
    )
)


def document(key: str, title: str, url: str | None = None) -> m.ResearchDocument:
    """A source by A. Author, 2024."""
    return m.ResearchDocument(
        document_id=key, project_key=PROJECT_KEY, title=title, source_path=f"{key}.md", media_type="md", sha256="0" * 64,
        text="Some text.", author="A. Author", published_on="2024", publisher="The Press", licence="CC0 1.0", url=url,
    )  # fmt: skip


DOCUMENTS = (document("d0", "Encyclopedia", "https://encyclopedia.example/x"), document("d1", "Museum guide"))


def fact(key: str, text: str, verdict: m.Verdict, n_sources: int, *evidence_ids: str) -> m.VerifiedFact:
    """A fact that document d0 states in the words of `text`."""
    probability = 0.9 if evidence_ids else None
    return m.VerifiedFact(
        key, PROJECT_KEY, f"c-{key}", "d0", int(key[1:]), "Light", text, f"Quote: {text}", 0, 5,
        verdict, probability, n_sources, evidence_ids, 0.8, "offline-1",
    )  # fmt: skip


def evidence(key: str, verdict: m.Verdict, quote: str) -> m.Evidence:
    """What document d1 says of a fact."""
    return m.Evidence(key, PROJECT_KEY, "c", "d1", "p", verdict, 0.9, quote, 0, 5, "offline-1")


EVIDENCE = (
    evidence("e1", m.Verdict.SUPPORTED, "The guide says so too."),
    evidence("e2", m.Verdict.REFUTED, "The guide says 13.8 billion."),
)
FACTS = (
    fact("f1", "The light was found in 1964.", m.Verdict.SUPPORTED, 2, "e1"),
    fact("f2", "The noise came from everywhere.", m.Verdict.NOT_ENOUGH_INFO, 1),
    fact("f3", "The universe is 10 billion years old.", m.Verdict.REFUTED, 1, "e2"),
)


def sentence(ordinal: int, beat: str, text: str, kind: str = "rhetoric", **fields: object) -> m.ScriptSentence:
    """A sentence of six seconds."""
    made = m.ScriptSentence(
        f"s{ordinal}",
        PROJECT_KEY,
        ordinal,
        beat,
        text,
        m.SentenceKind(kind),
        (),
        None,
        None,
        False,
        "",
        6.0,
        0.9,
        "offline-1",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


SENTENCES = (
    sentence(0, "b0", "So, what hisses?", visual="Static on a screen."),
    sentence(1, "b0", "It comes from everywhere.", "sourced", fact_ids=("f2",), voice=0.1),
    sentence(2, "b1", "They found it in 1964, from everywhere.", "sourced", fact_ids=("f1", "f2"), visual="A horn."),
    sentence(3, "b1", "My sister laughed.", "story", story_id="st", voice=None),
    sentence(4, "b1", "A moment of your own.", is_placeholder=True, voice=None),
)
FINDINGS = (
    m.ReviewFinding("r1", PROJECT_KEY, "voice", m.Severity.WARNING, "s1", "Unlike the creator.", "Say it shorter."),
)
STORY = m.Story("st", "slow-light", "v1", 3, 4, 95.0, 110.0, 0.2, "My sister laughed, and then she did not.")
BRIEF = (
    m.BriefSentence("q1", PROJECT_KEY, 0, "What hisses?", "Light hisses.", ("p0", "p1"), "offline-1"),
    m.BriefSentence("q2", PROJECT_KEY, 1, "What hisses?", "Nothing else does.", ("p9",), "offline-1"),
)
SCRIPT = m.Script(
    PROJECT, CHANNEL, 155.0, "Median of 8 timed videos.", BEATS, HOOKS, SENTENCES, FACTS, EVIDENCE, DOCUMENTS, (STORY,), FINDINGS,
    m.VoiceScore(0.83, 0.71, 0.92, None, 400, {}), (), BRIEF, {"p0": "d0", "p1": "d1"},
)  # fmt: skip


def with_text(text: str) -> m.Script:
    """The script with `text` wherever a text from outside can stand."""
    return replace(
        SCRIPT,
        project=replace(PROJECT, topic=text, audience=text),
        channel=replace(CHANNEL, name=text),
        pace_reason=text,
        beats=tuple(
            replace(beat, title=text, purpose=text, visual=text, name=text, framework_reason=text) for beat in BEATS
        ),
        hooks=tuple(replace(hook, sentences=(text,), reason=text, kind=text) for hook in HOOKS),
        sentences=tuple(replace(item, text=text, visual=text, engine=text) for item in SENTENCES),
        facts=tuple(replace(item, text=text, quote=text, heading=text) for item in FACTS),
        evidence=tuple(replace(item, quote=text) for item in EVIDENCE),
        documents=tuple(
            replace(item, title=text, author=text, publisher=text, licence=text, url=text) for item in DOCUMENTS
        ),
        findings=tuple(replace(item, message=text, remedy=text) for item in FINDINGS),
        voice=m.VoiceScore(None, None, None, text, 3, {}),
        brief=tuple(replace(item, question=text, text=text) for item in BRIEF),
    )


HOSTILE = (
    "=cmd|' /C calc'!A0 (a) [[b]] /* c */ *d* _e_ ~f #1# <b>g</b> --> {\\an8} \\par } @h\x07\x1b[2J\n\n"
    "2\n00:00:01,000 --> 00:00:02,000\n# i\n\n[^1]: j “é” 🦜 \u202ek\x00"
)
