"""How reasons show a measured value beside the bound that it crossed."""


def beside(value: float, bound: float, digits: int) -> str:
    """A value with so many decimals, or as many as it takes to lie on its own side of the bound."""
    for count in range(digits, 17):
        text = f"{value:.{count}f}"
        if (float(text) > bound) == (value > bound) and (float(text) < bound) == (value < bound):
            return text
    return repr(value)
