"""Wordings of the moves that leave the argument: aside, call to action."""

from pipelines.voice.moves.wording import wording

ASIDE = (
    wording("way", r"by the way"),
    wording(
        "incidentally parenthetically tangent digress digression sidebar",
        r"incidentally|parenthetically|(?:slight|quick|little|off on a|on a|bit of a) (?:\w+ )?(?:tangent"
        r"|digression)|i digress|sidebar",
    ),
    wording(
        "note aside",
        r"(?:side|quick|small|little|fun|historical) (?:note|fact|aside)|as an aside|(?:an|a"
        r"|one) (?:\w+ )?aside|(?:also )?note to self",
    ),
    wording("worth", r"for what it's worth"),
    wording(
        "sorry oops whoops apologies apologize apologise pardon forgive excuse",
        r"sorry|oops|whoops|apolog(?:ies|i[sz]e)|pardon|forgive me|excuse (?:me|my|the)",
    ),
    wording(
        "kidding joking joke pun",
        r"(?:just|i'm|only|i am) (?:kidding|joking)|(?:a|bad|the|my|old|little|inside"
        r"|that) (?:\w+ )?(?:joke|pun)|no pun intended",
    ),
    wording(
        "honest frank fair clear candid precise",
        r"(?:to be|i'll be|i have to be|being|let me be) (?:completely |totally |perfectly |quite |very "
        r"|really )?(?:honest|frank|fair|clear|candid|precise)",
    ),
    wording(
        "admit confess say mention point add note warn",
        r"i (?:must|have to|should|will|'ll|gotta|need to) (?:admit|confess|say|mention|point out|add|note"
        r"|warn)|i should (?:probably |also )?(?:say|mention|note|add|point)",
    ),
    wording("funny", r"(?:it's|that's|this is|which is|kind of|the) (?:\w+ )?funny(?: thing)?|funnily enough"),
    wording("actually wait", r"<START>(?:no )?wait|<START>or rather|<START>actually (?:no|sorry|let me|i)"),
    wording("whatever", r"or whatever (?:you|it|they)"),
    wording("guess", r"<START>i guess(?: i| i'm|$)"),
    wording("knows", r"who(?: the \w+)? knows"),
    wording("exaggerating", r"i'm not exaggerating"),
    wording("quotes unquote", r"air quotes|quote unquote"),
    wording("should", r"maybe i should(?: have)?"),
    wording("clear", r"just to be clear"),
    wording("know", r"<START>i don't know(?: for sure)?(?: but|$)"),
    wording(
        "know",
        r"<START>i know (?:i know|i'm|that sounds|it sounds|this sounds)|i don't know (?:why|if you"
        r"|how many of you)",
    ),
    wording("personally personal opinion", r"(?:in my (?:humble |own |personal )?opinion|personally i|my personal)"),
    wording("trust believe", r"(?:trust|believe) me|believe it or not"),
    wording(
        "rounding simplifying oversimplifying cheating lying",
        r"i'm (?:\w+ )?(?:rounding|simplifying|oversimplifying|cheating|lying|glossing|exaggerating)",
    ),
    wording("laughs laughter chuckles", r"(?:laughs|laughter|chuckles)"),
)

CALL_TO_ACTION = (
    wording(
        "subscribe subscribing subscribed",
        r"subscrib(?:e|ing)(?! to (?:that|this|the|those|an?) (?!channel|podcast|show|newsletter|feed))",
    ),
    wording(
        "comment comments",
        r"(?:in|leave|drop|down in) (?:\w+ )?(?:a |the |your )?comments?|comment (?:below|section)",
    ),
    wording("let know", r"<START>(?:please |do )?let (?:me|us) know|let (?:me|us) know (?:in|if|what|how|on|by)"),
    wording(
        "check",
        r"<START>(?:please |definitely |go |do |you should |you can |be sure to |make sure to "
        r"|make sure you )*check (?:out|it out|that out|this out|them out|him out|her out)|(?:should|can"
        r"|definitely|please|go|to|and) check (?:it|that|this|them|him|her) out|(?:to|and|should"
        r"|can) check out|check (?:it|that|this|them) out$|<START>click (?:the|through|on|here|below)",
    ),
    wording(
        "link links linked notes description",
        r"(?:link|links|linked) (?:\w+ )?(?:in the|below|down)|in (?:the|your) show notes|(?:the"
        r"|video) description",
    ),
    wording(
        "patreon support newsletter website sign",
        r"(?:join|support|back) (?:\w+ ){0,4}on patreon|<START>sign up|(?:please )?support (?:us|me"
        r"|the (?:show|channel|podcast))|(?:join|to) (?:my|our|the) newsletter|visit (?:my|our|the) website",
    ),
    wording("love", r"i'd love to (?:hear|know|see) (?:how|what|your|from you|if)"),
    wording(
        "try",
        r"<START>(?:go (?:and )?|please |you (?:should|can|could|might want to) |i (?:encourage|invite|urge"
        r"|challenge) you to |feel free to |definitely |just )*try (?:it|this|that|these|them) (?:at|for"
        r"|out|on|in|with|yourself)|(?:go and try|try (?:this|it) (?:at home|yourself|for yourself|out))",
    ),
    wording(
        "encourage urge invite recommend challenge suggest",
        r"i(?:'d| would)? (?:strongly |highly |really |definitely |also |just )?(?:encourage|urge|invite"
        r"|recommend|challenge)(?: that)? (?:you|everyone|everybody|people|folks|anyone|all of you|reading"
        r"|checking|looking|watching|taking|it|this|the)",
    ),
    wording(
        "pause",
        r"<START>(?:you can |feel free to |if you want |now )*pause (?:here|the|and|again|now|this|for)"
        r"|pause the video",
    ),
    wording(
        "share send tell",
        r"<START>(?:please |and |then |do )*(?:share (?:this|it|your)|send (?:it|this|them|me|us) "
        r"|tell (?:me|us|your (?:friends|colleagues)|a friend))|send (?:it|this) to",
    ),
    wording(
        "follow join visit email tweet download head",
        r"<START>(?:please |you can |and |also |do |come |just )*(?:follow (?:me|us|along)|join (?:us|me"
        r"|the|our)|visit |email (?:me|us)|tweet (?:at|me|us)|download |head (?:over |on over )?to )"
        r"|(?:follow|find|reach|hit|email|contact) (?:me|us) (?:on|at|up|out|by|through)",
    ),
    wording(
        "read watch listen look go ask stay",
        r"<START>(?:please |you should |you can |and |i'd say |do )*(?:read (?:the|my|this|it|their|his|her"
        r"|up)|watch (?:my|our)|listen to (?:the|our|my|that|this) (?:episode|podcast|show|interview)"
        r"|go (?:read|watch|look|see|listen|ask|find|to \w+\.\w+|and (?:look|see|read|watch|ask|find|do|try"
        r"|get|build|make|play))|ask (?:somebody|someone|your|a friend|them)|stay (?:tuned|safe|curious)"
        r"|keep looking up)",
    ),
    wording(
        "thumbs like",
        r"thumbs up|like (?:this video|the video|button|and subscribe)|hit (?:that |the )(?:like|bell"
        r"|button)",
    ),
    wording(
        "vote donate register buy order grab pre-order preorder",
        r"<START>(?:please |you can |and |so |do )*(?:vote|donate|register|buy|order|grab|pre-order"
        r"|preorder) (?:for|to|at|my|our|a copy|your|the book|it|one)",
    ),
    wording("take word", r"don't take my word|take your time"),
    wording("please", r"<START>please (?!note|remember|notice|don't hesitate|welcome|bear)\w+"),
    wording("touch reach", r"get in touch|reach out to (?:me|us)"),
)
