"""DeepL, through its own package."""

import asyncio
import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any

from alpaca_est.llm.answers import Fault, Final
from alpaca_est.llm.engines.engine import Engine, TooMuch, texts_in

TOKEN = re.compile(r"ZQX\d+Z", re.IGNORECASE)
TAG = re.compile(r"</?x>")
VARIANTS = {"en": "EN-GB", "pt": "PT-PT"}
FREE_KEY = ":fx"


class DeepL(Engine):
    """At most 50 texts and 128 KiB a request. Tokens stand in XML tags that DeepL is told to leave alone."""

    characters = 40_000

    def __init__(self, model: Any, key: str | None) -> None:
        super().__init__(model, key)
        try:
            import deepl
        except ImportError:
            raise Final("the package deepl is not installed", "pip install 'alpaca-est[mt]'") from None
        deepl.http_client.max_network_retries = 0  # whoever asks us retries, and counts what it pays
        deepl.http_client.min_connection_timeout = model.deadline
        self.package = deepl
        self.client = deepl.DeepLClient(key or "none", server_url=model.base_url, send_platform_info=False)

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Their translations; the package blocks, so it is asked beside the loop."""
        return await asyncio.to_thread(self._translated, list(texts), source, target)

    async def close(self) -> None:
        """Close all connections."""
        self.client.close()  # type: ignore[no-untyped-call]

    def _translated(self, texts: list[str], source: str, target: str) -> list[str]:
        deepl = self.package
        try:
            found = self.client.translate_text(
                [TOKEN.sub(lambda one: f"<x>{one[0]}</x>", escape(text, quote=False)) for text in texts],
                source_lang=source.upper(),
                target_lang=VARIANTS.get(target, target.upper()),
                preserve_formatting=True,
                tag_handling="xml",
                ignore_tags=["x"],
                outline_detection=False,
                glossary=self.model.glossary,
                model_type=self.model.name or None,
            )
        except deepl.AuthorizationException as error:
            raise Final(str(error), "check the key") from None
        except deepl.QuotaExceededException as error:
            raise Final(str(error), "raise the quota or pay the bill at DeepL") from None
        except deepl.ConnectionException as error:
            raise Fault(f"connection failed ({error})", paid=True) from None
        except deepl.DeepLException as error:
            raise self._meaning(error) from None
        except (
            AttributeError,
            KeyError,
            TypeError,
            ValueError,
        ) as error:  # the package reads what is no answer of DeepL
            raise Fault(f"unreadable answer ({error})", paid=True) from None
        listed = found if isinstance(found, list) else [found]
        return [unescape(TAG.sub("", text)) for text in texts_in([one.text for one in listed], len(texts))]

    def _meaning(self, error: Any) -> Exception:
        status = error.http_status_code or 0
        if status in (400, 413, 414):
            return TooMuch(str(error))
        if status in (429, 503, 529):
            return Fault(str(error), overloaded=True, status=status)
        return Fault(str(error), status=status) if status >= 500 else Final(str(error), "check the model's settings")
