"""Wordings that say the same in speech: tables of equals, by part of speech, read by `spoken_forms`.

Each entry replaces a word or phrase by one of the same part of speech and inflection, so that a sentence stays
grammatical wherever the entry applies; words that are noun and verb alike stand only with the context that decides.
"""

from pipelines.writing import verbs

_VERBS = """
discover=find|determine=work out|investigate=look into|illustrate=show|demonstrate=show|retain=keep|
preserve=keep|calculate=work out|compute=work out|absorb=soak up|expel=push out|generate=make|create=make|
produce=make|resemble=look like|assemble=put together|examine=look at|select=pick|rotate=spin|retrieve=get back|
erase=wipe out|detect=pick up|persist=last|figure out=work out|collect=gather|acquire=pick up|inspect=look at|
accumulate=build up|assist=help|reveal=show|indicate=show|transform into=turn into|convert into=turn into|
categorize=sort|combat=fight|modify=change|comprehend=understand|depend on=hinge on|explain the=account for the|
explain how=tell us how|differ from=vary from|vanish=disappear|disappear=vanish|accelerate to=speed up to|
originate in=start out in|collide with=run into|locate the=find the|compress=squeeze|persuade=convince|
trigger the=set off the|trigger a=set off a|attempt to=try to
"""
_PHRASES = """
discrepancy=mismatch|phenomenon=effect|phenomena=effects|constituent=part|constituents=parts|location=place|
locations=places|portion=part|portions=parts|fragments=pieces|fragment=piece|achievements=feats|achievement=feat|
concept=idea|concepts=ideas|notion=idea|altitude=height|opportunity=chance|opportunities=chances|
circumstances=conditions|collaborators=partners|explosion=blast|explosions=blasts|accuracy=precision|
precision=accuracy|instruments=devices|facilities=sites|strategies=techniques|strategy=technique|
techniques=methods|consequences=results|characteristics=features|requirement=need|requirements=needs|
the beginning of=the start of|the start of=the beginning of|the outskirts of=the outer parts of|
terminology=language|assistance=help|the challenge is=the problem is|a role in=a part in|a key role=a key part|
an important role=an important part|an example of=a case of|numerous=many|crucial=vital|essential=vital|
vital=essential|sufficient=enough|adequate=enough|faraway=distant|unusual=odd|strange=odd|rare=uncommon|
principal=main|primary=main|minor=small|remarkable=striking|dramatic=striking|compelling=strong|excellent=great|
ideal=perfect|distinct=separate|extra=additional|particular=specific|specific=particular|
is likely to=will probably|are likely to=will probably|dangerous=hazardous|enormous=huge|gigantic=huge|
huge=enormous|ingenious=clever|triumph=victory|amazing=astonishing|astonishing=amazing|spectacular=dazzling|
powerful enough=strong enough|highly=very|relatively=fairly|comparatively=fairly|effectively=in effect|
particularly=especially|especially=particularly|generally=usually|commonly=usually|probably=most likely|
clearly=plainly|gradually=little by little|suddenly=all of a sudden|sometimes=at times|recently=lately|
totally=completely|extremely=incredibly|until=till|despite=in spite of|in spite of=despite|
in addition to=on top of|a lot of=plenty of|plenty of=lots of|lots of=plenty of|apart from=except for|
except for=apart from|compared to=compared with|regardless of the=whatever the|over time=as time goes on|
at first=to begin with|made up of=made of|in the form of=as|the way in which=how|the ways in which=how|
ways in which=ways|the process by which=how|is equal to=equals|are equal to=equal|plays a role=plays a part|
play a role=play a part|refers to=means|as a result of=because of|associated with=linked with|related to=tied to|
are found in=turn up in|is found in=turns up in|is one of the=is among the|was one of the=was among the|
are one of the=are among the|far from=a long way from|far away=a long way off|in every direction=all around|
needs to=has to|has to=needs to|had to=needed to|needed to=had to|suggested that=put forward the idea that|
proposed that=put forward the idea that|argued that=made the case that|
concluded that=came to the conclusion that|estimated that=reckoned that|estimates that=reckons that|
as quickly as=as fast as|according to=going by|is called=is known as|are called=are known as|
was called=was known as|were called=were known as|is known as=is called|are known as=are called|known as=called|
often called=often known as|sometimes called=sometimes known as|has shown that=has made it clear that|
have shown that=have made it clear that|takes place=happens|in order to=to|making use of=using|make use of=use|
because of=owing to|due to=owing to|in general=as a rule|throughout the=all through the|brings about=causes|
bring about=cause|bring together=unite|is responsible for=causes|are responsible for=cause|
was responsible for=caused|gets rid of=sheds|every day=each day|everyday=ordinary|greater than=more than|
as long as=so long as|so long as=as long as|provided that=as long as|no one=nobody|nobody=no one|
the vast majority of=nearly all|tend to be=are usually|tends to be=is usually|at a rate of=at|
a series of=a string of|in contrast to=unlike|to date=so far|so far=up to now|in recent years=lately|
the concept of=the idea of|most of the time=usually|the fraction of=the share of|fraction of=share of|
the percentage of=the share of|the proportion of=the share of|nearly all=almost all|almost all=nearly all|
virtually no=almost no|the shape of the=the form of the|in the distant past=long ago|
each of the=every one of the|all over the=across the|children=kids|kids=children|large amount of=lot of|
easy to=simple to|happy to=glad to|immediately after=right after|immediately before=right before|
shortly after=soon after|shortly before=just before|soon after=shortly after|long after=well after|
before long=soon|much of the=a large part of the|may=might|might=may|someone=somebody|anyone=anybody|
everyone=everybody|somebody=someone|everybody=everyone|kind of=sort of|type of=kind of|half of the=half the|
even though=although|although=even though|rather than=instead of|instead of=rather than|as soon as=once|
as if=as though|as though=as if|slightly=a little|a little=slightly|somewhat=a bit|several=a number of|
various=different|nearest=closest|closest=nearest|famous=well-known|difficult=hard|completely=entirely|
depends on=hinges on|based on=built on|emits=gives off|emit=give off|emitting=giving off|detect=pick up|
detected=picked up|detecting=picking up|been observed=been seen|was observed=was seen|were observed=were seen|
be observed=be seen|observe=see|located in=found in|contracts=shrinks|approaches=gets close to|retains=keeps|
retain=keep|receives=gets|receive=get|enters=goes into|allows us to=lets us|allow us to=let us|
allows you to=lets you|allow you to=let you|calculated=worked out|calculate=work out|selected=picked|
examine=look at|examines=looks at|examined=looked at|identified=picked out|reveals=shows|reveal=show|
converted into=turned into|converts=turns|transformed into=turned into|rotate=spin|scientists=researchers|
researchers=scientists|made it possible to=let us|over the course of=during|whether or not=whether|indeed =|
very high=really high|each time=every time|each year=every year|each day=every day|each star=every star|
each sample=every sample|pointed out=noticed|travels=moves|travel through=move through|
discovered that=found that|found that=found out that|shows that=tells us that|show that=tell us that|
suggests that=hints that|large amounts of=a lot of|many of the=lots of the|collected=gathered|gather=collect|
start by=begin by|begin with=start with|starts with=begins with|ends up=winds up|end up=wind up|
ended up=wound up|take place=happen|took place=happened|very small=tiny|very large=huge|
over and over=again and again|again and again=over and over|the center of=the middle of|
the centre of=the middle of|at the center=in the middle|at the centre=in the middle|
the interior of=the inside of|the exterior of=the outside of|is similar to=is much like|
are similar to=are much like|similar to=much like|in the same way=just the same way|a great=a big|great deal=lot|
mistakes=errors|component=part|components=parts|quantity=amount|quantities=amounts|is then=is|are then=are|
was then=was|up to now=so far|just like=exactly like|merely=only|largely=mainly|mainly=mostly|mostly=mainly
"""

_OWNED = (
    "mass|surface|size|speed|temperature|density|core|edge|age|center|centre|radius|gravity|motion|orbit|diameter|brightness|"
    "energy|pull|structure|shape|position|interior|health|atmosphere|history|expansion|contents|geometry|fate|weight|life|mean|shape"
)
_OWNERS = (
    "[Ss]un|Earth|Mars|Mercury|Moon|[Uu]niverse|[Gg]alaxy|[Ss]tar|[Bb]lack [Hh]ole|white dwarf|neutron star|event horizon|object|"
    "planet|Milky Way|brain|population|sample|distribution|gas|cloud|core|supernova|pulsar|astronaut|satellite"
)
PATTERNS: tuple[tuple[str, str], ...] = (
    (
        rf"the ({_OWNED}) of (the|a) ({_OWNERS})(?= (?:is|are|was|were|has|can|will|would|and|in|on|at|to|by|when|as|or|with|from)\b|[.,])",
        r"\2 \3’s \1",
    ),
    (
        rf"the ({_OWNED}) of (Earth|Mars|Mercury)(?= (?:is|are|was|were|has|can|will|would|and|in|on|at|to|by|when|as|or|with|from)\b|[.,])",
        r"\2’s \1",
    ),
    (r"the general theory of relativity", "general relativity"),
    (r"(?<=\w )that can(?= \w)", "which can"),
    (r"more than(?= (?:one|two|three|four|five|half|ten|twelve)\b)", "over"),
    (r"less than(?= (?:one|two|three|four|five|half|ten|twelve)\b)", "under"),
    (r"is starting to", "is beginning to"),
    (r"a number of other", "several other"),
    (r"no matter who", "whoever"),
    (r"had to be", "needed to be"),
    (r"are able to", "can"),
    (r"should be", "ought to be"),
    (r"in theory", "in principle"),
    (r"could take you", "might take you"),
    (r"make use of", "use"),
    (r"differently from", "in a different way from"),
    (r"as viewed by", "as seen by"),
    (r"as seen from", "viewed from"),
    (r"is not enough", "won't do"),
    (r"hard to see", "difficult to see"),
    (r"next to the", "beside the"),
    (r"rather than(?= \w)", "instead of"),
    (r"all the conditions", "every condition"),
    (r"thousands or even millions", "thousands, even millions"),
    (r"the other will", "the other one will"),
    (r"so small that", "so tiny that"),
    (r"at different times", "at various times"),
    (r"turns out to depend", "depends"),
    (r"about(?= \d)", "roughly"),
    (r"roughly(?= \d)", "around"),
    (r"around(?= \d)", "about"),
    (r"more than(?= \d)", "over"),
    (r"less than(?= \d)", "under"),
    (r"much (?=larger|smaller|faster|hotter|denser|more|less|higher|lower)", "far "),
    (r"far (?=larger|smaller|faster|hotter|denser|more|less|higher|lower)", "a lot "),
    (r"large(?= \w)", "big"),
    (r"larger(?= than)", "bigger"),
    (r"largest", "biggest"),
    (r"began(?= to)", "started"),
    (r"begins(?= to)", "starts"),
    (r"begin(?= to)", "start"),
    (r"almost", "nearly"),
    (r"precisely", "exactly"),
    (r"exactly", "precisely"),
    (r"usually", "normally"),
    (r"mostly", "mainly"),
    (r"toward", "towards"),
    (r"contains(?= (?:a|the|about|more|only)\b)", "has"),
    (r"contain(?= (?:a|the|about|more|only)\b)", "have"),
    (r"created", "made"),
    (r"creates", "makes"),
    (r"produces", "makes"),
    (r"produced(?= by)", "made"),
    (r"becomes(?= an?\b)", "turns into"),
    (r"became(?= an?\b)", "turned into"),
    (r"remains(?! of)", "stays"),
    (r"remained", "stayed"),
    (r"happens", "takes place"),
    (r"happened", "took place"),
    (r"in which", "where"),
    (r"(?<=\w )which(?= (?:is|are|was|were|has|have|can|will)\b)", "that"),
    (r"(?<=know) that(?= (?:the|a|an|it|they|we)\b)", ""),
    (r"(?<=means) that(?= (?:the|a|an|it|they|we)\b)", ""),
    (r"each other", "one another"),
    (r"whole(?! of)", "entire"),
    (r"on Earth", "here on Earth"),
    (r"so that", "so"),
    (r"can be seen", "can be made out"),
    (r"throughout", "all through"),
    (r"similar to", "much like"),
    (r"together with", "along with"),
    (r"along with", "together with"),
)

PATTERNS += (
    (r"(?:(?<=think)|(?<=know)|(?<=says)|(?<=believe)|(?<=believes)|(?<=realize)|(?<=realized)|(?<=means)|(?<=knew)) that(?= (?:we|you|they|it|he|she|the|a|an|there)\b)", ""),
    (r"(?<=\b[Tt]he )([a-z]{3,}) that(?= (?:we|you|they) )", r"\1"),
    (r"(?:(?<=means)|(?<=thinks)|(?<=think)|(?<=knows)) (?=(?:we|you|they|it|there|the) )", " that "),
    (r"(?<!as )(?<!so )(?<!how )(?<!too )(?<!very )(?<!the )(?<!these )(?<!not )\bmany(?= (?!of\b|more\b|other\b|\w+ly\b|years\b|times\b)[a-z-]+s\b)", "lots of"),
    (r"many other(?= [a-z]+s\b)", "lots of other"),
    (r"(?<!the )very(?= [a-z]+\b)(?! (?:same|first|own|moment))", "really"),
    (r"(?<!the )(?<!not )(?<!if )(?<!an )(?<!can )only(?= (?:about|a|an|one|two|three|four|slightly|\d))", "just"),
    (r"sufficiently (\w+)(?= (?:to|that|for|in)\b|[.,])", r"\1 enough"),
    (r"allows ((?:[\w’-]+ ){1,5}?)to (?=[a-z])", r"lets \1"),
    (r"allowing ((?:[\w’-]+ ){1,6}?)to (?=[a-z])", r"letting \1"),
    (r"(?:enables|allows) ((?:[\w’-]+ ){1,5}?)to (?=[a-z])", r"lets \1"),
    (r"causes ((?:[\w’-]+ ){1,6}?)to (?=[a-z])", r"makes \1"),
    (r"caused ((?:[\w’-]+ ){1,6}?)to (?=[a-z])", r"made \1"),
    (r"(?:(?<=help)|(?<=helps)|(?<=helped)) to(?= [a-z])", ""),
    (r"(?:(?<=is )|(?<=are ))located (?=(?:in|near|at|on|about)\b)", ""),
    (r"(?:(?<=was )|(?<=were ))located (?=(?:in|near|at|on|about)\b)", ""),
    (r"(?:(?<=energy )|(?<= is )|(?<=was )|(?<= be )|(?<=been )|(?<=are )|(?<=were ))released(?= (?:in|by|from|when|as|about|at)\b)", "set free"),
    (r"(?:(?<=are )|(?<=were )|(?<=was )|(?<=been )|(?<= is )|(?<= be ))ejected", "thrown out"),
    (r"(?<=[a-z] )ejected(?= (?:the|a|an|its|their|material|matter|gas)\b)(?<!is ejected)(?<!are ejected)(?<!was ejected)(?<!were ejected)(?<!been ejected)(?<!be ejected)(?<!has ejected)(?<!have ejected)(?<!had ejected)", "threw out"),
    (r"emitted(?= (?:by|from|in)\b)", "given off"),
    (r"(?:(?<=was )|(?<=were ))proposed(?= (?:by|in|to)\b)", "put forward"),
    (r"proposed(?= (?:an?|the) (?:idea|theory|model|hypothesis|explanation)\b)", "put forward"),
    (r"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?<!be )formed(?= (?:about|in|when|around) )", "took shape"),
    (r"reaches(?= (?:the|a|an|us|its|about)\b)", "gets to"),
    (r"reached(?= (?:the|us|its|about|Earth)\b)(?<!is reached)(?<!was reached)(?<!has reached)(?<!have reached)", "got to"),
    (r"reach(?= (?:the|a|an|us|its|about|Earth)\b)", "get to"),
    (r"escape(?= from\b)(?:(?<=to escape)|(?<=can escape)|(?<=not escape))", "get away"),
    (r"increases(?= (?:as|with|by|when)\b)", "goes up"),
    (r"decreases(?= (?:as|with|by|when)\b)", "goes down"),
    (r"increase(?= (?:as|with|when)\b)(?:(?<=s increase)|(?<=l increase))", "go up"),
    (r"(?<!escape )(?<!recession )(?<!orbital )velocit(?:y)(?= (?:of|that|is|needed)\b)", "speed"),
    (r"(?<!at )velocities(?= (?:of|that|are)\b)", "speeds"),
    (r"(?<=at )velocities", "speeds"),
    (r"(?<!more )(?<!most )distant(?= (?:galax|star|quasar|object|supernova|past))", "faraway"),
    (r"(?<=[Tt]he )correct(?= \w)", "right"),
    (r"(?<= a )complete(?= \w)", "full"),
    (r"(?<=[a-z] )rapid(?= \w)", "fast"),
    (r"quickly(?=[.,]|$)", "fast"),
    (r"\btoo(?=\.)", "as well"),
    (r"indeed ", ""),
    (r"major(?= (?!league|axis|depress)[a-z]+)", "big"),
    (r"the instant(?= (?:of|when|that)\b)|the instant(?=[.,])", "the moment"),
    (r"(?<!spatial )(?<!space)region(?= (?:of the (?:sky|brain)|around|near|where)\b)", "area"),
    (r"regions(?= (?:of the (?:sky|brain)|around|near|where)\b)", "areas"),
    (r"([Mm]atter|gas|material|light|dust|energy|radiation) (?=(?:falling|moving|streaming|coming|traveling|travelling|flowing|swirling|pouring) (?:into|toward|towards|around|through|from|in|onto|at)\b)", r"\1 that’s "),
    (r"([a-z]{3,}[^su’'\W]s) (?=(?:falling|moving|orbiting|coming|traveling|travelling|flying|colliding|spinning) (?:into|toward|towards|around|through|from|in|onto|at)\b)", r"\1 that are "),
    (r"about(?= (?:half|two|three|four|five|six|seven|ten|twelve|twenty|one|a (?:third|quarter|half|hundred|thousand|million))\b)", "roughly"),
    (r"roughly(?= (?:half|two|three|four|five|six|seven|ten|twelve|twenty|one|a (?:third|quarter|half|hundred|thousand|million))\b)", "about"),
    (r"(?<=\w )(?:but)(?= (?:it|they|we|you|the|a|an)\b)(?<=, but)", "yet"),
    (r"(?<=[a-z] )because(?= (?:the|a|an|it|they|we|of)\b)(?! of)(?<!is because)(?<!only because)(?<!just because)(?<!simply because)(?<!partly because)(?<!s because)", "since"),
    (r"both (?=(?:the|a|an|\w+ing|[a-z]+ly) )(?=[^,.]{3,60} and )", ""),
    (r"either (?=[^,.]{3,50} or )(?=[a-z])", ""),
)
LOOSE: tuple[tuple[str, str], ...] = (
    (r"(?<=(?:of|in|to|by|on|as|or|at) )the (?=Sun(?:’s)?\b)", "our "),
    (r"(?<=(?:of|in|to|by|at) )the (?=universe(?:’s)?\b)(?!universe (?:of|as described))", "our "),
    (r"(?<=[a-z,] )in (?=(?:early |late )?1[0-9]{3}\b)(?<!published in )(?<!paper in )", "back in "),
    (r"(?<=[a-z] )that(?= (?:is|are|was|were|has|have|had|could|would|will|makes?|gives?)\b)(?<!is that)(?<!so that)(?<!was that)(?<!than that)(?<!say that)(?<!and that)(?<!of that)(?<!shows that)(?<!show that)(?<!means that)(?<!found that)(?<!to that)(?<!like that)(?<!as that)", "which"),
)
"""Like `PATTERNS`, but a shade further from the written: tried where nothing else breaks a run."""


def verb_forms(written: str, spoken: str) -> list[tuple[str, str]]:
    """Return the inflected pairs of two verbs; no past where the spoken one's past and participle differ."""
    (first, _, rest), (other, _, tail) = written.partition(" "), spoken.partition(" ")
    inflections = [str, verbs.third_person, verbs.progressive]
    if verbs.past(other) == verbs.participle(other):
        inflections.append(verbs.past)
    return [(f"{form(first)} {rest}".strip(), f"{form(other)} {tail}".strip()) for form in inflections]


def _entries(table: str) -> list[tuple[str, str]]:
    pieces = "".join(table.split("\n")).split("|")
    return [(written, spoken) for written, _, spoken in (piece.partition("=") for piece in pieces if piece)]


def equals() -> list[tuple[str, str]]:
    """Return every (written, spoken) pair, verbs in all their forms."""
    inflected = [pair for entry in _entries(_VERBS) for pair in verb_forms(*entry)]
    return inflected + _entries(_PHRASES)
