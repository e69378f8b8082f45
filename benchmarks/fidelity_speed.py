"""What a fully explained fidelity score costs, against one pass of a character n-gram vectoriser, side by side.

    python benchmarks/fidelity_speed.py [--videos 300] [--words 3300] [--drafts 40]

The channel is made of the samples' sentences (`voice_update`), each draft of 1,000 words of the samples' library, both drawn
with a fixed seed. Baseline: scikit-learn's `TfidfVectorizer` over characters, fitted beforehand, transforms a draft. Explained
score: `score_text` and `explain_text` with the channel's sentences, on a voice that is ready and has scored another draft.
Ready: the voice of all videos out of their stored sums, and the numbers of other speakers out of their file. CPU
milliseconds of one thread; the median over drafts, the two kinds taking turns; every draft is new to both.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a second thread that waits is counted as CPU time, too

import argparse
import random
from functools import partial
from statistics import median

from sklearn.feature_extraction.text import TfidfVectorizer
from voice_update import KEY, make_videos, seconds

from pipelines.models import Segment, VoiceFeatures, VoiceProfile
from pipelines.sentences import split
from pipelines.settings import ROOT
from pipelines.voice import copying, explanation, other_speakers, score, speech_sums
from pipelines.voice.spoken_words import spoken_words

DRAFT_WORDS = 1000
ALLOWED_MS = 10.0  # above the baseline


def make_drafts(n_drafts: int) -> list[str]:
    """Return drafts of at least `DRAFT_WORDS` words of the library's sentences."""
    pool = sorted(
        {
            span.text
            for path in sorted((ROOT / "samples" / "library").glob("*.md"))
            for span in split(path.read_text(encoding="utf-8"))
        }
    )
    draw = random.Random(20240229)
    drafts = []
    for _ in range(n_drafts):
        chosen: list[str] = []
        for text in draw.sample(pool, len(pool)):
            chosen.append(text)
            if sum(len(one.split()) for one in chosen) >= DRAFT_WORDS:
                break
        drafts.append(" ".join(chosen))
    return drafts


def measured(video: list[Segment]) -> VoiceFeatures:
    """Return the row of a video with what the score needs, and nothing else."""
    words = spoken_words(" ".join(segment.text for segment in video)).words
    sums = speech_sums.sum_speech(words, other_speakers.stored())
    return VoiceFeatures(
        video[0].video_id, KEY, len(words), len(video), None, {}, {}, video[0].video_id,
        speech=speech_sums.pack(sums), speech_prints=copying.prints_of(words),
    )  # fmt: skip


def explained(text: str, profile: VoiceProfile, segments: list[Segment]) -> None:
    """Score a draft and explain it."""
    found = score.score_text(text, profile)
    if found.value is None or not explanation.explain_text(text, profile, segments):
        raise SystemExit(f"a draft was not scored: {found.reason}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--videos", type=int, default=300)
    parser.add_argument("--words", type=int, default=3300)
    parser.add_argument("--drafts", type=int, default=40)
    arguments = parser.parse_args()
    load_s = seconds(other_speakers.stored)
    videos = make_videos(arguments.videos, arguments.words)
    segments = [segment for video in videos for segment in video]
    profile = VoiceProfile(KEY, (), tuple(measured(video) for video in videos))
    ready_s = seconds(lambda: score.prepare(profile))
    first, *drafts = make_drafts(arguments.drafts + 1)
    first_s = seconds(lambda: explained(first, profile, segments))
    vectoriser = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), max_features=40_000, sublinear_tf=True, lowercase=False
    ).fit([" ".join(segment.text for segment in video) for video in videos[:20]])
    baseline_ms, score_ms = [], []
    for draft in drafts:
        scale = 1e6 / len(draft.split())
        baseline_ms.append(seconds(partial(vectoriser.transform, [draft])) * scale)
        score_ms.append(seconds(partial(explained, draft, profile, segments)) * scale)
    base, ours = median(baseline_ms), median(score_ms)
    n_words = sum(row.n_words for row in profile.features)
    print(f"{len(videos)} videos, {n_words:,} words; {len(drafts)} drafts; CPU time per 1,000 words")
    print(f"baseline {base:.1f} ms, explained score {ours:.1f} ms: {ours - base:+.1f} ms ({ours / base:.2f} times)")
    print(
        f"cold: other speakers {load_s:.2f} s, voice of all videos {ready_s:.2f} s, first draft {1000 * first_s:.0f} ms"
    )
    if ours > base + ALLOWED_MS:
        raise SystemExit(f"Failed: more than {ALLOWED_MS:.0f} ms above the baseline.")


if __name__ == "__main__":
    main()
