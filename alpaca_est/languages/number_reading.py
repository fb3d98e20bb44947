"""Estonian numbers in words, read back: written apart from the speller, so that each can be held against the other."""

import re
from fractions import Fraction

DIGITS = {
    "null": 0,
    "üks": 1,
    "ühe": 1,
    "üht": 1,
    "ühte": 1,
    "kaks": 2,
    "kahe": 2,
    "kaht": 2,
    "kahte": 2,
    "kolm": 3,
    "kolme": 3,
    "neli": 4,
    "nelja": 4,
    "viis": 5,
    "viie": 5,
    "viit": 5,
    "kuus": 6,
    "kuue": 6,
    "kuut": 6,
    "seitse": 7,
    "seitsme": 7,
    "seitset": 7,
    "kaheksa": 8,
    "kaheksat": 8,
    "üheksa": 9,
    "üheksat": 9,
}
ORDINAL_STEMS = {
    "esime": 1,
    "tei": 2,
    "kolma": 3,
    "neljan": 4,
    "neljas": 4,
    "viie": 5,
    "kuue": 6,
    "seitsme": 7,
    "kaheksa": 8,
    "üheksa": 9,
}
ENDING = "sse|st|s|lt|le|l|ks|ni|na|ta|ga|t"
TAIL = rf"(?:{ENDING}|nda(?:{ENDING})?)?"
TEENS = re.compile(rf"(\w+?)teist(?:kümne{TAIL}|kümmet|kümmend)?")
TENS = re.compile(rf"(\w+?)küm(?:mend|met|ne{TAIL})")
CLOCK = re.compile(
    r"(?:(?P<minutes>[\w ]+?) (?:minut|minutit|minuti) (?:üle|pärast) )?"
    r"(?:(?P<part>pool|poole|veerand|kolmveerand) )?(?P<hour>\w+)"
)
HUNDREDS = re.compile(rf"(\w*?)(?:sada|sadat|saja{TAIL})")
LARGE = {
    10**3: re.compile(rf"tuhat|tuhandet|tuhande{TAIL}"),
    10**6: re.compile(rf"miljon(?:it|i{TAIL}|e(?:s|nda(?:{ENDING})?))?"),
    10**9: re.compile(rf"miljard(?:it|i{TAIL}|e(?:s|nda(?:{ENDING})?))?"),
}


def read_words(text: str) -> Fraction:
    """The value of a number in words, in any case: kaks tuhat viissada, kahe tuhande viiesajaga, kolm koma üks neli."""
    whole, _, decimals = text.lower().partition(" koma ")
    value = Fraction(_whole(whole.split()))
    digits = [_digit(word) for word in decimals.split()]
    return value + sum(Fraction(digit, 10**place) for place, digit in enumerate(digits, start=1))


def read_ordinal(text: str) -> int:
    """The value of an ordinal in words in any case: kahekümne esimene, kahekümne esimesel."""
    *before, last = text.lower().split()
    for stem, value in sorted(ORDINAL_STEMS.items(), key=lambda item: -len(item[0])):
        rest = last.removeprefix(stem)
        if rest != last and re.fullmatch(rf"s|ne|(?:se|nda|da)(?:{ENDING})?|st", rest):
            return _whole(before) + value
        if stem == last and stem.endswith("s"):
            return _whole(before) + value
    return _whole([*before, last])


def read_clock(text: str) -> tuple[int, int]:
    """Hour (1 to 12) and minute of a time in words: pool neli is 3.30, viie minuti pärast neli 3.55."""
    found = CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(f"„{text}“ is no time, one such as veerand neli wanted")
    minute = {None: 0, "pool": -30, "poole": -30, "veerand": -45, "kolmveerand": -15}[found["part"]]
    if found["minutes"]:
        away = int(read_words(found["minutes"]))
        minute += away if "üle" in text else -away
    hour = int(read_words(found["hour"])) * 60 + minute
    return (hour // 60 - 1) % 12 + 1, hour % 60


def _whole(words: list[str]) -> int:
    """Sums what stands before each scale word, then the scales."""
    total = group = 0
    for word in words:
        large = next((size for size, pattern in LARGE.items() if pattern.fullmatch(word)), 0)
        if large:
            total += (group or 1) * large
            group = 0
        else:
            group += _small(word)
    return total + group


def _small(word: str) -> int:
    """A word below a thousand."""
    for pattern, times, plus in ((TEENS, 1, 10), (TENS, 10, 0), (HUNDREDS, 100, 0)):
        if found := pattern.fullmatch(word):
            return (_digit(found[1]) if found[1] else 1) * times + plus
    if re.fullmatch(rf"kümme|kümmet|kümne{TAIL}", word):
        return 10
    return _digit(word)


def _digit(word: str) -> int:
    if word in DIGITS:
        return DIGITS[word]
    bare = re.sub(rf"(?:{ENDING})\Z", "", word)
    if bare in DIGITS:
        return DIGITS[bare]
    if re.fullmatch(rf"nulli?(?:s|nda(?:{ENDING})?)?", bare):
        return 0
    raise ValueError(f"„{word}“ is no number word, one such as kolm or kolmega wanted")
