"""Wordings of the moves that explain: definition, example, analogy."""

from pipelines.voice.moves.wording import wording

_NOT_A_TERM = (
    r"(?:it|this|that|there|he|she|what|here|which|who|these|those|they|we|you|i|one|where|how|why"
    r"|everything|something"
    r"|nothing|all|each|another|today|mine|yours|whether|if|when|because|the|my|your|our|his|her|its|their)"
)

DEFINITION = (
    wording(
        "call calls called",
        r"(?:that|this|it|these|those|which|he|and|thing)<IS> what <WE> <ADV>(?:call|calls|called)",
    ),
    wording(
        "called termed dubbed",
        r"(?<!so )\w+<IS> <ADV>(?:called|termed|dubbed)(?! (?:when|by|from|with|on|at|in|for|back|and"
        r"|multiple|once|again|out|away|off|down|into|upon|to|after|before|if|it|that)| *$)",
    ),
    wording("known referred", r"\w+(?:<IS>| be| been) <ADV>(?:known|referred to) as"),
    wording(
        "call calls",
        r"<WE>(?:'ll|'d|'re going to| are going to)? <ADV>calls? (?:it|this|that|these|those|them"
        r"|such \w+)(?! (?:a day|back|again|out|up|in|into|from|on|with|twice|once|method|function|macro"
        r"|api))",
    ),
    wording("call calls", r"(?:what|which|something|thing that) <WE> <ADV>calls?"),
    wording(
        "means meant mean",
        r"(?:that|this|it)(?:'s| is) (?:really |just )?what (?:it|this|that|the word|the term"
        r"|\w+) <ADV>(?:means|meant)(?! (?:that|we|you|i))",
    ),
    wording("means", r"(?:what|all) (?:it|that word|the word|the term|the name) <ADV>means (?:is|when|by|for)"),
    wording(
        "mean",
        r"(?:what (?:i|we|do i|do we|they|people) mean (?:by|when)|by (?:that|this|which|it|\w+"
        r"|\w+ \w+),? (?:i|we) (?:just |really )?mean|when (?:i|we|they|people) (?:say"
        r"|talk about) \w+(?: \w+){0,3} (?:i|we|they|what \w+) (?:just |really )?mean)",
    ),
    wording(
        "word name term way",
        r"(?:a|the) (?:fancy|technical|formal|short|shorthand|posh|scientific|proper|official|special"
        r"|generic|medical|latin|greek|old) (?:word|name|term|way)(?: for| of saying)?",
    ),
    wording(
        "word name term shorthand jargon",
        r"\w+<IS> <ADV>(?:a|the|just|another) (?:\w+ )?(?:word|name|term|shorthand|jargon) for",
    ),
    wording("name term", r"(?:has|have|got|gets|give it|gave it|given) (?:a|the|its own) <ADV>(?:\w+ )?name(?! for)"),
    wording(
        "defined define definition definitions",
        r"\w+(?:<IS>| be) <ADV>defined (?:as|to be|by)|(?:to|can|could|i|we|i'd|would|they|let's"
        r"|you) <ADV>define(?! what)|(?:the|a|my|our|one) (?:\w+ )?definition(?: of \w+(?: \w+){0,3})?<IS>"
        r"|<START>definition",
    ),
    wording("refers refer referring", r"(?:refers|refer(?:ring)?) to(?! (?:me|you|him|her|them))"),
    wording("stands stand", r"(?:stands|(?:which|it|they) stand) for"),
    wording(
        "is are",
        r"<START>(?:an?|the term|the word) (?!lot|few|bit|couple|thing|problem|question|friend|part"
        r"|number)\w+(?: (?!that|which|who)\w+){0,2} (?:is|are) <ADV>(?:an?|the|any|some|something"
        r"|anything|one of|when|where|how|what)",
    ),
    wording(
        "is",
        rf"<START>(?!{_NOT_A_TERM} )(?!\w+ (?:thing|problem|question|reason|point|goal|idea|answer|time|day"
        rf"|place|part|one) )\w+(?: (?!{_NOT_A_TERM} )\w+)? is <ADV>(?:an?|the) (?!lot|bit|good|great|bad"
        rf"|very|same|only|best|big|real|really|huge|problem|question|reason)(?:\w+ ){{1,4}}(?:that|which"
        r"|where|who|for|of|in|to|with)",
    ),
    wording(
        "means",
        r"<START>(?!(?:this|that|it|which|what|he|she)\b)\w+(?: \w+)? (?:just |simply |basically |really "
        r"|literally )?means (?:that (?:it|something|a)|an?|to|something|the)",
    ),
    wording(
        "which that's",
        r"which is (?:kind of|basically|just|essentially|simply|sort of|really) (?:an?|the|\w+ing|when"
        r"|where|how|what)",
    ),
    wording(
        "which",
        r"which is an? (?!lot|bit|good|great|bad|very|big|huge|problem|really|pretty|nice|little|shame"
        r"|question|long|fair|weird|strange|different|much|more|totally|whole|thing|way|joke|interesting"
        r"|fun)\w+",
    ),
    wording("the", r"<START>the \w+ \w+ is an? \w+ (?:that|which|where|who)(?:'s)?"),
    wording("saying", r"instead of saying \w+ (?:\w+ )?we say"),
    wording("translates", r"translates? (?:to|as|into)"),
    wording(
        "that which who",
        r"<START>(?!(?:this|that|it|there|what|which|here|he|she|one|who|where|everything"
        r"|nothing) )\w+ is (?:\w+ ){1,2}(?:that|which|who) (?:has|have|is|are|can|was|were)",
    ),
    wording(
        "called",
        r"(?:something|what's|what is|thing|concept|idea|technique|method|process|system|property|measure|effect|theory"
        r"|algorithm|protocol|law|field|principle|phenomenon|structure|people) (?:that's |that is |we )?called",
    ),
    wording("call", r"as <WE> (?:like to |often |sometimes |usually )?call (?:it|them|this|that|these)"),
    wording(
        "is are",
        rf"<START>(?!{_NOT_A_TERM} )\w+(?: (?!{_NOT_A_TERM} )\w+)? (?:is|are) <ADV>(?:an?|the) (?:\w+ )?(?:set|kind|type"
        r"|form|process|method|measure|collection|class|unit|branch|technique|family|abbreviation) (?:of|to|for|that|where)",
    ),
    wording(
        "idea notion concept is",
        r"the (?:idea|notion|concept) (?:of|behind) \w+(?: \w+){0,3} is that"
        r"|<START>the \w+ \w+ is (?:just|simply|basically|essentially) an? (?!way|little|bit)\w+",
    ),
    wording("those some any", r"for (?:those|some|any)(?: of you)? (?:that|who) (?:don't|do not|aren't|haven't)"),
    wording("acronym abbreviation", r"acronym|abbreviation"),
)

EXAMPLE = (
    wording(
        "example examples instance",
        r"for (?:example|instance)|(?:as |just )(?:an|one|another|a quick) example|(?:an|one|another"
        r"|a) (?:\w+ ){0,2}example(?: (?:of|is|would|might|could|here|from|that))?|(?:some|few|couple of"
        r"|these|those|good|concrete) (?:\w+ )?examples|examples? (?:of (?:this|that|these|how)|like"
        r"|include|are|here)",
    ),
    wording("such", r"such as"),
    wording(
        "say",
        r"(?:let's|let us) (?:just )?say(?! (?:hello|hi|goodbye))|say (?:you|we|that you|that we|i) (?:have"
        r"|had|are|were|want|wanted|need|got|'re)|like say",
    ),
    wording("suppose", r"<START>suppose|let's suppose|suppose (?:that |you |we |i )"),
    wording("consider", r"<START>consider (?:a|an|the|this|that|how|what|for|some|two|these)|let's consider"),
    wording(
        "take",
        r"<START>(?:if you |let's |let us |let me )?take (?:a|an|something|for|two|any|the (?:case|example)"
        r"|some)(?! (?:left|right|look|step|break|moment|minute|second|while|lot|bit|chance|long|deep|quick|closer"
        r"|brief|of the|time|you))",
    ),
    wording(
        "like",
        r"(?:things|stuff|something|anything|people|companies|languages|tools|places|systems|projects|words"
        r"|cases|questions|someone|products|areas|features|ones) like(?! (?:that|this|it|these|those|an?|if"
        r"|when|you|we|i|they|the|to|what|how)\b)\b",
    ),
    wording(
        "case instance example one",
        r"(?:a|one|more) (?:concrete|specific|real|real-life|real-world|simple|quick|classic|good|famous"
        r"|perfect) (?:one|case|instance|example)|real world example",
    ),
    wording("e.g eg", r"e\.?g"),
    wording("illustrate", r"to (?:illustrate|give you (?:a sense|an idea|one))"),
    wording(
        "study experiment case survey project",
        r"<START>in (?:one|another) (?:\w+ ){0,2}(?:study|experiment|case|survey|project)",
    ),
    wording("situation case", r"<START>look at (?:a|the|one) (?:situation|case)"),
)

_LIKENED = r"(?:an?|when|if|how|having|being|trying|saying|going|looking|some|your|my|\w+ing)"
ANALOGY = (
    wording(
        "like",
        r"(?:just|exactly|almost|much|a bit|a little|a lot|kind of|sort of|rather|more|basically"
        rf"|a little bit|really) like (?:{_LIKENED}|you're)|(?:kind of|a bit|sort of|much) like the"
        r"|it's like the (?:difference|same|way)",
    ),
    wording(
        "like",
        r"(?:(?:is|are|was|it's|that's|they're|works?|acts?|behaves?|moves?|grows?|becomes?) (?:(?:just"
        r"|kind of|sort of|almost|a bit|a little|much|exactly|really|more) )*like (?:an?|when|if|having"
        r"|being|trying|\w+ing|some|your|our|my)|feels? like (?:an?|when|being|one of)|(?:'ll|will|would) be like an?)",
    ),
    wording("like", r"<START>like an? \w+"),
    wording(
        "think thinking thought conceive",
        r"(?:think|thinking|thought|conceive) (?:of|about) \w+(?: \w+){0,3} (?:as|like) (?:being |having "
        r"|like )?(?:an?|your|you're|two|some|little)|<START>think of (?:it|this|them|an?|the)",
    ),
    wording(
        "imagine",
        r"(?:<START>(?:if you |let's |just |you (?:can|could|might) |try to |we can |i want you to )?"
        r"|(?<!i )(?<!i can )(?<!can't )(?<!to )(?<!could )(?<!would )(?<!you ))imagine (?:instead )?(?:that "
        r"|if )?(?:you|you're|you've|you'd|i|an?|we|two|three|someone|somebody|there's|there is|there are"
        r"|your|the|it's)",
    ),
    wording(
        "picture",
        r"<START>(?:just |so |you can |let's |okay )?picture (?:an?|the|that|your|it|yourself|two)(?! (?:of"
        r"|here))",
    ),
    wording(
        "way",
        r"(?:in )?(?:much |exactly |just )?(?:the same|in a similar|similar) way (?:that|you|as|we|when|a"
        r"|in which)",
    ),
    wording(
        "analogy analogous analogies analog metaphor metaphorically analogue",
        r"analog(?:y|ies|ous|ue)|metaphor(?:s|ically)?",
    ),
    wording("equivalent", r"(?:the|an|a kind of) (?:\w+ )?equivalent of an?"),
    wording("akin resembles resemble", r"akin to|resembles?"),
    wording("version", r"(?:kitchen|everyday|toy|workshop|cartoon|household|garden) version"),
    wording("something", r"<START>take something you"),
    wording("all", r"that's all it is"),
    wording("pretend", r"<START>(?:let's |just )?pretend (?:that |you|we|this|it)"),
)
