"""The Hub: data, card and index in one commit; what was flagged or rejected stays at home.

One commit carries everything, old shards that the new dataset does not have go with it: whoever loads the revision gets
the old dataset or the new one, never a mixture.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import msgspec

from alpaca_est.errors import RunError
from alpaca_est.runs.dataset import index
from alpaca_est.runs.dataset.published import whole
from alpaca_est.text import excerpt

if TYPE_CHECKING:
    from huggingface_hub import HfApi

DATA = "data/"


class Push(msgspec.Struct, frozen=True, kw_only=True):
    """How a dataset is sent; `endpoint` is empty for huggingface.co, `message` for one that counts the records."""

    endpoint: str = ""
    token: str = ""
    private: bool = False
    revision: str = "main"
    message: str = ""

    def __repr__(self) -> str:
        """Without the token, which nothing may print."""
        return f"Push({self.endpoint!r}, revision={self.revision!r}, private={self.private})"


def pushed(run: Path, name: str, push: Push, *, dry_run: bool = False) -> str:
    """Send a dataset, or only list what would be sent; `RunError` in one line where that fails."""
    found = index.read(run)
    files = {path: (run / path).stat().st_size for path in _files(run, found)}
    listed = [f"{size:>14,}  {path}" for path, size in files.items()]
    total = f"{sum(files.values()):,} bytes in {len(files)} files"
    if name.count("/") != 1 or not all(name.split("/")):
        raise RunError(f"--to hub:{name}: not the name of a dataset, wanted hub:OWNER/NAME")
    if dry_run:
        return "\n".join([f"hub:{name} ({push.revision}): {total}; nothing was sent", *listed, ""])
    if not push.token:
        raise RunError(f"hub:{name}: the environment variable HF_TOKEN is empty, wanted a token that may write to it")
    message = push.message or f"{found.published:,} records, {found.fingerprint[:12]}"
    return "\n".join([f"{_send(run, name, push, list(files), message)}: {total}", *listed, ""])


def _files(run: Path, found: index.Index) -> Iterator[str]:
    """The shards, the card with what stands beside it, and the index; `DataError` where one is missing or changed."""
    for file in found.files:
        if file.path not in index.AT_HOME:
            whole(run, file)
            yield file.path
    yield index.NAME


def _send(run: Path, name: str, push: Push, files: list[str], message: str) -> str:
    """Make the dataset and the branch where they are not there, then everything in one commit; its address."""
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    # the first is httpx's or httpx2's HTTPError, as the installed version has it
    unreachable = cast("tuple[type[OSError], ...]", (HfHubHTTPError.__bases__[0], ConnectionError))
    api = HfApi(endpoint=push.endpoint or None, token=push.token, library_name="alpaca-est")
    try:
        return _committed(api, run, name, push, files, message)
    except HfHubHTTPError as error:
        said = error.server_message or error.response.reason_phrase
        problem = f"the Hub answered {error.response.status_code} ({said})"
    except unreachable as error:
        problem = f"{urlsplit(api.endpoint).netloc} cannot be reached ({error}); the same command tries again"
    except RuntimeError as error:  # what huggingface_hub makes of a large file that does not arrive
        problem = f"{error} {error.__cause__ or ''}"
    except (HFValidationError, ValueError) as error:
        problem = f"refused before it was sent ({error})"
    raise RunError(f"hub:{name}: {excerpt(problem.replace(push.token, '…'), 300)}")


def _committed(api: "HfApi", run: Path, name: str, push: Push, files: list[str], message: str) -> str:
    from huggingface_hub import CommitOperationAdd, CommitOperationCopy, CommitOperationDelete

    api.create_repo(name, repo_type="dataset", private=push.private or None, exist_ok=True)
    if push.revision != "main":
        api.create_branch(name, repo_type="dataset", branch=push.revision, exist_ok=True)
    there = api.list_repo_files(name, repo_type="dataset", revision=push.revision)
    old = [path for path in there if path.startswith(DATA) and path not in files]
    operations: list[CommitOperationAdd | CommitOperationCopy | CommitOperationDelete] = [
        *(CommitOperationDelete(path_in_repo=path) for path in old),
        *(CommitOperationAdd(path_in_repo=path, path_or_fileobj=run / path) for path in files),
    ]
    done = api.create_commit(
        name, operations, commit_message=message, repo_type="dataset", revision=push.revision, num_threads=2
    )
    return str(done.commit_url)
