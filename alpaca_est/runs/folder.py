"""The folder of a run: its manifest, its lock, and where everything stands."""

import copy
import fcntl
import os
import platform
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec

from alpaca_est import __version__
from alpaca_est.errors import RunError
from alpaca_est.pipeline import Loaded, build
from alpaca_est.pipeline.changes import apply
from alpaca_est.pipeline.publication import publication
from alpaca_est.project import write
from alpaca_est.runs.identity import difference, identity
from alpaca_est.runs.journal import Journal

FORMAT = 1
PACKAGES = ("datasets", "langdetect", "msgspec", "openai", "py3langid", "pydantic", "rapidfuzz")


class Manifest(msgspec.Struct, kw_only=True):
    """What a run is: written before its first request.

    `pipeline` holds every setting of the latest build, `settings` those that its file spelled out, `project` the
    project folder, as seen from the run's.
    """

    format: int = FORMAT
    run: str
    version: str
    python: str
    packages: dict[str, str]
    identity: dict[str, str]
    endpoints: dict[str, str]
    pipeline: dict[str, Any]
    project: str = ""
    settings: dict[str, Any] = {}


class RunFolder:
    """One run on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = Journal(path / "journal")
        self.ledger = path / "ledger.jsonl"
        self.decisions = path / "decisions.jsonl"

    @property
    def manifest_path(self) -> Path:
        """Where the manifest stands."""
        return self.path / "manifest.json"

    def manifest(self) -> Manifest:
        """The run's manifest; `RunError` where there is none or it cannot be read."""
        if not self.manifest_path.is_file():
            raise RunError(f"{self.path}: no manifest.json, wanted the folder of a run (alpaca-est build makes one)")
        try:
            return msgspec.json.decode(self.manifest_path.read_bytes(), type=Manifest)
        except msgspec.DecodeError as error:
            raise RunError(f"{self.manifest_path}: damaged ({error})") from None

    def loaded(self, changes: Sequence[str] = ()) -> Loaded:
        """The pipeline of the latest build, its steps ready to run, with `KEY=VALUE` changes."""
        manifest = self.manifest()
        data = copy.deepcopy(manifest.settings)
        for name, model in (data.get("models") or {}).items():
            if (url := manifest.endpoints[name]).startswith("http"):
                model.setdefault("base_url", url)
        apply(changes, data)
        return build(data, folder=(self.path / manifest.project).resolve(), shown=str(self.manifest_path))

    def open(self, loaded: Loaded) -> tuple[Manifest, list[str]]:
        """The manifest of a new or continued run with warnings; `RunError` names what must not change."""
        new = _manifest(loaded, self.path)
        light = _light(new)
        if not self.manifest_path.is_file():
            self._check_empty()
            self._store(new)
            return new, light
        old = self.manifest()
        if self.journal.begun:
            self._check_same(old, new)
        warnings = [*_warnings(old, new), *light]
        new.run = old.run
        self._store(new)
        return new, warnings

    def _check_empty(self) -> None:
        strangers = [entry.name for entry in self.path.iterdir() if entry.name != "lock"] if self.path.is_dir() else []
        if strangers:
            raise RunError(f"{self.path}: no run, but holds {strangers[0]}; wanted an empty or new folder for --run")

    def _check_same(self, old: Manifest, new: Manifest) -> None:
        changed = difference(old.identity, new.identity, same_version=old.version == new.version)
        if changed:
            lines = [f"{self.path}: {line}" for line in changed[:10]]
            advice = f"{self.path}: these settings make another dataset; name a new folder: --run {self.path}-2"
            raise RunError([*lines, f"{advice} (replies come from the cache)"])

    def _store(self, manifest: Manifest) -> None:
        content = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        write(self.manifest_path, content + b"\n")

    def change_publication(self, changes: Sequence[str]) -> None:
        """Change settings of `publish` in the manifest; other settings belong to a build."""
        if not changes:
            return
        manifest = self.manifest()
        if wrong := [change for change in changes if not change.startswith("publish.")]:
            raise RunError(f"--set {wrong[0]}: only publish.… can change here, wanted `alpaca-est build` for others")
        apply(changes, manifest.pipeline)
        manifest.pipeline["publish"] = publication(manifest.pipeline)
        self._store(manifest)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Only one command writes to a run at a time; another one gets a `RunError`."""
        if self.path.exists() and not self.path.is_dir():
            raise RunError(f"{self.path}: a file, wanted a folder for --run")
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                holder = file.read().strip() or "?"
                raise RunError(f"{self.path}: in use by process {holder}, wait or stop it") from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield


def _manifest(loaded: Loaded, run: Path) -> Manifest:
    settings = copy.deepcopy(loaded.data)
    for model in (settings.get("models") or {}).values():
        model.pop("base_url", None)
    return Manifest(
        run=uuid.uuid4().hex,
        version=__version__,
        python=platform.python_version(),
        packages={name: metadata.version(name) for name in PACKAGES},
        identity=identity(loaded),
        endpoints={name: model.endpoint for name, model in loaded.pipeline.models.items()},
        pipeline=loaded.pipeline.model_dump(mode="json", exclude={"models": {"__all__": {"base_url"}}}),
        project=os.path.relpath(loaded.folder, run.resolve()),
        settings=settings,
    )


def _light(manifest: Manifest) -> list[str]:
    """What is lacking where Estonian is judged without its morphology."""
    if manifest.pipeline["language"] != "et" or manifest.identity.get("vocabulary") in (None, "vabamorf"):
        return []
    return ['EstNLTK is not installed: a smaller list of words is used (pip install "alpaca-est[et]")']


def _warnings(old: Manifest, new: Manifest) -> list[str]:
    moved = [
        f"models.{name}: endpoint was {old.endpoints[name]}, now {url}; its replies count as the same model's"
        for name, url in new.endpoints.items()
        if old.endpoints.get(name, url) != url
    ]
    if old.version != new.version:
        moved.append(f"this run was begun with alpaca-est {old.version}, this is {new.version}")
    return moved
