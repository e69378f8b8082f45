"""Wordings that say the same in speech: tables of equals, by part of speech, read by `spoken_forms`.

Each entry replaces a word or phrase by one of the same part of speech and inflection, so that a sentence stays
grammatical wherever the entry applies; words that are noun and verb alike stand only with the context that decides.
"""

from collections.abc import Callable

from pipelines.writing import verbs

_VERBS = """
discover=find|investigate=look into|illustrate=show|demonstrate=show|retain=keep|
preserve=keep|calculate=work out|compute=work out|absorb=soak up|expel=push out|
produce=make|resemble=look like|assemble=put together|examine=look at|select=pick|rotate=spin|
erase=wipe out|detect=pick up|persist=last|figure out=work out|collect=gather|acquire=pick up|inspect=look at|
accumulate=build up|assist=help|reveal=show|indicate=show|transform into=turn into|convert into=turn into|
categorize=sort|combat=fight|modify=change|comprehend=understand|explain the=account for the|
explain how=tell us how|vanish=disappear|disappear=vanish|accelerate to=speed up to|
originate in=start out in|collide with=run into|locate the=find the|compress=squeeze|persuade=convince|
trigger the=set off the|trigger a=set off a|attempt to=try to
"""
_PHRASES = """
discrepancy=mismatch|phenomenon=effect|phenomena=effects|constituent=part|constituents=parts|location=place|
locations=places|portion=part|portions=parts|fragments=pieces|fragment=piece|achievements=feats|achievement=feat|
concept=idea|concepts=ideas|notion=idea|altitude=height|opportunity=chance|opportunities=chances|
circumstances=conditions|collaborators=partners|explosion=blast|explosions=blasts|
instruments=devices|facilities=sites|strategies=techniques|strategy=technique|
techniques=methods|consequences=results|characteristics=features|requirement=need|requirements=needs|
the beginning of=the start of|the start of=the beginning of|the outskirts of=the outer parts of|
terminology=language|assistance=help|the challenge is=the problem is|a role in=a part in|a key role=a key part|
an important role=an important part|an example of=a case of|numerous=many|useful=helpful|pointed out=noted|crucial=vital|essential=vital|
vital=essential|sufficient=enough|adequate=enough|faraway=distant|strange=odd|
principal=main|primary=main|minor=small|remarkable=striking|dramatic=striking|compelling=strong|excellent=great|
ideal=perfect|distinct=separate|extra=additional|particular=specific|specific=particular|
is likely to=will probably|are likely to=will probably|dangerous=hazardous|enormous=huge|gigantic=huge|
huge=enormous|ingenious=clever|triumph=victory|amazing=astonishing|astonishing=amazing|spectacular=dazzling|
powerful enough=strong enough|highly=very|effectively=in effect|
particularly=especially|especially=particularly|generally=usually|commonly=usually|probably=most likely|
clearly=plainly|gradually=little by little|suddenly=all of a sudden|sometimes=at times|
totally=completely|until=till|despite=in spite of|in spite of=despite|in addition to=on top of|
a lot of=plenty of|plenty of=lots of|lots of=plenty of|apart from=except for|except for=apart from|
compared to=compared with|regardless of the=whatever the|over time=as time goes on|made up of=made of|in the form of=as|the way in which=how|the ways in which=how|ways in which=ways|
the process by which=how|is equal to=equals|are equal to=equal|plays a role=plays a part|play a role=play a part|
as a result of=because of|associated with=linked with|related to=tied to|are found in=turn up in|
is found in=turns up in|is one of the=is among the|was one of the=was among the|are one of the=are among the|
in every direction=all around|needs to=has to|has to=needs to|had to=needed to|
suggested that=put forward the idea that|proposed that=put forward the idea that|argued that=made the case that|
concluded that=came to the conclusion that|estimated that=reckoned that|estimates that=reckons that|
as quickly as=as fast as|according to=going by|is called=is known as|are called=are known as|
was called=was known as|were called=were known as|is known as=is called|are known as=are called|known as=called|
often called=often known as|sometimes called=sometimes known as|has shown that=has made it clear that|
have shown that=have made it clear that|takes place=happens|in order to=to|making use of=using|make use of=use|
because of=owing to|due to=owing to|in general=as a rule|throughout the=all through the|brings about=causes|
bring about=cause|bring together=unite|
gets rid of=sheds|every day=each day|everyday=ordinary|greater than=more than|
as long as=so long as|so long as=as long as|provided that=as long as|the vast majority of=nearly all|tend to be=are usually|tends to be=is usually|at a rate of=at|
a series of=a string of|in contrast to=unlike|to date=so far|so far=up to now|in recent years=lately|
the concept of=the idea of|most of the time=usually|the fraction of=the share of|the percentage of=the share of|
the proportion of=the share of|nearly all=almost all|almost all=nearly all|virtually no=almost no|
the shape of the=the form of the|in the distant past=long ago|each of the=every one of the|
all over the=across the|children=kids|kids=children|large amount of=lot of|easy to=simple to|happy to=glad to|
immediately after=right after|immediately before=right before|shortly after=soon after|
shortly before=just before|soon after=shortly after|long after=well after|before long=soon|
much of the=a large part of the|may=might|might=may|someone=somebody|anyone=anybody|everyone=everybody|
somebody=someone|everybody=everyone|kind of=sort of|type of=kind of|half of the=half the|even though=although|
although=even though|rather than=instead of|instead of=rather than|as soon as=once|as if=as though|
as though=as if|slightly=a little|somewhat=a bit|several=a number of|various=different|nearest=closest|
closest=nearest|famous=well-known|difficult=hard|completely=entirely|entirely=completely|depends on=hinges on|based on=built on|
emits=gives off|emit=give off|emitting=giving off|detect=pick up|detected=picked up|detecting=picking up|
been observed=been seen|was observed=was seen|were observed=were seen|be observed=be seen|observe=see|
contracts=shrinks|approaches=gets close to|retains=keeps|retain=keep|receives=gets|receive=get|enters=goes into|
allows us to=lets us|allow us to=let us|allows you to=lets you|allow you to=let you|calculated=worked out|
calculate=work out|selected=picked|examine=look at|examines=looks at|examined=looked at|identified=picked out|
reveals=shows|reveal=show|converted into=turned into|converts=turns|transformed into=turned into|rotate=spin|
scientists=researchers|researchers=scientists|made it possible to=let us|over the course of=during|
|very high=really high|each time=every time|each year=every year|
each day=every day|each star=every star|each sample=every sample|travels=moves|
travel through=move through|discovered that=found that|found that=found out that|shows that=tells us that|
show that=tell us that|large amounts of=a lot of|many of the=lots of the|
collected=gathered|gather=collect|start by=begin by|begin with=start with|starts with=begins with|
ends up=winds up|end up=wind up|ended up=wound up|take place=happen|took place=happened|very small=tiny|
very large=huge|over and over=again and again|again and again=over and over|
at the center=in the middle|at the centre=in the middle|
the interior of=the inside of|the exterior of=the outside of|is similar to=is much like|
are similar to=are much like|similar to=much like|in the same way=just the same way|great deal=lot|
mistakes=errors|component=part|components=parts|quantity=amount|quantities=amounts|is then=is|are then=are|
was then=was|up to now=so far|just like=exactly like|merely=only|largely=mainly|mainly=mostly|mostly=mainly|
carried out by=done by|laid the foundation for=set the stage for|deep devotion to=deep love of|
still remaining=still left|search for=look for|searching for=looking for|turns out to be=proves to be|
turned out to be=proved to be|turn out to be=prove to be|it turns out that=as it turns out,|fall onto=drop onto|
falls onto=drops onto|reconstructed=pieced together|reconstruct=piece together|the final=the last|
observing=watching|living organisms=living things|are surrounded by=are enclosed by|surrounded by=enclosed by|
more slowly=slower|more quickly=faster|more rapidly=faster|made similar calculations=did similar calculations|
wrote a paper=published a paper|concentrated at=packed into|concentrated in=packed into|
is the same as that of=matches that of|freeze in position=freeze in place|moving at=going at|
went into operation=started up|have provided=have given|has provided=has given|provides=gives|provide=give|
providing=giving|consistent with=in line with|displaced=shifted|emerges from=comes out of|
emerge from=come out of|emerging from=coming out of|slowing down of=slowing of|remain the same=stay the same|
remains the same=stays the same|passing through=going through|passes through=goes through|
pass through=go through|another example of=one more example of|relates to=has to do with|
relate to=have to do with|in comparison to=compared with|believed to be=thought to be|
thought to be=believed to be|in different ways=differently|affects=influences|
look more closely at=take a closer look at|seems to=appears to|seem to=appear to|seemed to=appeared to|
appears to=seems to|appear to=seem to|appeared to=seemed to|leads to=brings about|lead to=bring about|
when trying to=when you try to|improves=boosts|improve=boost|improving=boosting|out loud=aloud|
aloud=out loud|inevitable=unavoidable|everyday life=daily life|coined the=came up with the|
annihilated each other=wiped each other out|had dropped to=had fallen to|fell to=dropped to|fallen to=dropped to|
temperature fell=temperature dropped|ruled out=excluded|combined with=together with|raise the=push up the|
raises the=pushes up the|became too=got too|grew into=turned into|keep a sharp lookout=watch closely|
comes from=stems from|come from=stem from|came from=stemmed from|
arises from=comes from|arise from=come from|ranges from=runs from|range from=run from|
roughly equal to=about the same as|prevents=stops|prevent=stop|prevented=stopped|preventing=stopping|
remains unclear=is still unclear|remains unknown=is still unknown|
is thought to=is believed to|are thought to=are believed to|
is believed to=is thought to|are believed to=are thought to|has been observed=has been seen|
have been observed=have been seen|blown apart=torn apart|blown out=driven out|
blowing off=throwing off|builds up=piles up|
build up=pile up|swells up=puffs up|exchange material=swap material|is composed of=is made of|
are needed for=are necessary for|is needed for=is necessary for|are needed to=are necessary to|
is needed to=is necessary to|is required to=is needed to|are required to=are needed to|a handful of=a few|
a few tens of=some tens of|in particular=especially|can be used to=can serve to|stored in=kept in|
reported that=said that|told us that=showed us that|notice that=see that|began as=started as|
began with=started with|begins with=starts with|all kinds of=many kinds of|
different kinds of=various kinds of|different types of=various types of|extremely=incredibly|
the speed with which=how fast|speed with which=pace at which|for the most part=mostly|
by combining=by putting together|in the days and months after=in the days and months following|
are focused into=are squeezed into|begun to investigate=started to look into|
began to investigate=started to look into|appeared as=showed up as|in less than=in under|
is known about=is understood about|a wide range of=a broad range of|over a wide range=over a broad range|
seen from=viewed from|whose masses are=with masses that are|by a factor of about=roughly by a factor of|
contain more=hold more|contains more=holds more|is useful for=helps with|
are useful for=help with|at very high=at really high|interest in=curiosity about|
the possibility that=the chance that|in the sky=up in the sky|in their interiors=inside them|
joined the faculty=joined the staff|throughout the universe=all over the universe|
from around the world=from all over the world|around the world=all over the world|abruptly=suddenly|
halting=stopping|halts=stops|streaming out of=pouring out of|strong hold=tight grip|
a significant amount of=a good deal of|so quickly that=so fast that|pinpointed=located|
on a regular basis=regularly|everyone who=anyone who|far off in space=far out in space|remote from=far from|
back and forth=to and fro|nearby or far away=near or far|a change in=a shift in|would exceed=would be more than|
just above=right above|just below=right below|just beyond=right beyond|hard to detect=hard to spot|
the change in=the shift in|afterward=after that|afterwards=after that|by far the=easily the|
all of these=all these|at that time=back then|in those days=back then|in many ways=in all sorts of ways|
in some ways=in certain ways|in most cases=mostly|in some cases=sometimes|in many cases=often|
is due to=comes from|are due to=come from|was due to=came from|were due to=came from|by chance=by accident|
very quickly=very fast|so rapidly that=so fast that|as rapidly as=as fast as|too faint to=too dim to|faint=dim|
a brief=a short|the amount of=the quantity of|the quantity of=the amount of|kept apart=kept separate|
just before=shortly before|just after=shortly after|the moment when=the point when|
the point when=the moment when|every second=each second|had worked out=had figured out|
worked out that=figured out that|takes longer than=needs more time than|take longer than=need more time than|
turned part of=changed part of|largest=biggest|heaviest=most massive|most massive=heaviest|
most distant=farthest|holds together=keeps together|
involved with=involved in|on national television=on national TV|
more than twice as=over twice as|an increase in=a rise in|increase in=rise in|decrease in=drop in|method=way|methods=ways|
in the United States=in the US|the United States=the US|in the case of=for|at the same time=simultaneously|
is very important=really matters|are very important=really matter|several other=a few other|in contrast to=unlike|
far away from=a long way from|needed for=necessary for|
with respect to=relative to|tend toward=head toward|tends toward=heads toward|
future use=later use|quite common=fairly common|elevated=raised|beneficial=helpful|harmful=damaging|perfectly=completely|
actually=really|the result of=the outcome of|a result of=an outcome of|takes time=needs time|allows time for=gives time for|
positions=locations|
relationship between=link between|connection between=link between|
link between=connection between|
vast=huge|in its interior=inside it|in the interior of=inside|
originally=at first|careful observations=painstaking observations|have now shown that=have now made it clear that|is located=lies|are located=lie|found to be located in=found in|hidden from=concealed from|
during the years that followed=in the years after|in the years that followed=in the years after|brand-new=completely new|in response to=in reaction to|rely on=depend on|relies on=depends on|
rely upon=depend on|relies upon=depends on|explode=blow up|explodes=blows up|
transfer mass=pass mass|transfer material=pass material|enhancing the=increasing the|enhance the=increase the|be operational=be in operation|
announced the first=reported the first|announced that=reported that|exerted by the=from the|popularized by=made popular by|
starting in=beginning in|starting with=beginning with|no trouble=no difficulty|particular about=picky about|
is suspended=is hung|are suspended=are hung|suffered a=had a|damage to=harm to|tightly bound=strongly bound|they too had=they had also|
with the same=having the same|
in recent years=over the last few years|the era when=the days when|
a great deal of new=a lot of new|with the unaided eye=with the naked eye|with the naked eye=with the unaided eye|
to the naked eye=to the unaided eye|to the unaided eye=to the naked eye|
interstellar space=the space between the stars|areas of research=fields of research|field of research=area of research|
the ability to=the capacity to|the capacity to=the ability to|
our ability to=our capacity to|your ability to=your capacity to|his ability to=his capacity to|
broke apart=came apart|are concerned with=deal with|is concerned with=deals with|is conducted=is carried out|are conducted=are carried out|was conducted=was carried out|were conducted=were carried out|
have access to=can use|has access to=can use|closer and closer=nearer and nearer|larger and larger=bigger and bigger|looked like=resembled|looks like=resembles|in the dark=in darkness|gave up=abandoned
"""


def verb_forms(written: str, spoken: str) -> list[tuple[str, str]]:
    """Return the inflected pairs of two verbs; no past where the spoken one's past and participle differ."""
    (first, _, rest), (other, _, tail) = written.partition(" "), spoken.partition(" ")
    inflections: list[Callable[[str], str]] = [str, verbs.third_person, verbs.progressive]
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
