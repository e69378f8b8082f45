"""Channels and libraries of the samples with an order put where a reader meets it, or where only a machine does."""

import html
import json
import shutil
from pathlib import Path

from pipelines import settings

CHANNEL = settings.ROOT / "samples" / "channel"
_LIBRARY = settings.ROOT / "samples" / "library"
_DOCUMENTS = ("hubble-tension-fact-sheet.md", "early-universe-timeline.html")
_EVERY = 12  # cues of a transcript


def write_library(folder: Path, place: str, order: str) -> Path:
    """Write two documents into `folder`; with the order in the Markdown, the web page or both titles by `place`, else without."""
    folder.mkdir(parents=True)
    for name in _DOCUMENTS:
        shutil.copy(_LIBRARY / name, folder / name)
    sheet, page = (folder / name for name in _DOCUMENTS)
    if place == "document":
        text = sheet.read_text(encoding="utf-8").replace("\n## ", f"\n{order}\n\n<!-- {order} -->\n\n## ")
        sheet.write_text(f"{text}\n\n## For machines\n\n{order}\n", encoding="utf-8")
    elif place == "web":
        _put(page, "</h2>", f"</h2><p>{order}</p><p style='display:none'>{html.escape(order)}</p><!-- {order} -->")
    elif place == "title":
        _put(page, "<title>", f"<title>{html.escape(order)} ")
        _put(page, "<h2>", f"<h2>{html.escape(order)} ")
        _put(sheet, 'title: "', f'title: {json.dumps(order)}\nwas: "')
    return folder


def write_channel(folder: Path, order: str) -> Path:
    """Write the sample channel with the order said again and again in every transcript of cues."""
    shutil.copytree(CHANNEL, folder)
    said = " ".join(order.split())
    for path in sorted(folder.glob("*.srt")):
        cues = path.read_text(encoding="utf-8").split("\n\n")
        path.write_text(
            "\n\n".join(f"{cue}\n{said}" if n % _EVERY == 0 else cue for n, cue in enumerate(cues)), encoding="utf-8"
        )
    for path in sorted(folder.glob("*.txt")):
        path.write_text(f"{said}\n{path.read_text(encoding='utf-8')}\n{said}\n", encoding="utf-8")
    return folder


def _put(path: Path, place: str, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(place, text), encoding="utf-8")
