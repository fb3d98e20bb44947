"""A chat model behind an OpenAI-compatible endpoint, over the `openai` package on aiohttp."""

import asyncio
from typing import TYPE_CHECKING, Any

from alpaca_est.ask import Ask, Reply
from alpaca_est.llm.answers import Fault, read_answer, read_error
from alpaca_est.llm.endpoint import Endpoint
from alpaca_est.llm.model import OPENAI, Model

if TYPE_CHECKING:
    from openai import AsyncOpenAI


class Chat(Endpoint):
    """One chat model."""

    def __init__(self, name: str, model: Model) -> None:
        super().__init__(name, model)
        self.client = _client(model, self.key)
        self.settings = _settings(model)

    async def close(self) -> None:
        """Close all connections."""
        await self.client.close()

    async def _sent(self, ask: Ask) -> Reply:
        import aiohttp
        import httpx2
        from openai import APIConnectionError, APIStatusError

        try:
            async with asyncio.timeout(self.model.deadline):
                answer = await self.client.post("/chat/completions", cast_to=httpx2.Response, body=self._body(ask))
                return read_answer(answer.content)
        except APIStatusError as error:
            return read_error(error.status_code, error.response.headers, error.response.content)
        except TimeoutError:
            raise Fault(f"no answer within {self.model.deadline:g} s", paid=True) from None
        except (APIConnectionError, httpx2.HTTPError, aiohttp.ClientError, OSError) as error:
            cause = _root(error)
            sent = not isinstance(cause, aiohttp.ClientConnectorError)
            raise Fault(f"connection failed ({str(cause) or type(cause).__name__})", paid=sent) from None

    def _body(self, ask: Ask) -> dict[str, Any]:
        messages = [{"role": message.role, "content": message.content} for message in ask.messages]
        body = {**self.settings, "messages": messages}
        if ask.format is not None:
            schema = {"name": "answer", "strict": True, "schema": ask.format}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        return body


def _client(model: Model, key: str | None) -> "AsyncOpenAI":
    import httpx2
    from openai import AsyncOpenAI, DefaultAioHttpClient

    return AsyncOpenAI(
        api_key=key or "none",
        base_url=model.endpoint,
        max_retries=0,
        timeout=model.deadline + 5,
        http_client=DefaultAioHttpClient(
            timeout=model.deadline + 5, limits=httpx2.Limits(max_connections=model.parallel)
        ),
    )


def _root(error: BaseException) -> BaseException:
    """What an error goes back to."""
    while error.__cause__ is not None:
        error = error.__cause__
    return error


def _settings(model: Model) -> dict[str, Any]:
    """The fields of every request; OpenAI itself has a newer name for the limit of tokens."""
    limit = "max_completion_tokens" if model.endpoint == OPENAI else "max_tokens"
    fields: dict[str, Any] = {"model": model.name, "temperature": model.temperature, "top_p": model.top_p}
    if "max_completion_tokens" not in model.extra_body:
        fields[limit] = model.max_tokens
    return {name: value for name, value in fields.items() if value is not None} | model.extra_body
