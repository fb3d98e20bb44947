"""The processes that train together, one for each GPU, as `accelerate launch` starts them; mostly it is one alone."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import torch

T = TypeVar("T")


class Crew:
    """This process among its fellows; all of them make the same calls in the same order."""

    def __init__(self, place: int, size: int, device: str) -> None:
        self.place, self.size, self.device = place, size, device

    @property
    def leader(self) -> bool:
        """Whether this process writes files and speaks."""
        return self.place == 0

    def share(self, items: Sequence[T]) -> Sequence[T]:
        """The items that fall to this process; every item falls to exactly one."""
        return items[self.place :: self.size]

    def summed(self, tensor: "torch.Tensor") -> "torch.Tensor":
        """The sum over all processes, in place."""
        if self.size > 1:
            import torch.distributed

            torch.distributed.all_reduce(tensor)
        return tensor

    def add_gradients(self, parameters: Sequence[Any]) -> None:
        """Give every process the sum of all gradients; none counts as nought."""
        if self.size == 1:
            return
        import torch

        own = [one.grad if one.grad is not None else torch.zeros_like(one) for one in parameters]
        whole = self.summed(torch.cat([one.reshape(-1) for one in own]))
        parts = torch.split(whole, [one.numel() for one in own])
        for one, part in zip(parameters, parts, strict=True):
            one.grad = part.view_as(one)

    def agreed(self, decision: bool) -> bool:
        """What the leader decides."""
        import torch

        return bool(self.summed(torch.tensor(float(self.leader and decision), device=self.device)))

    def wait(self) -> None:
        """Wait until every process is here."""
        self.agreed(True)


@cache
def crew() -> Crew:
    """The crew of this process; `accelerate launch` says how many there are, and each has a device of its own."""
    from accelerate import PartialState

    state: Any = PartialState()
    return Crew(state.process_index, state.num_processes, str(state.device))
