"""The English part of a document. What follows is made for English, so paragraphs in other languages are left out.

A language is known by words that nearly every sentence of it has and English has not, a script by its letters.
"""

import unicodedata
from collections.abc import Mapping, Sequence

from pipelines.sentences import normalised_words

_ENGLISH = frozenset(
    "the of and to in is that it for was on are as with be by this from at or an which have not but".split()
)
WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "German": "der das und ist nicht ein eine einer eines mit von den dem des auf für sich auch wird sind als werden im",
        "French": "le les des une est dans que qui pour pas sur avec plus par sont cette mais nous vous aux ou et du il",
        "Spanish": "el los las una que del por para como más pero sus este esta está son fue entre y en es su al lo",
        "Italian": "il di che una non sono della del gli anche questo più nel alla è dei delle si un lo ha",
        "Portuguese": "os um uma não que para com por mais como dos das foi são ao é da do em no na sua",
        "Dutch": "het een van en niet dat zijn voor met ook maar aan wordt werd bij naar deze die op te worden",
        "Swedish": "och att det som är på för med inte av den till har om ett var från kan",
        "Danish": "og at det som er på for med ikke af den til har et var fra kan der de",
        "Norwegian": "og å det som er på for med ikke av den til har et var fra kan de",
        "Polish": "się nie na że jest jak ale dla przez są oraz był które od po ich",
        "Czech": "že je se na jsou ale jako pro která byl nebo ve jeho při také",
        "Finnish": "ja on ei että oli mutta ovat kun myös joka sen tai se",
        "Hungarian": "és az hogy nem egy van volt meg is ez mint csak vagy",
        "Turkish": "bir ve bu için ile olarak çok daha olan gibi de da",
        "Romanian": "și în este nu pe care cu mai pentru din sunt la fost",
    }.items()
}
LEAST_WORDS = 12  # a shorter paragraph takes the language of those around it
LEAST_SHARE = 0.15  # of a paragraph's words are such words of the other language …
LEAST_DISTINCT = 3  # … and so many different ones, since a symbol or a name comes again and again

OTHER_SCRIPT = "a language that is not written in Latin letters"

Headings = tuple[tuple[int, str], ...]


def english_part(text: str, headings: Headings) -> tuple[str, Headings, str | None]:
    """Return the text without paragraphs in other languages, its headings, and a note on what was left out, or None.

    Where nothing is left, the text is empty and the note says which language it was in.
    """
    paragraphs = text.split("\n\n")
    spoken = _filled([language(paragraph) for paragraph in paragraphs])
    others = [name for name in spoken if name not in (None, "English")]
    if not others:
        return text, headings, None
    kept, moved, position, length = list[str](), list[tuple[int, str]](), 0, 0
    for paragraph, name in zip(paragraphs, spoken, strict=True):
        if name in (None, "English"):
            start = length + (2 if kept else 0)
            moved += [
                (start + at - position, title) for at, title in headings if position <= at < position + len(paragraph)
            ]
            kept.append(paragraph)
            length = start + len(paragraph)
        position += len(paragraph) + 2
    named = ", ".join(dict.fromkeys(name for name in others if name))
    return (
        "\n\n".join(kept),
        tuple(moved),
        f"{len(others)} of {len(paragraphs)} paragraphs are in {named} and were left out.",
    )


def language(paragraph: str) -> str | None:
    """Return "English", or the other language that a paragraph is in; None where it has too few words to say."""
    letters = [character for character in paragraph if character.isalpha()]
    foreign = sum(not unicodedata.name(character, "").startswith("LATIN") for character in letters)
    if len(letters) > LEAST_WORDS and foreign > len(letters) / 2:
        return OTHER_SCRIPT
    words = normalised_words(paragraph)
    if len(words) < LEAST_WORDS:
        return None
    shares = {name: sum(word in known for word in words) / len(words) for name, known in WORDS.items()}
    best = max(shares, key=lambda name: shares[name])
    english = sum(word in _ENGLISH for word in words) / len(words)
    is_other = shares[best] >= LEAST_SHARE and len(WORDS[best] & set(words)) >= LEAST_DISTINCT
    return best if is_other and shares[best] > 2 * english else "English"


def _filled(spoken: Sequence[str | None]) -> list[str | None]:
    """Give short paragraphs the language of both neighbours that have one, where these agree."""
    filled = list(spoken)
    for at, name in enumerate(spoken):
        if name is None:
            before = next((other for other in reversed(spoken[:at]) if other), None)
            after = next((other for other in spoken[at + 1 :] if other), None)
            filled[at] = before if before == after or after is None else after if before is None else None
    return filled
