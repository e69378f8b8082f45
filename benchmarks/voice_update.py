"""What one new video costs a profile, against the profile from scratch, side by side in one run.

    python benchmarks/voice_update.py [--videos 300] [--words 3300]

The videos are made of the samples' sentences, drawn anew with a fixed seed, with times and dates. `measure`: all videos
are measured; `profile`: the traits out of the rows. From scratch is both; an update is the mean video's measuring and the
profile. `read` is what it takes to turn stored rows back into objects, which an update pays as well; it is given apart,
because from scratch nothing is read. CPU seconds; the best of several profiles, after one that fills the caches.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a second thread that waits is counted as CPU time, too

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import date

from pydantic import TypeAdapter

from pipelines.models import Channel, Segment, VoiceFeatures
from pipelines.settings import ROOT
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.measures import measure_video
from pipelines.voice.pipeline import profile_channel
from pipelines.voice.places import in_memory
from pipelines.voice.series import VideoRecord

KEY = "bench"
_SECONDS_PER_WORD = 0.38
_REPEATS = 5


def make_videos(n_videos: int, n_words: int) -> list[list[Segment]]:
    """Return videos of at least `n_words` words each, of the samples' punctuated sentences."""
    channel = Channel(KEY, "Slow Light", str(ROOT / "samples" / "channel"))
    pool = [row for row in segment_channel(channel, read_channel(channel, []), []) if row.is_punctuated]
    draw = random.Random(20240229)
    return [_video(f"v{number:03}", n_words, pool, draw) for number in range(n_videos)]


def _video(video_id: str, n_words: int, pool: list[Segment], draw: random.Random) -> list[Segment]:
    segments: list[Segment] = []
    clock, said = 0.0, 0
    while said < n_words:
        text = draw.choice(pool).text
        end = clock + _SECONDS_PER_WORD * len(text.split())
        segments.append(Segment(f"{video_id}-{len(segments)}", KEY, video_id, len(segments), text, clock, end))
        clock, said = end + draw.choice((0.0, 0.4, 0.7, 1.3)), said + len(text.split())
    return segments


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--videos", type=int, default=300)
    parser.add_argument("--words", type=int, default=3300)
    arguments = parser.parse_args()
    videos = make_videos(arguments.videos, arguments.words)
    records = [
        VideoRecord(video[0].video_id, f"Video {n}", f"{n}.srt", date(2010 + n // 25, 1 + n % 12, 1))
        for n, video in enumerate(videos)
    ]
    read = in_memory([segment for video in videos for segment in video])
    warm = [measure_video(video) for video in videos[:5]]
    profile_channel(KEY, warm, read, records)
    rows: list[VoiceFeatures] = []
    measure_s = seconds(lambda: rows.extend(measure_video(video) for video in videos))
    profile_s = min(seconds(lambda: profile_channel(KEY, rows, read, records)) for _ in range(_REPEATS))
    one_s = measure_s / len(videos)
    adapter = TypeAdapter(list[VoiceFeatures])
    stored = [_columns(row) for row in adapter.dump_python(rows)]
    read_s = min(seconds(lambda: adapter.validate_python([_decoded(row) for row in stored])) for _ in range(_REPEATS))
    scratch_s, update_s = measure_s + profile_s, one_s + profile_s
    print(f"{len(rows)} videos, {sum(row.n_words for row in rows):,} words, {_size(stored):.1f} MB of rows")
    print(f"from scratch {scratch_s:.2f} s (measure {measure_s:.2f}, profile {profile_s:.3f})")
    print(
        f"update {update_s:.3f} s (measure {one_s:.3f}, profile {profile_s:.3f}), and reading the rows {read_s:.3f} s"
    )
    print(f"update / from scratch {update_s / scratch_s:.4f}; with reading {(update_s + read_s) / scratch_s:.4f}")


def _columns(row: dict[str, object]) -> dict[str, object]:
    return {name: json.dumps(value) if isinstance(value, dict) else value for name, value in row.items()}


def _decoded(row: dict[str, object]) -> dict[str, object]:
    is_json = {"measures", "counts", "examples", "edges"}
    return {name: json.loads(str(value)) if name in is_json else value for name, value in row.items()}


def _size(stored: list[dict[str, object]]) -> float:
    return sum(len(value) for row in stored for value in row.values() if isinstance(value, str | bytes)) / 1e6


if __name__ == "__main__":
    main()
