"""Every notebook runs from its first cell to its last, on rows as the flow makes them and on none at all."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lectern import reports, work
from pipelines import models as m
from pipelines.database import Database
from pipelines.voice import pipeline as voice
from pipelines.voice.moves.tagger import tag_channel
from pipelines.voice.structure import read_structure
from pipelines.voice.versions import versions_of
from tests import inputs
from tests.evaluated import claim_of, environment_of, sentence_in
from tests.inputs import ROOT
from tests.lectern import examples
from tests.model_server import Answer, json_answer, running
from tests.pipelines.voice.channel import sample_segments

NOTEBOOKS = sorted(path.stem for path in reports.NOTEBOOKS.glob("*.ipynb"))
OF_A_PROJECT = ("03_research", "04_facts", "05_script_report")
OF_SUITES = ("04_prompts", "06_voice_eval")
VIDEO = m.Video("v1", "slow-light", "Why <b>ice</b> floats", "ice.srt", "srt", "0" * 64, b"raw")
FAILED = m.Video(
    "v2", "slow-light", "Broken", "broken.srt", "srt", "1" * 64, b"?", None, m.VideoStatus.FAILED, "not text"
)
SEGMENTS = [
    m.Segment(f"g{n}", "slow-light", "v1", n, f"You can see sentence {n} of it.", 3.0 * n, 3.0 * n + 2.5)
    for n in range(30)
]

_KEY = examples.PROJECT_KEY
LEDGER = [
    m.Contradiction(
        "k1", _KEY, 0, m.ConflictKind.NUMBER, m.ConflictOutcome.CONFLICT, "age, universe", "12", "14", "<b>ice</b>",
        "c1", "d0", "It is 12.", 0, 9, "c2", "d1", "It is 14.", 0, 9, "offline-1",
    )
]  # fmt: skip
BELIEFS = [m.Misconception("b1", _KEY, "d0", 0, "Ice sinks.", "Many think.", 0, 5, None, None, None, None, "offline-1")]
CONCEPTS = [
    m.Concept("n1", _KEY, 0, "gas", None, None, None, None, None, 4, 1),
    m.Concept("n2", _KEY, 1, "star", "A star is hot gas.", "d0", "A star is hot gas.", 0, 18, 9, 0),
]
LINKS = [m.ConceptLink("l1", _KEY, "n2", "n1", "star", "gas", m.LinkKind.DEFINITION, "d0", "A star is hot gas.", 0, 18)]


@pytest.fixture
def environment(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("LECTERN_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture(scope="module")
def filled(db: Database) -> None:
    db.merge(m.Channel, [examples.CHANNEL, m.Channel("silent", "Silent", "nowhere")])
    db.merge(m.Video, [VIDEO, FAILED])
    db.merge(m.Segment, SEGMENTS)
    span = m.Span("v1", "g1", SEGMENTS[1].text, 3.0, 5.5)
    measures = {"questions": 2.0, "words_per_minute": 155.0}
    db.merge(m.VoiceFeatures, [m.VoiceFeatures("v1", "slow-light", 210, 30, 90.0, measures, {})])
    pace = m.Trait(
        "t1", "slow-light", "pacing", "words_per_minute", "Pace", 155.0, "words/min", 150.0, 160.0, 1, None, {}, (span,)
    )
    asks = m.Trait(
        "t2", "slow-light", "teaching", "questions", "Questions", 2.0, "per 100", 1.0, 3.0, 1, None, {}, (span,)
    )
    none = m.Trait("t3", "slow-light", "pacing", "pauses", "Pauses", None, "per minute", None, None, 0, "no times")
    db.merge(m.Trait, [pace, asks, none])
    frame = m.PhraseFrame(
        "fr", "slow-light", m.FrameFunction.HOOK, m.FrameForm.SENTENCE, "Picture this.", 4, 3, (span,)
    )
    db.merge(m.PhraseFrame, [frame])
    db.merge(m.Story, [examples.STORY])
    db.merge(m.Project, [examples.PROJECT])
    for model, rows in (
        (m.ResearchDocument, examples.DOCUMENTS),
        (m.Contradiction, LEDGER),
        (m.Misconception, BELIEFS),
        (m.Concept, CONCEPTS),
        (m.ConceptLink, LINKS),
        (m.VerifiedFact, examples.FACTS),
        (m.Evidence, examples.EVIDENCE),
        (m.OutlineBeat, examples.BEATS),
        (m.Hook, examples.HOOKS),
        (m.ScriptSentence, examples.SENTENCES),
        (m.ReviewFinding, examples.FINDINGS),
    ):
        db.merge(model, rows)  # type: ignore[arg-type]


def parameters(name: str, channel_key: str = "slow-light") -> dict[str, str]:
    if name in OF_SUITES:
        return {"suite": "voice_fidelity" if name == "06_voice_eval" else "claims"}
    return {"project_key": examples.PROJECT_KEY} if name in OF_A_PROJECT else {"channel_key": channel_key}


@pytest.fixture
def two_prompts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A model that finds every claim by production's prompt, and by the candidate's none of a sentence with “the”."""
    tags = (ROOT / "prompts" / "pipeline-tags.yaml").read_text()
    head, experimental, rest = tags.partition("  experimental:")
    path = tmp_path / "state" / "tags.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + experimental + rest.replace("claim-extraction: v2", "claim-extraction: v1", 1))
    atomic = "A claim is atomic"
    assert atomic in (ROOT / "prompts" / "claim-extraction" / "v2.j2").read_text()
    assert atomic not in (ROOT / "prompts" / "claim-extraction" / "v1.j2").read_text()

    def answer(request: dict[str, Any]) -> Answer:
        sentence = sentence_in(request)
        is_found = atomic in request["messages"][0]["content"] or "the" not in sentence.lower().split()
        return claim_of(sentence) if is_found else json_answer({"claims": []})

    with running() as server:
        server.answer_by(answer)
        for name, value in environment_of(server, tmp_path / "state").items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("PIPELINE_TAGS_CONFIG_PATH", str(path))
        yield


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_are_committed_without_outputs_and_start_from_a_question(name: str) -> None:
    cells = json.loads((reports.NOTEBOOKS / f"{name}.ipynb").read_text())["cells"]
    assert cells[0]["cell_type"] == "markdown"
    assert "?" in cells[0]["source"][0]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code[0]["metadata"]["tags"] == ["parameters"]
    assert not [cell for cell in code if cell["outputs"] or cell["execution_count"]]


@pytest.mark.usefixtures("environment", "filled", "two_prompts")
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_report_is_complete_and_loads_nothing(name: str, tmp_path: Path) -> None:
    html = reports.run_notebook(name, parameters(name), tmp_path).read_text()
    assert 'src="data:image/png;base64,' in html
    assert not re.search(r"""\b(?:src|href)\s*=\s*["'](?:https?:)?//""", html)
    assert "<script" not in html
    assert html.count('<div class="wide" tabindex="0"><table') == html.count("<table") == html.count("</table></div>")
    assert "&lt;h1" not in html, "the sanitiser has escaped our own headings"
    assert "<b>ice</b>" not in html
    assert {path.name for path in tmp_path.iterdir()} - {"state"} == {f"{name}.html", f"{name}.ipynb"}


@pytest.mark.usefixtures("environment", "filled")
def test_only_transcripts_with_a_problem_are_listed_as_unusable(db: Database, tmp_path: Path) -> None:
    html = reports.run_notebook("01_channel", {"channel_key": "slow-light"}, tmp_path).read_text()
    assert html[html.index("What could not be used") :].count("<tr") == 2, "a header and the one that failed"
    db.merge(m.Channel, [m.Channel("healthy", "Healthy", "nowhere")])
    db.merge(m.Video, [replace(VIDEO, video_id="v3", channel_key="healthy")])
    html = reports.run_notebook("01_channel", {"channel_key": "healthy"}, tmp_path).read_text()
    assert "Every transcript was read in full." in html[html.index("What could not be used") :]


@pytest.mark.usefixtures("filled")
def test_notebooks_open_on_what_the_demo_made(db: Database) -> None:
    library = work.SAMPLES / "library"
    project = work.new_project(db, work.DEMO_CHANNEL, work.DEMO_TOPIC, library, work.DEMO_MINUTES, None, None)
    for name in sorted(set(NOTEBOOKS) - set(OF_SUITES)):
        cells = json.loads((reports.NOTEBOOKS / f"{name}.ipynb").read_text())["cells"]
        given = next(cell["source"][0] for cell in cells if cell["metadata"].get("tags") == ["parameters"])
        assert given.rstrip().endswith(f'= "{project if name in OF_A_PROJECT else work.DEMO_CHANNEL}"')


@pytest.mark.usefixtures("environment", "filled")
@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name not in (*OF_A_PROJECT, *OF_SUITES)])
def test_a_channel_without_rows_gets_sentences_and_not_an_error(name: str, tmp_path: Path) -> None:
    assert reports.run_notebook(name, parameters(name, "silent"), tmp_path).exists()


HOSTILE = "<img src=x onerror=alert(1)>"


def fill_voice(db: Database, channel_key: str, segments: list[m.Segment], title: str = "A video") -> None:
    """Store a channel's sentences with everything that the voice stage makes of them."""
    features = voice.measure_channel(segments, [])
    moves = tag_channel(segments, [])
    traits = voice.profile_channel(channel_key, features, segments)
    video_ids = list(dict.fromkeys(segment.video_id for segment in segments))
    db.merge(m.Channel, [m.Channel(channel_key, channel_key, "nowhere")])
    db.merge(
        m.Video, [replace(VIDEO, video_id=key, channel_key=channel_key, title=f"{title} {key}") for key in video_ids]
    )
    db.merge(m.Segment, segments)
    db.merge(m.VoiceFeatures, features)
    db.merge(m.Trait, traits)
    db.merge(m.DiscourseMove, moves)
    db.merge(m.VideoPart, read_structure(segments, moves))
    db.merge(m.ProfileVersion, versions_of(channel_key, traits, features, []))


def own(channel_key: str, n_videos: int, **changed: Any) -> list[m.Segment]:
    """The sentences of the first sample videos as another channel's."""
    kept = list(dict.fromkeys(segment.video_id for segment in sample_segments()))[:n_videos]
    return [
        replace(
            segment,
            channel_key=channel_key,
            video_id=f"{channel_key}-{segment.video_id}",
            segment_id=f"{channel_key}-{segment.segment_id}",
            **changed,
        )
        for segment in sample_segments()
        if segment.video_id in kept
    ]


def fill_facts(db: Database, folder: Path) -> str:
    """Store a project whose every text is hostile, of two documents, one of which has changed since."""
    key = "slow-light/hostile"
    library = inputs.write_library(folder / "library", ())
    (library / "d0.md").write_text("Something else stands here now, and it is long enough to be read.")
    document = replace(examples.DOCUMENTS[0], project_key=key, title=HOSTILE, author=HOSTILE, text="As it was.")
    rows = {
        m.Project: [m.Project(key, "slow-light", HOSTILE, str(library), 4.0)],
        m.ResearchDocument: [document, replace(document, document_id="h1", source_path="d1.md", publisher="P")],
        m.VerifiedFact: [
            replace(
                fact,
                fact_id=f"h{fact.fact_id}",
                project_key=key,
                text=HOSTILE,
                quote=f"q {HOSTILE}",
                evidence_ids=tuple(f"h{evidence_id}" for evidence_id in fact.evidence_ids),
            )
            for fact in examples.FACTS
        ],
        m.Evidence: [
            replace(row, evidence_id=f"h{row.evidence_id}", project_key=key, document_id="h1", quote=HOSTILE)
            for row in examples.EVIDENCE
        ],
        m.Contradiction: [replace(LEDGER[0], contradiction_id="hk", project_key=key, quote=HOSTILE, reason=HOSTILE)],
        m.Misconception: [replace(BELIEFS[0], misconception_id="hb", project_key=key, belief=HOSTILE)],
        m.CredibilityOverride: [m.CredibilityOverride("ho", key, "d0.md", 0.3, HOSTILE, HOSTILE, datetime.now(UTC))],
    }
    for model, stored in rows.items():
        db.merge(model, stored)  # type: ignore[arg-type]
    return key


@pytest.mark.usefixtures("environment", "filled")
def test_the_page_of_facts_says_what_stands_what_has_changed_and_how_good_the_verifier_is(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LECTERN_SUPPORT_PRECISION", "0.75")
    html = reports.run_notebook("04_facts", {"project_key": fill_facts(db, tmp_path)}, tmp_path).read_text()
    assert "<img src=x" not in html
    assert "UserWarning" not in html
    plots = re.findall(r"<img[^>]*>", html)
    assert len(plots) == 2
    assert all(re.search(r'alt="[^"]{20,}"', plot) for plot in plots)
    assert "A script may state 2 of them" in html
    assert "3 on a document that has changed" in html
    changed = html[html.index("What has changed since") : html.index("How good the verifier is")]
    assert changed.count("is gone") == 5, "three quotes of d0.md, and two of d1.md that speak for or against them"
    assert "right in 75% of the cases" in html
    assert "computed: 0." in html[html.index("How far to trust") :], "an override stands beside what was computed"


@pytest.mark.usefixtures("environment", "filled")
def test_the_page_of_facts_opens_where_there_is_no_fact_and_no_library(db: Database, tmp_path: Path) -> None:
    db.merge(m.Project, [m.Project("slow-light/none", "slow-light", "t", str(tmp_path / "gone"), 4.0)])
    html = reports.run_notebook("04_facts", {"project_key": "slow-light/none"}, tmp_path).read_text()
    assert "There is no fact." in html
    assert str(tmp_path / "gone") in html[html.index("What has changed since") :], "the library that cannot be read"


@pytest.mark.usefixtures("environment")
def test_the_page_of_a_voice_shows_every_question_answered_with_described_plots(db: Database, tmp_path: Path) -> None:
    fill_voice(db, "whole", own("whole", 10), title=HOSTILE)
    html = reports.run_notebook("02_creator_dna", {"channel_key": "whole"}, tmp_path).read_text()
    plots = re.findall(r"<img[^>]*>", html)
    assert len(plots) >= 9
    assert all(re.search(r'alt="[^"]{20,}"', plot) for plot in plots)
    assert "No description has been provided" not in html
    assert "cannot be said yet" not in html
    assert "practically all such pairs" in html, "the samples' voice is one of its own"
    assert "background-color: #fae6d3" in html, "the stiff sentences of the sample text are coloured"
    assert "However" in html[html.index("what is off") :]
    assert "<img src=x" not in html
    assert "UserWarning" not in html


@pytest.mark.usefixtures("environment")
def test_the_page_of_a_voice_says_what_one_video_without_times_cannot_show(db: Database, tmp_path: Path) -> None:
    fill_voice(db, "one-video", own("one-video", 1, start_s=None, end_s=None))
    html = reports.run_notebook("02_creator_dna", {"channel_key": "one-video"}, tmp_path).read_text()
    assert "No transcript carries times" in html
    assert "1 videos with speech, 3 are needed" in html
    assert "Not known: 1 video" in html, "a trend needs several videos"
    assert not re.search(r"\bnan\b", re.sub(r'"data:image[^"]*"|<style.*?</style>', "", html, flags=re.DOTALL))


@pytest.mark.usefixtures("environment", "filled")
def test_a_failing_cell_is_named_and_the_last_good_report_stays(tmp_path: Path) -> None:
    (tmp_path / "05_script_report.html").write_text("the last good one")
    with pytest.raises(
        reports.NotebookError, match=r"cell \d+ raised ScriptMissingError: There is no project 'nobody/nothing'"
    ):
        reports.run_notebook("05_script_report", {"project_key": "nobody/nothing"}, tmp_path)
    assert (tmp_path / "05_script_report.html").read_text() == "the last good one"
    assert (tmp_path / "05_script_report.failed.ipynb").exists()


def test_an_unknown_notebook_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="01_channel"):
        reports.run_notebook("99_nothing", {}, tmp_path)


def test_elements_that_load_from_afar_are_removed_and_links_stay() -> None:
    html = (
        '<script src="https://cdn.example/x.js"></script><link rel="stylesheet" href="//cdn.example/x.css">'
        '<a href="https://a.example">a</a><img src="data:image/png;base64,AA">'
    )
    assert reports.without_remote(html) == '<a href="https://a.example">a</a><img src="data:image/png;base64,AA">'


@pytest.mark.usefixtures("environment", "filled", "two_prompts")
def test_the_page_on_prompts_says_the_verdict_first_and_shows_what_a_worse_one_lost(tmp_path: Path) -> None:
    html = reports.run_notebook("04_prompts", {"suite": "claims"}, tmp_path).read_text()
    text = re.sub(r"<[^>]+>", " ", html)
    assert text.index("Keep.") < text.index("By how much does each metric differ?")
    assert "production against experimental" in text
    worst = html[html.index("What do the worst regressions look like?") : html.index("What did each side cost?")]
    assert worst.count("line-through") >= 4
    cost = text[text.index("What did each side cost?") : text.index("And in production?")]
    assert cost.count("test-model") == 2
    assert "No project that chance dealt to" in text


@pytest.mark.usefixtures("environment", "filled", "two_prompts")
def test_two_tags_that_stand_for_the_same_are_said_to_differ_in_nothing(tmp_path: Path) -> None:
    html = reports.run_notebook("04_prompts", {"suite": "claims", "candidate": "production"}, tmp_path).read_text()
    assert "Both sides are the same run." in html
    assert "Not one case differs between the sides." in html


@pytest.mark.usefixtures("environment", "filled")
def test_the_page_on_the_voice_score_counts_its_texts_and_says_where_it_cannot_say(tmp_path: Path) -> None:
    html = reports.run_notebook("06_voice_eval", {}, tmp_path).read_text()
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "20 pieces of 10 videos of one creator" in text
    assert "19 texts by others, from 19 sources" in text
    assert re.search(r"Nothing can be said of \d bins? of 8: \d texts? there in all", text)
    assert re.search(
        r"area under the curve is 0\.\d{3} \(95 % interval 0\.\d{3} – 1\.000; n = 20 \+ 19 texts of 29 sources\)", text
    )
    assert re.search('alt="[^"]*silent: cannot say', html), "a stored channel has no video"
