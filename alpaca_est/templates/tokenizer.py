"""A Hugging Face tokenizer: chats in its own template, and how many tokens a text has.

`transformers` is not needed. The template runs in Jinja's sandbox, as there (github.com/huggingface/transformers,
utils/chat_template_utils.py); the date that some templates ask for is always the same one, so that a dataset does not
depend on the day. Counting needs the package `tokenizers`.
"""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from alpaca_est.ask import Message
from alpaca_est.errors import DataError

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from tokenizers import Tokenizer as Counter

DAY = datetime.date(2024, 7, 26)
FILES = ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja")


class Tokenizer:
    """A tokenizer, from the folder of its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def render(self, messages: Sequence[Message], *, generate: bool = False) -> str:
        """Messages in the tokenizer's own chat template; with `generate` it ends where the answer begins.

        Raises `DataError` where there is no template, or where it refuses the messages.
        """
        from jinja2 import TemplateError

        listed = [{"role": one.role, "content": one.content} for one in messages]
        try:
            return self._template.render(messages=listed, add_generation_prompt=generate, **self._special)
        except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
            raise DataError(f"{self.folder}: the chat template refuses these messages: {error}") from None

    def forged(self, messages: Sequence[Message]) -> str:
        """What is wrong with messages whose text holds a special token, so that a model would see a turn; or ""."""
        for message in messages:
            if self._marks and (found := self._marks.search(message.content)):
                place = f"{found[0]} at character {found.start() + 1}"
                return f"the {message.role}'s message holds {place}, wanted text without special tokens"
        return ""

    @property
    def has_template(self) -> bool:
        """Whether there is a chat template."""
        try:
            return bool(self._source())
        except DataError:
            return False

    def counts(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has; special tokens in it count as one, and none is added."""
        return [len(found.ids) for found in self._counter.encode_batch(list(texts), add_special_tokens=False)]

    @cached_property
    def _config(self) -> Mapping[str, Any]:
        path = self.folder / "tokenizer_config.json"
        if not path.is_file():
            raise DataError(f"{path}: no such file, wanted the folder of a Hugging Face tokenizer")
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise DataError(f"{path}: not JSON: {error}") from None
        if not isinstance(found, dict):
            raise DataError(f"{path}: no object, wanted the settings of a tokenizer")
        return found

    @cached_property
    def _special(self) -> dict[str, str]:
        """The special tokens by their names, as templates use them."""
        named = ((name, value) for name, value in self._config.items() if name.endswith("_token"))
        texts = ((name, value.get("content") if isinstance(value, dict) else value) for name, value in named)
        return {name: text for name, text in texts if isinstance(text, str)}

    @cached_property
    def _marks(self) -> re.Pattern[str] | None:
        """What finds a special token in a text."""
        path = self.folder / "tokenizer.json"
        added = json.loads(path.read_text(encoding="utf-8")).get("added_tokens", ()) if path.is_file() else ()
        found = {*self._special.values(), *(one["content"] for one in added if one.get("special"))} - {""}
        return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True)))) if found else None

    @cached_property
    def _template(self) -> "Template":
        from jinja2 import TemplateError

        try:
            return _environment().from_string(self._source())
        except TemplateError as error:
            raise DataError(f"{self.folder}: the chat template is broken: {error}") from None

    def _source(self) -> str:
        """The text of the template: a file of its own, else the setting, of several the one called default."""
        path = self.folder / "chat_template.jinja"
        if path.is_file():
            return path.read_text(encoding="utf-8")
        found = self._config.get("chat_template")
        if isinstance(found, list):
            found = {one.get("name"): one.get("template") for one in found if isinstance(one, dict)}.get("default")
        if not isinstance(found, str):
            raise DataError(f"{self.folder}: no chat template, wanted one in tokenizer_config.json or {path.name}")
        return found

    @cached_property
    def _counter(self) -> "Counter":
        try:
            from tokenizers import Tokenizer as Counter
        except ImportError:
            raise DataError("counting tokens needs the package tokenizers: pip install tokenizers") from None
        path = self.folder / "tokenizer.json"
        if not path.is_file():
            raise DataError(f"{path}: no such file, wanted a tokenizer in the format of the package tokenizers")
        counter = Counter.from_file(str(path))
        counter.no_truncation()
        counter.no_padding()
        return counter


def _environment() -> "ImmutableSandboxedEnvironment":
    """Jinja's sandbox with what chat templates use."""
    from jinja2 import TemplateError, nodes
    from jinja2.ext import Extension
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Generation(Extension):
        """`{% generation %}` marks what is trained on; here its body is only said."""

        tags = {"generation"}  # noqa: RUF012 (Jinja's own way)

        def parse(self, parser: Any) -> nodes.Scope:
            line = next(parser.stream).lineno
            return nodes.Scope(parser.parse_statements(("name:endgeneration",), drop_needle=True), lineno=line)

    def refuse(reason: str) -> NoReturn:
        raise TemplateError(reason)

    def tojson(value: Any, ensure_ascii: bool = False, **settings: Any) -> str:
        return json.dumps(value, ensure_ascii=ensure_ascii, **settings)

    extensions = ["jinja2.ext.loopcontrols", Generation]
    found = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=extensions)
    found.filters["tojson"] = tojson
    found.globals |= {"raise_exception": refuse, "strftime_now": DAY.strftime}
    return found


def tokenizer(name: str) -> Tokenizer:
    """A tokenizer from a folder, or by its name on the Hugging Face Hub, of which only small files are fetched."""
    if Path(name).is_dir():
        return Tokenizer(Path(name))
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Tokenizer(Path(snapshot_download(name, allow_patterns=list(FILES))))
    except (HFValidationError, HfHubHTTPError, LocalEntryNotFoundError) as error:
        raise DataError(f"{name}: no such folder, and not to be had from the Hub: {str(error).split('.')[0]}") from None
