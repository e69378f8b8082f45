"""What a new video costs against a channel read from scratch: phrasing frames and stories. A minute or two.

    python benchmarks/voice_incremental.py [--videos 300]

The channel is the sample channel many times over, with a word changed in every sentence of each copy, so that no video is
another's. The new video is read, and everything that is derived from all videos is made again, from rows as the database
gives them back. CPU seconds of this process, embedding included.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from pydantic import TypeAdapter

from pipelines import settings
from pipelines.embeddings import load_embedder
from pipelines.models import Channel, Segment, Video, VideoFrames, VideoStories
from pipelines.transcripts.pipeline import read_channel, segment_channel
from pipelines.voice.frames import frames_of, sight_frames
from pipelines.voice.story_bank import read_videos, story_bank

T = TypeVar("T")


def channel_of(n_videos: int) -> list[Segment]:
    """Return the sentences of `n_videos` videos."""
    sample = Channel("slow-light", "Slow Light", str(settings.ROOT / "samples" / "channel"))
    said = segment_channel(sample, read_channel(sample, []), [])
    videos = [list(group) for _, group in groupby(said, key=lambda segment: segment.video_id)]
    copies = []
    for number in range(n_videos):
        for segment in videos[number % len(videos)]:
            words = segment.text.split()
            words[len(words) // 2] = f"{words[len(words) // 2]}{number}"
            video_id = f"{number:04}"
            text = " ".join(words) if segment.ordinal % 2 else segment.text
            copies.append(replace(segment, video_id=video_id, segment_id=f"{video_id}-{segment.ordinal}", text=text))
    return copies


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds of `work` and what it returned."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def stored(adapter: TypeAdapter[Any], rows: list[Any]) -> list[dict[str, Any]]:
    """Return rows as they come from the database."""
    plain: list[dict[str, Any]] = adapter.dump_python(rows, mode="json")
    return plain


def report(name: str, scratch_s: float, new_s: float, same: bool) -> None:
    print(
        f"{name:16} {scratch_s:8.2f} s from scratch {new_s:8.3f} s with one new video: {100 * new_s / scratch_s:.2f} %, the same rows: {same}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--videos", type=int, default=300)
    arguments = parser.parse_args()
    segments = channel_of(arguments.videos)
    last = segments[-1].video_id
    before = [segment for segment in segments if segment.video_id != last]
    print(f"{arguments.videos} videos, {len(segments)} sentences")

    frames = TypeAdapter(list[VideoFrames])
    scratch_s, expected = timed(lambda: frames_of("c", sight_frames(segments, [])))
    rows = stored(frames, sight_frames(before, []))
    new_s, found = timed(lambda: frames_of("c", sight_frames(segments, frames.validate_python(rows))))
    report("phrasing frames", scratch_s, new_s, found == expected)

    embedder = load_embedder(settings.state_dir())
    embedder.embed(["Loaded before anything is timed."])
    stories = TypeAdapter(list[VideoStories])
    videos = [
        Video(f"{n:04}", "c", f"Video {n}", f"{n}.srt", "srt", "", b"", ordinal=n) for n in range(arguments.videos)
    ]
    scratch_s, bank = timed(lambda: story_bank("c", read_videos(segments, [], embedder), videos))
    rows = stored(stories, read_videos(before, [], embedder))
    new_s, again = timed(
        lambda: story_bank("c", read_videos(segments, stories.validate_python(rows), embedder), videos)
    )
    report("stories", scratch_s, new_s, again == bank)


if __name__ == "__main__":
    main()
