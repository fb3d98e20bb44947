"""Calendar arithmetic of our own (the second computation is datetime's), and the names of months and weekdays."""

from typing import NamedTuple

MONTHS = (
    *("jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober"),
    *("november", "detsember"),
)
MONTHS_GENITIVE = (
    *("jaanuari", "veebruari", "märtsi", "aprilli", "mai", "juuni", "juuli", "augusti", "septembri", "oktoobri"),
    *("novembri", "detsembri"),
)
MONTHS_PARTITIVE = (
    *("jaanuari", "veebruari", "märtsi", "aprilli", "maid", "juunit", "juulit", "augustit", "septembrit"),
    *("oktoobrit", "novembrit", "detsembrit"),
)
WEEKDAYS = ("esmaspäev", "teisipäev", "kolmapäev", "neljapäev", "reede", "laupäev", "pühapäev")
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    """A day of the Gregorian calendar."""

    year: int
    month: int
    day: int

    @property
    def short(self) -> str:
        """02.07.2020."""
        return f"{self.day:02}.{self.month:02}.{self.year}"

    @property
    def long(self) -> str:
        """2. juuli 2020."""
        return f"{self.day}. {MONTHS[self.month - 1]} {self.year}"

    @property
    def when(self) -> str:
        """2. juulil 2020."""
        return f"{self.day}. {MONTHS_GENITIVE[self.month - 1]}l {self.year}"

    @property
    def since(self) -> str:
        """2. juulist 2020."""
        return f"{self.day}. {MONTHS_GENITIVE[self.month - 1]}st {self.year}"

    @property
    def until(self) -> str:
        """2. juulini 2020."""
        return f"{self.day}. {MONTHS_GENITIVE[self.month - 1]}ni {self.year}"

    @property
    def partitive(self) -> str:
        """2. juulit 2020."""
        return f"{self.day}. {MONTHS_PARTITIVE[self.month - 1]} {self.year}"


def leap(year: int) -> bool:
    """Whether a year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length(year: int, month: int) -> int:
    """How many days a month has."""
    return DAYS[month - 1] + (1 if month == 2 and leap(year) else 0)


def number(day: Day) -> int:
    """A running number of days, by years that begin in March."""
    year = day.year - (day.month < 3)
    of_year = (153 * ((day.month + 9) % 12) + 2) // 5 + day.day
    return 365 * year + year // 4 - year // 100 + year // 400 + of_year


def weekday(day: Day) -> str:
    """The name of its weekday."""
    return WEEKDAYS[(number(day) + 1) % 7]


def later(day: Day, days: int) -> Day:
    """So many days after, month by month."""
    year, month, at = day.year, day.month, day.day + days
    while at > length(year, month):
        at -= length(year, month)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return Day(year, month, at)
