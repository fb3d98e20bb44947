"""How every command ends: what a user can mend is one line per problem, without a traceback."""

import errno
import sys
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec

import click

from alpaca_est.errors import AlpacaEstError

P = ParamSpec("P")
MENDABLE = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST)


def mendable(command: Callable[P, None]) -> Callable[P, None]:
    """Shows what a user can mend as one line per problem, without a traceback."""

    @wraps(command)
    def wrapped(*positional: P.args, **named: P.kwargs) -> None:
        try:
            command(*positional, **named)
        except AlpacaEstError as error:
            leave(error)
        except OSError as error:
            if error.errno not in MENDABLE:
                raise
            leave(AlpacaEstError(f"{error.filename or 'disk'}: {error.strerror}; everything written is kept"))

    return wrapped


def leave(error: AlpacaEstError) -> NoReturn:
    """End the command with the problems on stderr and the error's exit code."""
    for problem in error.problems:
        click.echo(problem, err=True)
    sys.exit(error.exit_code)
