"""English."""

import re

from alpaca_est.languages.language import Labels, Language, Unwanted
from alpaca_est.languages.names import NAMES
from alpaca_est.languages.phrases import phrases
from alpaca_est.languages.vocabulary import Vocabulary, simplemma_vocabulary

LABELS = Labels(
    instruction=("Instruction", "Task"),
    input=("Input",),
    output=("Output", "Answer", "Response"),
)

NO_INPUT_WORDS = frozenset({"noinput", "no input", "n/a", "na", "none", "nothing", "empty", "null", "not applicable"})

ABLE = "can't|cannot|can’t"
UNABLE = "unable|incapable"
ACT = "help|assist|answer|provide|create|write|generate|complete|fulfill|fulfil|comply|open|access"
PICTURE = "image*|picture*|photo|photos|photograph|photographs|painting*|drawing*|sketch*|illustration*|screenshot*"
RECORDING = "video|videos|recording*|clip|clips|audio|podcast*|soundtrack*"
FILE = "link|links|url|website|webpage|hyperlink"
MAKE = "create|make|produce|generate|render|record|compose|design"
AS_A_WHOLE = r"(?=\W*$|[.?!,;:]|\s+(?:of|showing|that|with|depicting|from|in|to)\b)"

REFUSAL = Unwanted(
    sure=phrases(
        "i'm|i|im sorry … i'm|i not|cannot|can't|can’t|don't|unable",
        "i'm|i|im|i’m sorry but i|i'm|i’m",
        f"(sorry) i {ABLE} … {ACT}",
        f"i'm|i’m|i|am {UNABLE} to {ACT}",
        f"i am {UNABLE} to {ACT}",
        "this type of instruction cannot",
        "i do not|don't|don’t have (the) access|ability|capability",
    ),
    unless=phrases(
        "letter*|email*|e-mail*|message*|reply*|repl(y|ies)|dialog*|conversation*|apolog*|excuse*|declin*|refus*|reject*",
        "translate*|rewrite*|rephrase*|paraphrase*|story|poem|scene|script|speech|tweet*|edit*|correct*",
    ),
)

IDENTITY = Unwanted(
    sure=phrases(
        "as a|an (large) (ai) language model",
        "as an ai (language) (model) (assistant) i|my|it's|it|there",
        "as an artificial intelligence",
        "as a chatbot|virtual assistant|i",
        "i'm|i’m (just) (only) a|an (large) (ai) language|chatbot|ai|artificial model|assistant|intelligence|program",
        "i am (just) (only) a|an (large) (ai) (language) model|chatbot|ai|artificial",
        "my training|knowledge data|cutoff|cut-off",
        "i was|am (a) (model) trained|developed|created by openai|anthropic|google|meta",
    ),
    unless=phrases("ai|chatbot*|robot*|artificial|gpt*|chatgpt|openai|anthropic|assistant*", "language model*"),
)

MEDIA = Unwanted(
    sure=phrases(
        f"draw|paint|sketch|photograph (me) a|an|the|this|your … {PICTURE}",
        f"{MAKE} (me) a|an|some|the … (?:{PICTURE}){AS_A_WHOLE}",
        f"{MAKE} (me) a|an|some|the … (?:video|videos|animation|recording|clip|podcast){AS_A_WHOLE}",
        f"watch|view|play (to) the|this|these|a … {RECORDING}",
        f"listen to the|this|these|a … {RECORDING}|song*|music",
        f"transcribe … {RECORDING}|speech",
        f"open|click|follow|visit (on) (the) (this) (following) {FILE}",
        f"attached|following|given|above|below|provided|this|accompanying {PICTURE}|{RECORDING}",
        "3d model",
    ),
    doubtful=phrases(
        "draw|paint|sketch a|an|the (?!conclusion|comparison|parallel|distinction|inference|lesson)*",
        f"describe|caption|analyse|analyze … {PICTURE}|{RECORDING}",
        "design a|an|the … logo|poster|flyer|banner|infographic",
    ),
    unless=phrases(
        "in|with words",
        "ascii|svg|html|css|latex|mermaid|code|script|prompt|table|diagram|conclusion*|graph|chart|caption*|outline",
        "how",
    ),
)


SENTENCE = "sentence|sentences|paragraph|text|passage|phrase|essay|article|following|statement"
PARTS = "noun*|verb*|adjective*|adverb*|pronoun*|preposition*|conjunction*|article|articles|modifier*"
UNTRANSLATABLE = {
    "rhyme and metre": phrases(
        "rhym*|haiku*|limerick*|sonnet*|alliterat*|couplet*|acrostic*|iambic|quatrain*|villanelle*|tongue-twister*",
        "tongue twister*",
        "rap|song lyrics|song|verse",
    ),
    "spelling and grammar": phrases(
        f"correct|fix|edit|proofread|check|revise|find|spot … {SENTENCE} … gramma*|spelling|punctuation|errors|typo*",
        "gramma*|spelling|misspel*|punctuat*|capitaliz*|capitalise*|typo*",
        "spelled|spelt|mispel*|spell-check*",
        "how do|does|would|can|should you|i|we|one spell",
        "how to spell",
        "spell (out) the|this|that|it|each|every",
        "spell check the|this|that|it",
        f"rewrite|edit|change|convert … {SENTENCE} … passive|active|tense|plural|singular",
    ),
    "forms of words": phrases(
        "past|present|future|perfect|continuous tense",
        "passive|active voice",
        "plural|singular form*|noun*|verb*",
        "part|parts of speech",
        "verb|noun|adjective|adverb|pronoun|gerund|infinitive form|forms|tense*",
        f"identify|find|underline|highlight|extract|remove|replace|locate|parse … {PARTS} … in|from|of|sentence*|text",
        f"the|all|each|every|any|which {PARTS} in|from|of",
        "conjugat*|prefix*|suffix*|contraction*",
        "homophone*|homonym*",
    ),
    "letter and word counts": phrases(
        "count|number|many|much (of) (the) words|letters|vowels|consonants|characters|syllables",
        "starts|start|starting|begins|begin|beginning|ends|end|ending with (the) letter*",
        "letter|letters of (the) word|alphabet",
        "vowel*|consonant*|syllable*|palindrome*",
        "how many times … letter|word",
        "same backward*|backwards",
        "words|characters or fewer|less|more",
        "words at most|maximum|long",
        "at|exactly|in|than|under least|most|fewer|more|less … words|characters",
    ),
    "wordplay": phrases(
        "pun|puns|anagram*|riddle*|crossword*|acronym*|portmanteau*|wordplay|spoonerism*|rebus*|scrabble",
        "tell|write|create|make|generate|give|compose … joke|jokes",
        "play on words|word",
        "rearrange|unscramble … letters|word",
    ),
    "alphabetical order": phrases("alphabetical*|alphabeti*"),
    "vocabulary": phrases(
        "synonym*|antonym*|idiom*|etymolog*|slang",
        "definition* of (the) word",
        "define|explain (the) (meaning) (of) (the) word|phrase|idiom",
        "meaning of (the) word|phrase|idiom",
        "another|different word for",
        "english word|words|language|vocabulary|phrase",
        "when … use|used fewer|less|who|whom|affect|effect",
        "a or an",
    ),
    "translation": phrases("translat*", "in|into|to french|spanish|german|italian|latin|chinese|japanese|russian"),
    "pronunciation": phrases("pronounc*|pronunciat*|phonetic*|homophone*"),
    "images": phrases(
        "describe|caption|analyse|analyze|look … image|picture|photo*|painting|drawing",
        "attached|following|given|above|below|provided|this image|picture|photo*",
        "generate|create|draw|sketch|paint (a) (an) image|picture|photo*|logo|sketch|drawing",
    ),
    "the model itself": phrases("are|as you|an (a) (an) ai|robot|chatbot|assistant|language", "your training"),
}
NUMBER = r"(?<![\w.,])(?:\d[\d.,]*|one|two|three|four|five|six|ten|half an?|an?)[ -]"
FOREIGN = {
    "units": re.compile(
        NUMBER
        + r"(?:miles?|mph|feet|foot|ft|inch(?:es)?|yards?|pounds?|lbs?|ounces?|oz|gallons?|quarts?|pints?|acres?)"
        r"\b|°\s?F\b|\bFahrenheit\b|\d\s?(?:mph|lbs|oz|ft)\b",
        re.IGNORECASE,
    ),
    "money": re.compile(r"(?<![\w$])\$\s?\d[\d,.]*(?![\w$])|\bUS dollars?\b|\b\d+ (?:dollars?|cents?)\b"),
    "law and offices": re.compile(
        r"\b(?:IRS|401\(?k\)?|Medicare|Medicaid|Social Security|U\.?S\.? Constitution|(?:First|Second|Fifth|Fourteenth)"
        r" Amendment|HIPAA|FDA|FBI|CDC|DMV|Supreme Court|Congress|Electoral College|state law|federal law)\b"
    ),
    "addresses": re.compile(
        r"\b\d{1,5} (?:[A-Z]\w+ ){1,3}(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.|Boulevard|Blvd\.?|Drive|Dr\.|Lane|Way)"
        r"|\b[A-Z]{2} \d{5}\b|\(\d{3}\) ?\d{3}-\d{4}|(?<![\d-])\d{3}-\d{3}-\d{4}(?![\d-])|\bzip codes?\b"
    ),
    "holidays": re.compile(
        r"\b(?:Thanksgiving|(?:4th|Fourth) of July|Independence Day|Labor Day|Memorial Day|Veterans Day|Black Friday"
        r"|Presidents['’]? Day|Martin Luther King|Super Bowl|Columbus Day)\b"
    ),
    "schools": re.compile(
        r"\b(?:GPA|SAT scores?|sophomores?|freshm[ae]n|K-12|community college"
        r"|(?:[1-9]|1[0-2])(?:st|nd|rd|th)[ -]grade\w*)\b"
    ),
}
TASK_VERBS = frozenset(
    {
        *("act", "add", "analyse", "analyze", "answer", "arrange", "assess", "assign", "brainstorm", "build"),
        *("calculate", "capitalize", "categorize", "change", "check", "choose", "cite", "clarify"),
        *("classify", "code", "combine", "come", "compare", "compile", "complete", "compose", "compute"),
        *("conclude", "conjugate", "construct", "continue", "contrast", "convert", "correct", "count"),
        *("create", "critique", "decide", "decode", "deduce", "define", "delete", "describe", "design"),
        *("detect", "determine", "develop", "devise", "differentiate", "discuss", "divide", "do", "draft"),
        *("draw", "edit", "elaborate", "encode", "estimate", "evaluate", "examine", "expand", "explain"),
        *("explore", "express", "extend", "extract", "factor", "fill", "find", "format", "formulate"),
        *("gather", "generate", "give", "group", "guess", "help", "highlight", "identify", "illustrate"),
        *("imagine", "implement", "improve", "index", "infer", "insert", "interpret", "invent", "join"),
        *("justify", "label", "let", "list", "make", "match", "merge", "modify", "multiply", "name"),
        *("number", "order", "organize", "outline", "output", "paraphrase", "parse", "pick", "plan"),
        *("pluralize", "predict", "prepare", "present", "pretend", "print", "produce", "proofread"),
        *("propose", "provide", "punctuate", "put", "query", "quote", "rank", "rate", "read", "rearrange"),
        *("recall", "recommend", "record", "reduce", "relate", "remove", "render", "reorder", "rephrase"),
        *("replace", "reply", "report", "research", "respond", "restate", "reverse", "review", "revise"),
        *("reword", "rewrite", "round", "say", "search", "select", "shorten", "show", "simplify", "simulate"),
        *("sketch", "solve", "sort", "spell", "state", "structure", "substitute", "subtract", "suggest"),
        *("sum", "summarise", "summarize", "tabulate", "tag", "take", "tell", "think", "transform"),
        *("translate", "turn", "underline", "update", "use", "verify", "write"),
    }
)
QUESTION_WORDS = frozenset(
    {
        *("what", "which", "who", "whom", "whose", "when", "where", "why", "how", "is", "are", "was", "were", "do"),
        *("does", "did", "can", "could", "should", "would", "will", "has", "have", "had", "may", "might", "am"),
    }
)
STATEMENT_WORDS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "it", "he", "she", "they", "we", "i", "there", "my", "his"}
    | {"her", "its", "our", "their", "some", "many", "most"}
)
JOINING = frozenset({"and", "or", "but", "nor", "because", "the", "a", "an", "of", "to", "with", "for", "from", "than"})
DOCUMENT = "article|page|webpage|website|post|blog|story|document|paper|news|report"
UNREACHABLE = Unwanted(
    sure=phrases(
        rf"summarize|summarise|read|analyze|analyse|review|paraphrase … {DOCUMENT} … https?://\S+",
        rf"{DOCUMENT} at|from|on|in|linked|below (the) (following) (link) (url) (website) https?://\S+",
        "attached|uploaded|enclosed file|document|pdf|spreadsheet|image|picture|photo|article|dataset|table",
        "file|document|pdf|spreadsheet attached",
    ),
    doubtful=phrases(
        r"according|based to|on (the) (following) https?://\S+", "visit|open (the) website|webpage|link", "on the link"
    ),
    unless=phrases("url*|regex|code|html|python|script|function|parse|format|shorten|hyperlink*"),
)
COPYING = phrases(
    "correct*|edit*|proofread*|fix*|rewrite*|re-write*|copy|repeat|continue|complete*|fill*|add|insert|capitali*|punctuat*",
    "translate*|arrange*|rearrange*|find|identify|choose|select|pick|remove*|delete*|replace*|convert*|format*|change*|mark",
    "rephrase*|paraphrase*|spell*|grammar*|error*|mistake*|transform*|reformat*|extract*|underline|highlight|check*|sort*",
    "classif*|categori*|annotate|label*|modif*|construct|create|order*|switch|link|blank*|tag|group|list|include",
)
MAKE_CODE = "write|create|develop|implement|code|build|construct|generate|design"
CODING = phrases(
    f"{MAKE_CODE} … function|program|script|query|class|regex|subroutine",
    f"{MAKE_CODE} … python|java|javascript|sql|html|css|ruby|php|bash … code|page|statement|snippet",
)


def english_vocabulary() -> Vocabulary | None:
    """simplemma's list."""
    return simplemma_vocabulary("en")


ENGLISH = Language(
    code="en",
    name="English",
    own_name="English",
    labels=LABELS,
    no_input_words=NO_INPUT_WORDS,
    neighbours=("en", "et", "fi", "sv", "de", "fr", "es", "it", "ru"),
    language_names={
        "de": phrases("german*"),
        "es": phrases("spanish*"),
        "et": phrases("estonia*"),
        "fi": phrases("finnish*|finland*"),
        "fr": phrases("french*"),
        "it": phrases("italian*"),
        "ru": phrases("russia*"),
        "sv": phrases("swedish*|sweden*"),
    },
    alphabet="abcdefghijklmnopqrstuvwxyz",
    vocabulary=english_vocabulary,
    task_verbs=TASK_VERBS,
    question_words=QUESTION_WORDS,
    statement_words=STATEMENT_WORDS,
    joining=JOINING,
    unreachable=UNREACHABLE,
    copying=COPYING,
    coding=CODING,
    untranslatable=UNTRANSLATABLE,
    foreign=FOREIGN,
    into={code: f"into {name}" for code, name in NAMES.items() if code != "en"},
    interlinear=(
        "Translate the text {into} sentence by sentence and write each translation below its sentence.",
        "Go through the text by sentences: copy each one, then put its translation {into} on the next line.",
        "Please give an interlinear translation {into}: under every sentence, the same sentence translated.",
        "Render each sentence of the following text {into}. Keep the original above its translation.",
        "I need a translation {into} that I can compare line by line. Put every sentence and its translation in pairs.",
    ),
    refusal=REFUSAL,
    identity=IDENTITY,
    media=MEDIA,
)
