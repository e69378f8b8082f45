"""Reading files: each format gives its words and times, and says what it could not read."""

import json
import time
from datetime import timedelta

import pytest
import srt
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.transcripts import formats, tokens
from pipelines.transcripts.cues import TranscriptFormatError

WORD = st.text("abcdefghij'é", min_size=1, max_size=8).filter(lambda word: any(c.isalpha() for c in word))
CUE_TEXTS = st.lists(st.lists(WORD, min_size=1, max_size=12), min_size=1, max_size=20)


def words_of(raw: str | bytes, kind: str) -> list[str]:
    data = raw if isinstance(raw, bytes) else raw.encode()
    return [token.text for token in tokens.read(formats.parse(data, kind).cues)]


@given(CUE_TEXTS)
@settings(max_examples=50)
def test_srt_written_by_the_srt_library_loses_and_doubles_no_word(texts: list[list[str]]) -> None:
    subtitles = [
        srt.Subtitle(n, timedelta(seconds=2 * n), timedelta(seconds=2 * n + 1.5), " ".join(words))
        for n, words in enumerate(texts, start=1)
    ]
    parsed = formats.parse(srt.compose(subtitles).encode(), "srt")
    assert [cue.text.split() for cue in parsed.cues] == texts
    assert [cue.start_s for cue in parsed.cues] == [2.0 * n for n in range(1, len(texts) + 1)]
    assert parsed.problems == ()


@pytest.mark.parametrize("kind", list(formats.PARSERS))
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
@settings(max_examples=60)
def test_arbitrary_bytes_are_read_or_refused_with_a_reason(kind: str, raw: bytes) -> None:
    try:
        parsed = formats.parse(raw, kind)
    except TranscriptFormatError as error:
        assert str(error).endswith((".", "?"))  # noqa: PT017
    else:
        assert tokens.read(parsed.cues)


HOSTILE = st.lists(
    st.sampled_from(
        ["1\n", "\n", "\n\n", "00:00:01,000 --> 00:00:02,000\n", "00:01.000 --> ", "99999999999:00:00,000 --> 00:00\n",
         "-->", "WEBVTT\n\n", "NOTE x\n\n", "STYLE\n::cue{}\n\n", "<v A>", "</v>", "<c.x>", "<00:00:01.5>", "text ",
         "A: hi\n", "A: ho\nB: hu\nB: he\n", "[Music]", "[", "(", "♪", "&amp;", "&#0;", "- ", ">> ",
         "\u202e", '{"events":[', "9" * 30]
    ),
    max_size=25,
)  # fmt: skip


@pytest.mark.parametrize("kind", list(formats.PARSERS))
@given(HOSTILE)
@settings(max_examples=80)
def test_pieces_of_subtitle_syntax_in_any_order_never_break_a_parser(kind: str, pieces: list[str]) -> None:
    try:
        parsed = formats.parse("".join(pieces).encode(), kind)
    except TranscriptFormatError:
        return
    starts = [cue.start_s for cue in parsed.cues if cue.start_s is not None]
    assert starts == sorted(starts)
    assert all((cue.end_s or 0) >= (cue.start_s or 0) for cue in parsed.cues)


def test_srt_accepts_what_real_files_have() -> None:
    text = (
        "\ufeff1\r\n00:00:01.500 --> 00:00:03,000\r\n<i>Tom &amp; Jerry</i>\r\n{\\an8}went home.\r\n\r\n"
        "00:00:03,000 --> 00:00:04,000\r\nIn 1969\r\n\r\n1970\r\n\r\n"
        "7\r\n00:00:04,000 --> 00:00:05,000\r\nIf x < 5 then b>a."
    )
    assert " ".join(words_of(text, "srt")) == "Tom & Jerry went home. In 1969 1970 If x < 5 then b>a."


def test_srt_cut_off_in_its_last_cue_is_partial_and_keeps_the_rest() -> None:
    whole = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:02,000 --> 00:00:03,000\nTwo.\n"
    for cut in ("\n3\n00:00:03,0", "\n3\n00:00:03,000 --> 00:0", "\n3"):
        parsed = formats.parse((whole + cut).encode(), "srt")
        assert [cue.text.strip() for cue in parsed.cues] == ["One.", "Two."]
        assert "ends inside" in parsed.problems[0]


def test_one_wrong_time_moves_one_cue_and_is_named() -> None:
    starts = [1, 2, 50000, 4, 5]
    text = "\n\n".join(
        f"{n}\n{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02},000 --> "
        f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02},900\nCue {n}."
        for n, s in enumerate(starts, start=1)
    )
    parsed = formats.parse(text.encode(), "srt")
    assert [cue.start_s for cue in parsed.cues] == [1.0, 2.0, 2.9, 4.0, 5.0]
    assert [cue.text.strip() for cue in parsed.cues] == [f"Cue {n}." for n in range(1, 6)]
    assert "cue 3 at 50000" in parsed.problems[0]


def test_end_before_start_and_cues_beyond_a_day_are_named() -> None:
    text = (
        "1\n00:00:05,000 --> 00:00:03,000\nOne.\n\n2\n00:00:06,000 --> 00:00:07,000\nTwo.\n\n"
        "3\n99:00:00,000 --> 99:00:01,000\nThree.\n"
    )
    parsed = formats.parse(text.encode(), "srt")
    assert [(cue.start_s, cue.end_s) for cue in parsed.cues] == [(5.0, 5.0), (6.0, 7.0)]
    assert "cue 1" in parsed.problems[0]
    assert "cue 3" in parsed.problems[1]


def test_vtt_never_leaks_notes_styles_and_settings() -> None:
    text = (
        "WEBVTT - secret title\nKind: captions\n\nNOTE\nsecret note\n\nSTYLE\n::cue { color: secret }\n\n"
        "REGION\nid:secret\n\nsecret-id\n00:01.000 --> 00:02.000 line:10% secret:1\n"
        "<v.loud Ann Lee><b>Hello</b> &lt;you&gt;</v>\n\n"
        "NOTE secret\n\n00:02.000 --> 00:03.000\nagain\n"
    )
    parsed = formats.parse(text.encode(), "vtt")
    assert "secret" not in " ".join(cue.text for cue in parsed.cues)
    assert [(token.text, token.speaker) for token in tokens.read(parsed.cues)] == [
        ("Hello", "Ann Lee"), ("<you>", "Ann Lee"), ("again", "Ann Lee"),
    ]  # fmt: skip


def test_vtt_without_header_is_read_and_a_damaged_timing_line_is_counted() -> None:
    text = "00:01.000 --> 00:02.000\none\n\n00:02.000 --> nonsense\ntwo\n\n00:03,000 --> 00:04,000\nthree\n"
    parsed = formats.parse(text.encode(), "vtt")
    assert [cue.text.strip() for cue in parsed.cues] == ["one", "three"]
    assert parsed.problems[0].startswith("1 of 3 cues could not be read")


def test_json3_gives_word_times_and_skips_appended_events() -> None:
    events = [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1},
        {"tStartMs": 1000, "dDurationMs": 2000, "segs": [{"utf8": "so"},
         {"utf8": " what", "tOffsetMs": 600}, {"utf8": "ever"}]},
        {"tStartMs": 3000, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 3000, "dDurationMs": 1000, "segs": [{"utf8": "[Music]"}]},
        {"tStartMs": 5000, "dDurationMs": 1000, "segs": [{"utf8": "a whole line"}]},
        {"tStartMs": "soon", "segs": [{"utf8": "lost"}]},
    ]  # fmt: skip
    parsed = formats.parse(json.dumps({"events": events}).encode(), "json3")
    read = [(token.text, token.start_s) for token in tokens.read(parsed.cues)]
    assert read == [("so", 1.0), ("whatever", 1.6), ("a", 5.0), ("whole", 5.1), ("line", 5.6)]
    assert parsed.problems == ("1 damaged event(s) left out.",)


def test_plain_text_drops_times_before_lines_and_keeps_those_that_were_said() -> None:
    copied = formats.parse(b"0:01 Hello there.\n0:04 More of it.\n[00:09] Done.\n", "txt")
    assert copied.cues[0].text.strip() == "Hello there.\nMore of it.\nDone."
    spoken = formats.parse(b"We met.\n12:30 it was when the train came.\nThen we left.\n", "txt")
    assert "12:30 it was" in spoken.cues[0].text


def test_plain_text_drops_time_lines_and_keeps_paragraphs() -> None:
    parsed = formats.parse(b"0:03\nHello there.\n0:07\nMore of it.\n\n[Laughter] A [sic] new one. [00:01:10]\n", "txt")
    assert [" ".join(cue.text.split()) for cue in parsed.cues] == ["Hello there. More of it.", "A [sic] new one."]


@pytest.mark.parametrize(
    ("marked", "spoken"),
    [
        ("[MUSIC PLAYING BY J.S. BACH] Well", "Well"),
        ("the denominator [? required. ?]", "the denominator required."),
        ("average [UNINTELLIGIBLE].", "average."),
        ("(audience laughs) Right", "Right"),
        ("nine (or ten) stars, 9(!) of them", "nine (or ten) stars, 9(!) of them"),
        ("♪ la la ♪ Hello", "Hello"),
        (">> Yes.\n- No.", "Yes. No."),
    ],
)
def test_sounds_go_and_words_stay(marked: str, spoken: str) -> None:
    parsed = formats.parse(f"1\n00:00:01,000 --> 00:00:02,000\n{marked}\n".encode(), "srt")
    assert " ".join(token.text for token in tokens.read(parsed.cues)) == spoken


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        (b"", "srt", "empty"),
        (b" \n\n", "txt", "empty"),
        (b"\x89PNG\0\0", "srt", "binary"),
        (bytes(range(1, 32)) * 20, "txt", "binary"),
        (b"just words", "srt", "No cue found"),
        (b"WEBVTT\n\n", "vtt", "No cue found"),
        (b"{}", "json3", "events"),
        (b"{", "json3", "JSON"),
        (b"...", "txt", "no words"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n[Music]\n", "srt", "No spoken word"),
        (b"a" * (10 * 1024 * 1024 + 1), "txt", "10 MB"),
    ],
)
def test_unusable_files_are_refused_with_their_reason(raw: bytes, kind: str, reason: str) -> None:
    with pytest.raises(TranscriptFormatError, match=reason):
        formats.parse(raw, kind)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_comes_through_in_every_encoding_that_subtitles_have(encoding: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nThe café’s crème brûlée — “naïve”, she said, façade and all.\n"
    raw = text.encode(encoding)
    if encoding == "utf-16-le":
        raw = b"\xff\xfe" + raw
    assert " ".join(words_of(raw, "srt")).startswith("The café’s crème brûlée — “naïve”, she")


def test_invisible_controls_are_taken_out() -> None:
    assert words_of("he\u200bllo \u202eworld\u202c\u0007 so\u00adft" + " and" * 20, "txt")[:3] == [
        "hello",
        "world",
        "soft",
    ]


def test_hostile_sizes_take_linear_time() -> None:
    begin = time.process_time()
    for raw in (
        b"9" * 50_000,
        b" " * 50_000 + b"x" + b"\n" * 50_000,
        b"[" * 50_000,
        b"<v " * 8_000,
        b"- A " * 8_000,
    ):
        for kind in formats.PARSERS:
            try:
                tokens.read(formats.parse(b"1\n00:00:01.000 --> 00:00:02.000\n" + raw, kind).cues)
            except TranscriptFormatError:
                continue
    assert time.process_time() - begin < 10
