"""Loads published folders in every way that `datasets` knows, and prints what came: rows, digest, ids, types.

`python reader.py CACHE FOLDER…`. It runs in environments of its own, with `datasets` and what comes with it alone.
"""

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # before `datasets` looks for them
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}

import datasets
import yaml

WAYS = ("folder", "files", "typed files", "streaming")
FORMATS = (("parquet", ".parquet"), ("json", ""))


def configs(folder: Path) -> dict[str, dict[str, str]]:
    """The files of each split of each config, as the card names them."""
    front = yaml.safe_load((folder / "README.md").read_text("utf-8").split("---\n")[1])
    return {
        config["config_name"]: {one["split"]: str(folder / one["path"]) for one in config["data_files"]}
        for config in front["configs"]
    }


def kind(feature: Any) -> Any:
    """The type of a column, as every version of `datasets` would say it."""
    if isinstance(feature, dict):
        return {name: kind(part) for name, part in feature.items()}
    if isinstance(feature, list):
        return [kind(feature[0])]
    return [kind(feature.feature)] if hasattr(feature, "feature") else feature.dtype


def told(rows: Any) -> dict[str, Any]:
    """What a split holds: how many rows, which, and of what types."""
    digest, ids = hashlib.sha256(), []
    for row in rows:
        digest.update(json.dumps(row, sort_keys=True, default=repr).encode())
        ids.append(row["id"])
    types = {name: kind(feature) for name, feature in rows.features.items()} if rows.features else None
    return {"rows": len(ids), "ids": ids, "digest": digest.hexdigest(), "types": types}


def loaded(way: str, folder: Path, config: str, files: dict[str, str], cache: str) -> Any:
    """All splits of a config, in one of the ways."""
    if way == "folder":
        return datasets.load_dataset(str(folder), config, cache_dir=cache)
    if way == "streaming":
        return datasets.load_dataset(str(folder), config, cache_dir=cache, streaming=True)
    form = next(name for name, suffix in FORMATS if all(path.endswith(suffix) for path in files.values()))
    typed = datasets.load_dataset_builder(str(folder), config, cache_dir=cache).info.features
    features = {"features": typed} if way == "typed files" else {}
    return datasets.load_dataset(form, data_files=files, cache_dir=f"{cache}/{way}", **features)


def main(cache: str, *folders: str) -> None:
    """Print one object: `{folder: {config: {way: {split: what came}}}}`, and the versions that read it."""
    datasets.disable_progress_bars()
    found = {
        name: {
            config: {
                way: {
                    split: told(rows)
                    for split, rows in loaded(
                        way, Path(name), config, files, f"{cache}/{Path(name).parent.name}"
                    ).items()
                }
                for way in WAYS
            }
            for config, files in configs(Path(name)).items()
        }
        for name in folders
    }
    json.dump({"datasets": datasets.__version__, "found": found}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
