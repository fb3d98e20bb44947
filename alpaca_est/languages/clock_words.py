"""Times as Estonians say them: veerand neli, pool neli, kolmveerand neli, viis minutit üle kolme."""

from alpaca_est.languages.number_words import cardinal

QUARTERS = {15: "veerand", 30: "pool", 45: "kolmveerand"}


def clock(hour: int, minute: int) -> str:
    """A time of day (0.00 to 23.59) in words, twelve hours round; from a quarter on the coming hour is named."""
    now, coming = (hour + 11) % 12 + 1, hour % 12 + 1
    if minute == 0:
        return cardinal(now)
    if minute in QUARTERS:
        return f"{QUARTERS[minute]} {cardinal(coming)}"
    if minute <= 20:
        return f"{_past(minute)} üle {cardinal(now, 'g')}"
    if minute < 30:
        return f"{_until(30 - minute)} pärast pool {cardinal(coming)}"
    if minute < 40:
        return f"{_past(minute - 30)} üle poole {cardinal(coming, 'g')}"
    return f"{_until(60 - minute)} pärast {cardinal(coming)}"


def part_of_day(hour: int) -> str:
    """When an hour is: öösel, hommikul, päeval, õhtul."""
    return "öösel" if hour < 5 else "hommikul" if hour < 12 else "päeval" if hour < 18 else "õhtul"


def _past(minutes: int) -> str:
    return f"{cardinal(minutes)} {'minut' if minutes == 1 else 'minutit'}"


def _until(minutes: int) -> str:
    return f"{cardinal(minutes, 'g')} minuti"
