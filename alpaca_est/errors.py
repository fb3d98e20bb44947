"""What can go wrong, and whose turn it is.

    AlpacaEstError
    ├── PipelineError       the YAML, a prompt or a file it names is wrong     mend the pipeline
    ├── DataError           an input or a published file is broken             mend the file, or `on_error: reject`
    ├── RunError            the run folder does not fit what is asked of it    choose another `--run`
    ├── ModelUnavailable    endpoint gone, key refused, quota spent            run the same command again
    ├── BudgetSpent         the next request does not fit the budget           raise it, or take what is there
    ├── CheckError          the LoRA check cannot run with this model          another model or device
    ├── MissingExtra        a library that only some commands need is lacking  pip install it
    └── Interrupted         somebody pressed Ctrl-C                            run the same command again

Everything else that is raised is a mistake of ours and keeps its traceback.
"""

from collections.abc import Iterable


class AlpacaEstError(Exception):
    """A problem the user can mend: one line for each, without a traceback."""

    exit_code = 1

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class PipelineError(AlpacaEstError):
    """The pipeline file, a prompt or a file that it names is wrong."""


class DataError(AlpacaEstError):
    """An input file or a published file is broken."""


class RunError(AlpacaEstError):
    """The run folder belongs to something else, is in use, or is not finished."""


class ModelUnavailable(AlpacaEstError):
    """A model cannot be asked now; every reply so far is kept."""


class BudgetSpent(AlpacaEstError):
    """The next request would not fit the budget; every reply so far is kept."""

    exit_code = 3


class CheckError(AlpacaEstError):
    """The LoRA check cannot run with this model on this machine."""


class MissingExtra(AlpacaEstError):
    """A library that only some commands need is not installed."""


class Interrupted(AlpacaEstError):
    """The run was stopped from the keyboard; everything finished is kept."""

    exit_code = 130


class AccountingError(Exception):
    """A step lost an input or made up an identity: a mistake in the step, never the user's."""
