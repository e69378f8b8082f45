"""The shot list as CSV after RFC 4180: one row a shot, safe to open in a spreadsheet."""

import csv
import io

from lectern import notes, running_order
from lectern.exports import contents
from lectern.notes import Notes
from lectern.running_order import Shot
from pipelines.models import Script

COLUMNS = ("shot", "beat", "start", "seconds", "visual", "narration", "to fill", "notes")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # what a spreadsheet computes, in either width

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"


def render(script: Script) -> str:
    """Return the shots in order; a byte order mark in front makes spreadsheets read UTF-8."""
    apparatus = notes.number(script)
    target = io.StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    shots = [(timed.beat.title, shot) for timed in running_order.arrange(script) for shot in timed.shots]
    for number, (title, shot) in enumerate(shots, 1):
        writer.writerow([str(number), *map(_safe, _cells(title, shot, apparatus))])
    return "\ufeff" + target.getvalue()


def _cells(title: str, shot: Shot, apparatus: Notes) -> tuple[str, ...]:
    spoken = [sentence for sentence in shot.sentences if running_order.is_spoken(sentence)]
    numbers = sorted({number for sentence in spoken for number in apparatus.numbers_of(sentence)})
    return (
        title,
        running_order.clock(shot.start_s),
        f"{sum(sentence.seconds for sentence in spoken):.1f}",
        shot.visual,
        " ".join(sentence.text for sentence in spoken),
        " ".join(contents.placeholder(sentence) for sentence in shot.sentences if sentence.is_placeholder),
        " ".join(map(str, numbers)),
    )


def _safe(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would compute (OWASP, CSV injection)."""
    plain = contents.one_line(text)
    return f"'{plain}" if plain.lstrip(_INVISIBLE).startswith(_FORMULA) else plain
