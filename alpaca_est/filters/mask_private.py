"""Puts placeholders in the place of personal data."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from pydantic import Field

from alpaca_est.filters.private import Kind, private
from alpaca_est.record import FIELDS, Record
from alpaca_est.step import BatchStep

PLACEHOLDERS: Mapping[str, Mapping[Kind, str]] = {
    "et": {
        "email": "[e-post]",
        "phone": "[telefon]",
        "personal_code": "[isikukood]",
        "iban": "[kontonumber]",
        "card": "[kaardinumber]",
    },
    "en": {
        "email": "[e-mail]",
        "phone": "[telephone]",
        "personal_code": "[personal code]",
        "iban": "[account number]",
        "card": "[card number]",
    },
}
KINDS: tuple[Kind, ...] = ("email", "phone", "personal_code", "iban", "card")


class MaskPrivate(BatchStep):
    """Writes [e-post], [telefon], [isikukood] and the like in place of personal data.

    What it finds is what `private` finds. The record as it was does not stand in `original`, for that would keep what
    is masked here; the journal of the stage before has it.
    """

    step: Literal["mask_private"] = "mask_private"
    kinds: tuple[Kind, ...] = Field(KINDS, min_length=1)
    """What is masked."""

    def run(self, records: Sequence[Record]) -> Iterator[Record]:
        """The records, masked where there is something to mask."""
        for record in records:
            words = PLACEHOLDERS.get(self.lang or record.lang, PLACEHOLDERS["en"])
            fields = {field: self._masked(getattr(record, field), words) for field in FIELDS}
            same = all(getattr(record, field) == text for field, text in fields.items())
            yield record if same else msgspec.structs.replace(record, original=None, made_by=self.key, **fields)

    def _masked(self, text: str, words: Mapping[Kind, str]) -> str:
        found = sorted(one for one in private(text) if one.kind in self.kinds)
        for one in sorted(found, key=lambda each: -each.start):
            text = text[: one.start] + words[one.kind] + text[one.end :]
        return text
