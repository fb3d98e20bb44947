"""One job against one server, for the tests of this folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from alpaca_est.ask import Ask, Reply
from alpaca_est.errors import AlpacaEstError
from alpaca_est.llm.client import Client
from alpaca_est.llm.model import Model
from alpaca_est.llm.totals import Totals


def asks(count: int, **fields: Any) -> list[Ask]:
    return [Ask(user=f"küsimus {number}", model="writer", **fields) for number in range(count)]


class Run:
    """One job against one server: its replies or its error, and what it came to."""

    def __init__(self, folder: Path, *, model: dict[str, Any] | None = None, **client: Any) -> None:
        self.folder = folder
        self.model = {"parallel": 16, **(model or {})}
        self.client = {"run": "one", **client}
        self.totals = Totals()

    async def ask(self, url: str, questions: Sequence[Ask]) -> list[Reply]:
        model = Model(name="m", base_url=url, **self.model)
        cache, ledger = self.folder / "replies.sqlite", self.folder / "ledger.jsonl"
        async with Client(models={"writer": model}, cache=cache, ledger=ledger, **self.client) as client:
            try:
                return await client.ask(questions)
            finally:
                self.totals = client.totals

    async def error(self, url: str, questions: Sequence[Ask]) -> str:
        with pytest.raises(AlpacaEstError) as caught:
            await self.ask(url, questions)
        [line] = caught.value.problems
        assert "\n" not in line
        return line
