"""What loaders read of a dataset card: its front matter."""

import msgspec


class _Files(msgspec.Struct):
    path: str


class _Config(msgspec.Struct):
    data_files: list[_Files]


class _Feature(msgspec.Struct):
    name: str
    dtype: str = ""


class _Info(msgspec.Struct):
    config_name: str
    features: list[_Feature]


class Front(msgspec.Struct):
    """What loaders read of a card."""

    configs: list[_Config]
    dataset_info: list[_Info]


def front(content: bytes) -> Front:
    """The front matter of a card; `ValueError` says what is wrong with it."""
    begin, separator, rest = content.decode("utf-8").partition("---\n")
    matter, end, _ = rest.partition("\n---\n")
    if begin or not separator or not end:
        raise ValueError("no front matter between two lines of ---")
    return msgspec.yaml.decode(matter, type=Front)
