"""Every kind of constraint; another one is one more class and its name here."""

from alpaca_est.constraints.answers import InEnglish, OneOf
from alpaca_est.constraints.capitals import (
    AllCapitals,
    AllLower,
    CapitalWordsAtLeast,
    CapitalWordsAtMost,
    SentencesBeginDifferently,
    WholeSentences,
)
from alpaca_est.constraints.constraint import Constraint
from alpaca_est.constraints.edges import (
    EndsWith,
    Postscript,
    Quoted,
    StartsWith,
)
from alpaca_est.constraints.layout import (
    BulletsExactly,
    HeadingsExactly,
    JsonOutput,
    NumberedExactly,
    PartsExactly,
    TableColumns,
    Title,
)
from alpaca_est.constraints.lengths import (
    CharactersAtMost,
    ParagraphsAtLeast,
    ParagraphsAtMost,
    ParagraphsBetween,
    ParagraphsExactly,
    SentencesAtLeast,
    SentencesAtMost,
    SentencesBetween,
    SentencesExactly,
    SentenceWordsAtMost,
    WordsAtLeast,
    WordsAtMost,
    WordsBetween,
    WordsExactly,
)
from alpaca_est.constraints.marks import (
    HighlightsAtLeast,
    NoComma,
    NoDigits,
    NoExclamation,
    NoQuestion,
    PlaceholdersAtLeast,
    QuestionsAtLeast,
)
from alpaca_est.constraints.parts import FirstWordOfParagraph, RepeatsRequest, TwoAnswers
from alpaca_est.constraints.words import (
    AvoidsWords,
    LetterAbsent,
    LetterAtLeast,
    UsesPhrase,
    UsesWords,
    WordAtLeast,
)

KINDS: tuple[type[Constraint], ...] = (
    *(WordsAtLeast, WordsAtMost, WordsExactly, WordsBetween),
    *(SentencesAtLeast, SentencesAtMost, SentencesExactly, SentencesBetween),
    *(ParagraphsAtLeast, ParagraphsAtMost, ParagraphsExactly, ParagraphsBetween),
    *(CharactersAtMost, SentenceWordsAtMost),
    *(UsesWords, AvoidsWords, UsesPhrase, WordAtLeast, LetterAtLeast, LetterAbsent),
    *(NoComma, NoDigits, NoExclamation, NoQuestion, QuestionsAtLeast, PlaceholdersAtLeast, HighlightsAtLeast),
    *(AllLower, AllCapitals, CapitalWordsAtLeast, CapitalWordsAtMost, WholeSentences, SentencesBeginDifferently),
    *(BulletsExactly, NumberedExactly, JsonOutput, TableColumns, HeadingsExactly, Title, PartsExactly),
    *(StartsWith, EndsWith, Postscript, FirstWordOfParagraph, Quoted, RepeatsRequest, TwoAnswers),
    *(InEnglish, OneOf),
)
