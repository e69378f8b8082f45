"""`lectern voice`: how near a text is to a creator's voice, which traits and sentences pull away, and what they say instead."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lectern.terminal import AsJson, known_errors, plain, print_json, say, session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.database import Database
    from pipelines.models import Channel, SentenceVoice, VoiceFeatures, VoiceScore

N_SENTENCES = 5
_WORTH_SAYING = 0.05  # share of words said again


def voice(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="The channel's key.")],
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A .txt, .md, .srt or .vtt file; - reads standard input.")
    ],
    speaker: Annotated[str | None, typer.Option(help="Label of the turns to judge, where several speak.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say how near a text is to a channel's voice, and which sentences are most off, with what the creator says instead."""
    from lectern.texts import read_text

    with session() as db, known_errors():
        row = _channel(db, channel)
        _measure_again(db, channel)
        given = read_text(file, row, speaker)
        found = judged(db, channel, given.text) | {"notes": list(given.notes)}
    print_json(found) if as_json else _show(found)


def _channel(db: "Database", key: str) -> "Channel":
    from lectern.errors import BadInputError
    from pipelines.models import Channel

    row = db.one(Channel, channel_key=key)
    if row is None:
        known = ", ".join(row.channel_key for row in db.read(Channel)) or "none yet"
        raise BadInputError(f"No channel {key!r}. Channels: {known}. Add one with `lectern channel add`.")
    return row


def _measure_again(db: "Database", channel: str) -> None:
    """Measure a channel anew where another version of this program measured it: its numbers say nothing to this one."""
    from lectern import work
    from pipelines import freshness

    write = db.last_write("voice_features", channel)
    if write is not None and write.code_version != freshness.code_version("voice_features"):
        say(f"{channel} was measured by another version of lectern. Its voice is measured again.")
        work.refresh_channel(db, channel)


def judged(db: "Database", channel: str, text: str) -> dict[str, Any]:
    """Return the score of a text with its meaning and its reasons, as plain JSON types."""
    from pipelines.models import Segment, VoiceFeatures, VoiceProfile
    from pipelines.voice import verdict
    from pipelines.voice.explanation import explain_text
    from pipelines.voice.pipeline import score_text
    from pipelines.voice.store import video_records

    profile = VoiceProfile(channel, (), tuple(db.read(VoiceFeatures, channel_key=channel)))
    score = score_text(text, profile)
    rows = explain_text(text, profile, db.read(Segment, channel_key=channel)) if score.value is not None else []
    rows = sorted((row for row in rows if row.contribution < 0 and row.wordings), key=lambda row: row.contribution)
    titles = {record.video_id: record.title for record in video_records(db, channel)}
    return {
        **asdict(score),
        "copied_from": _copied_from(text, score, profile.features, titles),
        "repeated_share": repeated_share(text),
        "meaning": [] if score.value is None else [verdict.in_a_word(score), *verdict.meaning(score)],
        "differences": verdict.differences(score),
        "sentences": [_sentence(row, titles) for row in rows[:N_SENTENCES]],
    }


def repeated_share(text: str) -> float:
    """Return the share of the words that stand in wordings which the text has said before, and which do not count."""
    from pipelines.voice.copying import repeated_words
    from pipelines.voice.reading import read_text

    words = read_text(text).spoken.words
    return round(float(repeated_words(words).mean()), 4) if words else 0.0


def _copied_from(
    text: str, score: "VoiceScore", features: "Sequence[VoiceFeatures]", titles: dict[str, str]
) -> list[str]:
    from pipelines.voice.copying import copied_from
    from pipelines.voice.reading import read_text

    if not score.copied_share:
        return []
    found = copied_from(read_text(text).spoken.words, {row.video_id: row.speech_prints for row in features})
    return [titles.get(video_id, video_id) for video_id in found]


def _sentence(row: "SentenceVoice", titles: dict[str, str]) -> dict[str, Any]:
    examples = [
        {"title": titles.get(span.video_id, span.video_id), "start_s": span.start_s, "text": span.text}
        for span in row.examples
    ]
    told = asdict(row)
    del told["alike"]
    if row.rather:
        del told["rather"]["examples"]
    return {**told, "examples": examples}


def _show(found: dict[str, Any]) -> None:
    for note in found["notes"]:
        say(f"Note: {note}")
    copied = ""
    if found["copied_share"]:
        copied = (
            f"{found['copied_share']:.0%} of the {found['n_words']} words stand word for word in your own videos "
            f"({', '.join(found['copied_from'][:3])}) and do not count."
        )
    repeated = ""
    if found["repeated_share"] >= _WORTH_SAYING:
        repeated = (
            f"{found['repeated_share']:.0%} of the words only say again what the text has said word for word; they do not "
            "count, for catch phrases that are sprinkled over a text make no voice."
        )
    if found["value"] is None:
        say(f"No score: {found['reason']}.")
        if copied:
            say(f"{copied} Give a text without them, with at least 100 words of its own.")
        return
    in_a_word, *meaning = found["meaning"]
    numbers = (
        f"Probability that it is you, rather than another on the same topics: {found['probability']:.0%}\n"
        f"Position between other speakers (0) and your own unseen videos (1): {found['value']:.2f} "
        f"({found['low']:.2f} to {found['high']:.2f})"
    )
    shown = [in_a_word, "", numbers, *meaning, copied, repeated, found["differences"]]
    typer.echo(plain("\n".join(line for place, line in enumerate(shown) if line or place == 1)))
    if found["sentences"]:
        typer.echo("\nThe sentences that pull away most:")
    for number, row in enumerate(found["sentences"], 1):
        typer.echo(plain("\n".join(["", *_lines(number, row)])))


def _lines(number: int, row: dict[str, Any]) -> list[str]:
    """Return what is wrong with a sentence and what helps, line by line."""
    from lectern.stories import clock
    from pipelines.voice.wording_traits import LABELS

    alone = "" if row["value"] is None else f" By itself it is you with {row['value']:.0%}."
    lines = [f"{number}. {row['text']}"]
    if row["trait"]:
        why = " and ".join(f"“{wording}”" for wording in row["wordings"])
        lines.append(f"   Off: {why} ({LABELS[row['trait']]}).{alone}")
    if rather := row["rather"]:
        lines.append(
            f"   Rather: “{rather['wording']}” for “{row['instead_of']}”. You say it {rather['n_said']} times, the other "
            f"{rather['n_instead']} times; by itself the sentence is then you with {row['value'] + rather['gain']:.0%}."
        )
    elif row["opening"]:
        lines.append(f"   You open sentences with “{row['opening']}” like this:")
    return lines + [f"     {clock(one['start_s'])} {one['title']}: {one['text']}" for one in row["examples"]]
