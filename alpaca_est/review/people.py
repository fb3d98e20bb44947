"""Who may decide: the team as a YAML file says it, or one curator where there is none."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from alpaca_est.decision import SENIOR, Role
from alpaca_est.errors import PipelineError


class Person(BaseModel):
    """Somebody who decides; the name stands in decisions.jsonl, so a pseudonym is better than a full name."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(pattern=r"^[\w.-]{1,40}$")
    """Letters, digits, dots and hyphens, at most 40."""
    role: Role = "annotator"
    """annotator decides, adjudicator settles what annotators disagree on, curator sees everything."""

    @property
    def senior(self) -> bool:
        """Whether this person's decision settles a disagreement."""
        return self.role in SENIOR


class Team(BaseModel):
    """Everybody who works on a run, and how their work overlaps."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    people: tuple[Person, ...] = Field(min_length=1)
    """At least one; each name once."""
    overlap: float = Field(default=0.1, ge=0, le=1)
    """Share of the records that several annotators read, blind, so that their agreement is known."""
    opinions: int = Field(default=2, ge=2, le=10)
    """How many annotators read a record of that share."""
    guidelines: str = ""
    """Text file, from this file's folder, that is shown beside each record; the package's own unless set."""
    gold: str = ""
    """File of decisions (as decisions.jsonl) known to be right: everybody gets these records, nobody is told."""
    lease_minutes: float = Field(default=30, gt=0)
    """How long records wait for the annotator who took them."""

    @model_validator(mode="after")
    def _names_once(self) -> "Team":
        names = [person.name for person in self.people]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"people: {', '.join(twice)} stands twice, wanted each name once")
        return self

    @property
    def annotators(self) -> int:
        """How many annotators there are."""
        return sum(person.role == "annotator" for person in self.people)

    def person(self, name: str) -> Person | None:
        """The person of a name."""
        return next((person for person in self.people if person.name == name), None)


def alone(name: str) -> Team:
    """One person who may do everything; `PipelineError` where the name cannot be one."""
    try:
        return Team(people=(Person(name=name, role="curator"),), overlap=0)
    except ValidationError:
        raise PipelineError(f"--name {name!r}: wanted 1 to 40 letters, digits, dots or hyphens") from None


def read(path: Path) -> Team:
    """The team of a YAML file; every problem is a line of one `PipelineError`."""
    if not path.is_file():
        raise PipelineError(f"{path}: no such file, wanted a list of people under `people:`")
    try:
        found: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PipelineError(f"{path}: {' '.join(str(error).split())}") from None
    try:
        team = Team.model_validate(found)
        beside = {name: str(path.parent / value) for name in ("guidelines", "gold") if (value := getattr(team, name))}
        return team.model_copy(update=beside)
    except ValidationError as error:
        places = ((".".join(map(str, one["loc"])), one["msg"]) for one in error.errors())
        raise PipelineError([f"{path}: {place + ': ' if place else ''}{text}" for place, text in places]) from None
