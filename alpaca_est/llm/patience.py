"""How long a model that does not answer is asked again, and how soon."""

import random
import time

from alpaca_est.llm.answers import Fault
from alpaca_est.llm.errand import Errand

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0


class Patience:
    """Ends when a model has given no answer for `seconds`, counted from its first fault since its last answer."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.trouble: float | None = None

    def answered(self) -> None:
        """The model answers."""
        self.trouble = None

    def model_gone(self, fault: Fault) -> str:
        """Why the model counts as unavailable after one more fault; "" while it does not."""
        if fault.pause is not None and fault.pause > self.seconds:
            return f"asks to wait {fault.pause:.0f} s ({fault.reason})"
        now = time.monotonic()
        self.trouble = now if self.trouble is None else self.trouble
        lasted = now - self.trouble
        return f"no good answer for {lasted:.0f} s, the last one: {fault.reason}" if lasted >= self.seconds else ""

    def question_hopeless(self, fault: Fault, errand: Errand) -> str:
        """Why a question gets no more tries although the model answers others; "" while it does."""
        now = time.monotonic()
        errand.trouble = now if errand.trouble is None else errand.trouble
        lasted = now - errand.trouble
        tried = f"no answer in {errand.tries} tries over {lasted:.0f} s"
        return f"{tried}, the last one: {fault.reason}" if lasted >= self.seconds else ""

    def wait(self, fault: Fault, errand: Errand) -> float:
        """Seconds before the next try: capped backoff with full jitter; the pace keeps what the endpoint asks for."""
        if fault.pause:
            return 0.0
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(errand.tries - 1, 10), self.seconds)
        return random.Random(f"{errand.key}/{errand.tries}").uniform(0, longest)
