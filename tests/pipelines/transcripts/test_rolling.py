"""Rolling captions: every word of what was said stands once, whatever the captions repeat."""

from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.transcripts import formats, subrip, tokens
from pipelines.transcripts.rolling import blank_repeats

WORDS = st.lists(
    st.sampled_from(
        ["yes", "no", "so", "now", "the", "star", "is", "a", "very", "old", "one", "don't", "it's", "1932", "we", "go"]
    ),
    min_size=1,
)


def stamp(milliseconds: int, comma: str = ".") -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{comma}{rest:03}"


def rolling_vtt(lines: list[list[tuple[str, int]]]) -> str:
    """Write lines of (word, start in ms) as YouTube does: below the old line, then 10 ms without word times."""
    parts = ["WEBVTT\nKind: captions\nLanguage: en\n"]
    above = " "
    for index, line in enumerate(lines):
        end = lines[index + 1][0][1] if index + 1 < len(lines) else line[-1][1] + 500
        words = line[0][0] + "".join(f"<{stamp(at)}><c> {word}</c>" for word, at in line[1:])
        plain = " ".join(word for word, _ in line)
        parts.append(f"{stamp(line[0][1])} --> {stamp(end - 10)} align:start position:0%\n{above}\n{words}\n")
        parts.append(f"{stamp(end - 10)} --> {stamp(end)} align:start position:0%\n{plain}\n \n")
        above = plain
    return "\n".join(parts)


def timed_lines(words: list[str], gaps_ms: list[int], per_line: int) -> list[list[tuple[str, int]]]:
    at, timed = 0, []
    for index, word in enumerate(words):
        at += 100 + gaps_ms[index % len(gaps_ms)]
        timed.append((word, at))
    return [timed[begin : begin + per_line] for begin in range(0, len(timed), per_line)]


@given(WORDS, st.lists(st.integers(0, 3000), min_size=1), st.integers(1, 7))
@example(["no"] * 12, [10], 1)
@example(["no", "no", "yes"] * 3, [10], 3)
def test_rolling_vtt_gives_back_every_word_once_at_its_time(
    words: list[str], gaps_ms: list[int], per_line: int
) -> None:
    lines = timed_lines(words, gaps_ms, per_line)
    read = tokens.read(formats.parse(rolling_vtt(lines).encode(), "vtt").cues)
    assert [token.text for token in read] == words
    assert [round((token.start_s or 0) * 1000) for token in read] == [at for line in lines for _, at in line]
    assert all((token.end_s or 0) >= (token.start_s or 0) for token in read)


@given(WORDS, st.integers(2, 7))
def test_rolling_srt_without_word_times_gives_back_every_word_once(words: list[str], per_line: int) -> None:
    lines = [" ".join(words[begin : begin + per_line]) for begin in range(0, len(words), per_line)]
    parts = []
    for number, line in enumerate(lines):
        start = number * 1000
        shown = line if number == 0 else f"{lines[number - 1]}\n{line}"
        parts.append(f"{stamp(start, ',')} --> {stamp(start + 990, ',')}\n{shown}\n")
        parts.append(f"{stamp(start + 990, ',')} --> {stamp(start + 1000, ',')}\n{line}\n")
    cues = "\n".join(f"{index}\n{part}" for index, part in enumerate(parts, start=1))
    read = tokens.read(formats.parse(cues.encode(), "srt").cues)
    assert [token.text for token in read] == words


def test_captions_that_grow_word_by_word_are_read_once() -> None:
    said = ["a", "star", "is", "not", "a", "thing", "that", "burns"]
    cues = subrip.parse(
        "\n".join(
            f"{n}\n{stamp(n * 300, ',')} --> {stamp(n * 300 + 300, ',')}\n{' '.join(said[:n])}\n"
            for n in range(1, len(said) + 1)
        )
    ).cues
    assert " ".join(" ".join(cue.text for cue in blank_repeats(cues)).split()) == " ".join(said)


def test_a_sentence_said_twice_in_ordinary_captions_stays_twice() -> None:
    cues = subrip.parse(
        "1\n00:00:01,000 --> 00:00:02,000\nNo.\n\n2\n00:00:02,000 --> 00:00:03,000\nNo.\n\n"
        + "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nLine number {n}." for n in range(3, 10))
    ).cues
    assert [cue.text.strip() for cue in blank_repeats(cues)][:2] == ["No.", "No."]
