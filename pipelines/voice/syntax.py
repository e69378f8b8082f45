"""How sentences are built, told from closed word classes and endings: no parser, and no punctuation needed.

The counts are proxies in the manner of Biber (1988, Variation across Speech and Writing, appendix II), who counted
passives, nominalisations, subordinators and relative pronouns by such rules. They are meant for rates over thousands of
words; a single sentence may be counted wrongly.
"""

from collections.abc import Sequence

_BE = frozenset(
    "am is are was were be been being i'm you're we're they're it's that's he's she's there's isn't aren't wasn't weren't".split()
)
_GET = frozenset("get gets got gotten getting".split())
_ADVERBS_INSIDE = frozenset(
    "not also just already always never often usually only really actually then now being been even still ever all".split()
)
_PARTICIPLES = frozenset(
    """
    born been broken brought built bought caught chosen done drawn driven eaten fallen felt found forgotten given gone
    grown heard held hidden hit kept known laid led left lent lost made meant met paid put read ridden run said seen
    sold sent set shown shut spoken spent split spread stolen struck stuck taken taught told thought thrown understood
    woven won worn written written sung swept torn tied bound beaten begun bitten blown cast cut dealt fed fought
    frozen hung hurt overtaken proven raised rewritten shaken shot sewn sunk sworn undone wound
    """.split()
)
_NOT_PARTICIPLES = frozenset(
    "need red bed led speed indeed seed feed hundred sacred naked wicked excited interested tired bored supposed used".split()
)
_SUBORDINATORS = frozenset(
    "because although though unless until whereas whenever wherever whether while if when since after before once".split()
)
_RELATIVES = frozenset("which who whom whose where".split())
_SUBJECTS = frozenset(
    """
    i you he she it we they i'm i've i'll i'd you're you've you'll you'd he's he'll he'd she's she'll she'd it's it'll
    it'd we're we've we'll we'd they're they've they'll they'd there there's this that that's these those everyone
    everybody someone somebody nobody
    """.split()
)
_COMPLEMENT_HEADS = frozenset(
    """
    say says said think thinks thought know knows knew mean means meant see saw show shows find found believe guess hope
    feel realise realize imagine suppose notice tell told remember sure so suggest suggests turns out
    """.split()
)
_COORDINATORS = frozenset("and but or so yet".split())
_PREPOSITIONAL = frozenset("after before since once until".split())  # that also go before a noun
_NOMINATIVES = frozenset("i you he she it we they there who".split())
_FINITE = frozenset(
    """
    says said thinks goes went gets got makes made takes took comes came sees saw knows knew wants wanted gives gave finds
    found tells told asks works seems felt tries leaves left means meant keeps kept began begins starts started happened
    happens brings brought wrote stood becomes became turns turned looks looked uses used needs needed happened called
    """.split()
)
_AUXILIARIES = _BE | frozenset(
    """
    do does did don't doesn't didn't have has had haven't hasn't hadn't can could will would shall should may might must
    can't couldn't won't wouldn't shouldn't cannot i've i'll i'd you've you'll you'd we've we'll we'd they've they'll
    they'd he'll he'd she'll she'd it'll it'd that'll that'd who's what's where's how's here's let's let gonna gotta
    who'll there'll there'd
    """.split()
)
_COMMON_VERBS = frozenset(
    """
    says said say goes went go gets got get makes made make takes took take comes came come sees saw see knows knew know
    thinks thought think wants wanted want gives gave give finds found find tells told tell asks ask works work seems
    seem feels felt feel tries try leaves left leave calls call means meant mean keeps kept keep lets begins began begin
    starts start helps help shows show hears heard hear plays runs ran run moves move lives live happens happen brings
    brought bring writes wrote write sits sat stands stood loses lost pays meets met includes continues sets learns
    learn changes change leads led understands understand watches follow follows stops stop creates speaks spoke reads
    read spends grows grew opens walks wins offers remember remembers loves love consider appears buys waits serves dies
    sends expects builds stays fell falls cuts reaches kills remains suggests raises passes sells requires reports
    decides pulls turns turn looks look uses use needs need becomes became puts put gives depends contains says
    """.split()
)
_IMPERATIVES = frozenset(
    """
    imagine take look think notice remember consider suppose let's picture try keep pick start put watch listen ask draw
    go come check forget don't recall compare wait stop pretend assume hold
    """.split()
)
_LONGEST_FRAGMENT = 8  # words
_LEADS = frozenset("so and but now okay ok well then just please right alright".split())
_NEGATIONS = frozenset("not no never nothing nobody none neither nor cannot without".split())
_PREPOSITIONS = frozenset(
    """
    of in on at by for with about against between into through during from to up over under above below across behind
    beyond near toward towards upon within along around
    """.split()
)
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "tions", "sions", "ments", "ities")
_NOT_NOMINAL = frozenset(
    """
    moment city pity question questions station nation mention mentions section sections sentence science experience
    difference experiment experiments comment comments moments document documents million mission distance audience
    instance chance dance france balance once quality element elements segment segments argument community university
    reality security ability identity
    """.split()
)


def clause_counts(tokens: Sequence[str], *, is_punctuated: bool, has_list: bool = False) -> dict[str, int]:
    """Return the additive counts of one sentence.

    `clauses`: finite clauses, told by their verbs. `subordinate`: of these, the ones that a subordinator, a relative
    pronoun or "that" behind a verb of saying opens. `passives`: a form of be or get with a past
    participle. `nominalisations`: nouns made of verbs and adjectives, by ending. `prepositions`, `negations`.
    `imperatives`: 1 where the sentence tells the viewer to do something. Only where sentence ends are the author's:
    `fragments` (1 where no finite verb is found), `conjunction_openings`, and `threes` (lists of three, as `has_list`
    says).

    Args:
        tokens: the sentence's normalised words.
        is_punctuated: whether the sentence ends where its author ended it.
        has_list: whether the text holds "a, b, and c".
    """
    if not tokens:
        return {}
    clauses, subordinate = _clauses(tokens)
    opening = next((word for word in tokens if word not in _LEADS), tokens[0])
    counts = {
        "clauses": clauses,
        "subordinate": subordinate,
        "passives": _passives(tokens),
        "nominalisations": sum(map(is_nominalisation, tokens)),
        "prepositions": sum(word in _PREPOSITIONS for word in tokens),
        "negations": sum(word in _NEGATIONS or word.endswith("n't") for word in tokens),
        "imperatives": int(opening in _IMPERATIVES),
        "sentences": 1,
    }
    if is_punctuated:
        counts |= {
            "fragments": int(is_fragment(tokens)),
            "conjunction_openings": int(tokens[0] in _COORDINATORS),
            "threes": int(has_list),
            "marked_sentences": 1,
        }
    return counts


def is_nominalisation(word: str) -> bool:
    """Return whether a word looks like a noun made of a verb or an adjective: "expansion", "movement", "likeness"."""
    return len(word) >= 7 and word.endswith(_NOUN_ENDINGS) and word not in _NOT_NOMINAL


def is_fragment(tokens: Sequence[str]) -> bool:
    """Return whether no finite verb is found in a sentence of two to eight words: "Ten thousand years of ice.".

    A longer sentence nearly always has one, and one that the lists do not know.
    """
    if not 2 <= len(tokens) <= _LONGEST_FRAGMENT:
        return False
    opening = next((word for word in tokens if word not in _LEADS), tokens[0])
    if opening in _IMPERATIVES:
        return False
    return not any(
        word in _AUXILIARIES
        or word in _COMMON_VERBS
        or word in _SUBJECTS - {"this", "that", "these", "those", "you"}
        or word.endswith(("'s", "'re", "'ve", "'ll", "'d", "'m"))
        or (word.endswith("ed") and len(word) > 4 and word not in _NOT_PARTICIPLES)
        for word in tokens
    )


def _clauses(tokens: Sequence[str]) -> tuple[int, int]:
    """Return (finite clauses, those of them that depend on another).

    A finite clause is counted by its verb: an auxiliary that no other stands right before, a subject with its verb
    contracted, a pronoun subject in front of a word that is no auxiliary, or one of the commonest finite forms.
    """
    clauses, subordinate, before = 0, 0, ""
    for place, word in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        if word in _AUXILIARIES:
            clauses += before not in _AUXILIARIES and not (
                before in _ADVERBS_INSIDE and tokens[place - 2] in _AUXILIARIES
            )
        elif word in _NOMINATIVES:
            clauses += (
                bool(after) and after not in _AUXILIARIES and after not in _NOMINATIVES and before not in _AUXILIARIES
            )
        elif word in _FINITE:
            clauses += before not in _NOMINATIVES and before not in _AUXILIARIES and before != "to"
        if word in _SUBORDINATORS:
            subordinate += word not in _PREPOSITIONAL or after in _SUBJECTS
        elif place and (word in _RELATIVES or (word == "that" and before in _COMPLEMENT_HEADS)):
            subordinate += 1
        before = word
    return max(clauses, 1), min(subordinate, max(clauses, 1))


def _passives(tokens: Sequence[str]) -> int:
    return sum(passive_at(tokens, place) for place in range(len(tokens) - 1))


def passive_at(tokens: Sequence[str], place: int) -> bool:
    """Return whether a form of be or get at `place` has a past participle behind it, adverbs aside."""
    if tokens[place] not in _BE and tokens[place] not in _GET:
        return False
    for word in tokens[place + 1 : place + 4]:
        if word in _PARTICIPLES or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PARTICIPLES):
            return True
        if word not in _ADVERBS_INSIDE and not word.endswith("ly"):
            return False
    return False
