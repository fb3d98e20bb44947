"""Libraries that only some commands need: whether they are there, and how they are installed."""

from importlib.util import find_spec

from alpaca_est.errors import MissingExtra


def needs(what: str, extra: str, *packages: str) -> None:
    """Raise `MissingExtra` unless the packages of an extra are installed; nothing is imported.

    The constraints are those of the project folder: without them pip takes a torch with gigabytes of CUDA.
    """
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        told = f"{what} needs {', '.join(missing)}, not installed"
        raise MissingExtra(f'{told}; wanted pip install -c constraints.txt "alpaca-est[{extra}]"')
