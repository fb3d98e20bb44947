"""The union of all steps, and the curator's own that join it."""

import hashlib
import importlib.util
import inspect
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic.errors import PydanticUserError

from alpaca_est.augmenters.code_switch import CodeSwitch
from alpaca_est.augmenters.cross_lingual_cot import CrossLingualCot
from alpaca_est.augmenters.interlinear import Interlinear
from alpaca_est.errors import PipelineError
from alpaca_est.filters.answer_options import AnswerOptions
from alpaca_est.filters.arithmetic import Arithmetic
from alpaca_est.filters.bitext import BitextFilter
from alpaca_est.filters.code import Code
from alpaca_est.filters.contamination import Contamination
from alpaca_est.filters.context_use import ContextUse
from alpaca_est.filters.control_characters import ControlCharacters
from alpaca_est.filters.cut_off import CutOff
from alpaca_est.filters.diacritics import Diacritics
from alpaca_est.filters.distinct import Distinct
from alpaca_est.filters.empty_answer import EmptyAnswer
from alpaca_est.filters.english_leftovers import EnglishLeftovers
from alpaca_est.filters.injection import Injection
from alpaca_est.filters.instruction_shape import InstructionShape
from alpaca_est.filters.language import LanguageFilter
from alpaca_est.filters.length import Length
from alpaca_est.filters.localise import Localise
from alpaca_est.filters.loops import Loops
from alpaca_est.filters.mask_private import MaskPrivate
from alpaca_est.filters.mend_encoding import MendEncoding
from alpaca_est.filters.mend_no_input import MendNoInput
from alpaca_est.filters.merged_tasks import MergedTasks
from alpaca_est.filters.mixed_register import MixedRegister
from alpaca_est.filters.mojibake import Mojibake
from alpaca_est.filters.near_duplicate import NearDuplicate
from alpaca_est.filters.no_input_leak import NoInputLeak
from alpaca_est.filters.normalise_typography import NormaliseTypography
from alpaca_est.filters.private import Private
from alpaca_est.filters.quota import Quota
from alpaca_est.filters.repeated_instruction import RepeatedInstruction
from alpaca_est.filters.scored import Scored
from alpaca_est.filters.translation import (
    TranslationConsistent,
    TranslationCopied,
    TranslationLength,
    TranslationNumbers,
)
from alpaca_est.filters.translation_answered import TranslationAnswered
from alpaca_est.filters.translation_protected import TranslationProtected
from alpaca_est.filters.translation_register import TranslationRegister
from alpaca_est.filters.translation_whole import TranslationWhole
from alpaca_est.filters.typography import Typography
from alpaca_est.filters.unknown_words import UnknownWords
from alpaca_est.filters.unreachable import Unreachable
from alpaca_est.filters.untranslatable import Untranslatable
from alpaca_est.filters.verify_constraints import VerifyConstraints
from alpaca_est.filters.wording import Wording
from alpaca_est.generators.constrained import Constrained
from alpaca_est.generators.figures import Figures
from alpaca_est.generators.fragments import Fragments
from alpaca_est.generators.morphology.generator import Morphology
from alpaca_est.generators.native_task import NativeTask
from alpaca_est.generators.programs import Programs
from alpaca_est.generators.respond import Respond
from alpaca_est.generators.rules import Rules
from alpaca_est.generators.self_instruct import SelfInstruct
from alpaca_est.generators.spelling.step import Spelling
from alpaca_est.generators.sql import Sql
from alpaca_est.generators.tables import Tables
from alpaca_est.generators.translation.tasks import TranslationTasks
from alpaca_est.generators.verbalizer import Verbalizer
from alpaca_est.step import Step
from alpaca_est.translators.grammar_context import GrammarContext
from alpaca_est.translators.round_trip import RoundTrip
from alpaca_est.translators.translate import Translate

STEPS: tuple[type[Step], ...] = (
    SelfInstruct,
    NativeTask,
    Fragments,
    Rules,
    Programs,
    Spelling,
    Morphology,
    TranslationTasks,
    Verbalizer,
    Figures,
    Tables,
    Sql,
    Translate,
    GrammarContext,
    RoundTrip,
    CodeSwitch,
    CrossLingualCot,
    Interlinear,
    Constrained,
    Respond,
    VerifyConstraints,
    MendEncoding,
    MendNoInput,
    NormaliseTypography,
    MaskPrivate,
    TranslationLength,
    TranslationCopied,
    TranslationConsistent,
    TranslationNumbers,
    TranslationWhole,
    TranslationProtected,
    TranslationAnswered,
    TranslationRegister,
    Localise,
    Scored,
    BitextFilter,
    Length,
    EmptyAnswer,
    LanguageFilter,
    UnknownWords,
    Diacritics,
    EnglishLeftovers,
    Mojibake,
    ControlCharacters,
    NoInputLeak,
    MergedTasks,
    InstructionShape,
    Wording,
    Unreachable,
    Untranslatable,
    RepeatedInstruction,
    Loops,
    CutOff,
    AnswerOptions,
    Code,
    Arithmetic,
    Contamination,
    Private,
    Injection,
    MixedRegister,
    Typography,
    ContextUse,
    NearDuplicate,
    Distinct,
    Quota,
)


def step_name(kind: type[Step]) -> str:
    """The YAML name of a kind of step."""
    return str(kind.model_fields["step"].default)


def settings_of(kind: type[Step]) -> list[str]:
    """The YAML keys of a kind of step."""
    return list(kind.model_fields)


def plugin_steps(path: Path, shown: str) -> tuple[type[Step], ...]:
    """The steps that a curator's file defines; it is Python, and it runs when the pipeline loads."""
    name = f"alpaca_est_plugin_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}"
    specification = importlib.util.spec_from_file_location(name, path)
    if specification is None or specification.loader is None:
        raise PipelineError(f"{shown}: not a Python file, wanted one that defines steps")
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    try:
        specification.loader.exec_module(module)
    except SyntaxError as error:
        raise PipelineError(f"{shown}:{error.lineno}: not Python: {error.msg}") from None
    except (ImportError, PydanticUserError) as error:
        raise PipelineError(f"{shown}: {str(error).splitlines()[0]}") from error
    found = tuple(kind for kind in vars(module).values() if _is_own_step(kind, name))
    if not found:
        raise PipelineError(f"{shown}: no step in this plugin, wanted a class made from Filter, BatchStep, …")
    if unnamed := [kind for kind in found if not isinstance(kind.model_fields["step"].default, str)]:
        raise PipelineError(f'{shown}: {unnamed[0].__name__} has no name, wanted step: Literal["…"] = "…"')
    return found


def _is_own_step(kind: object, module: str) -> bool:
    return (
        isinstance(kind, type) and issubclass(kind, Step) and kind.__module__ == module and not inspect.isabstract(kind)
    )


def all_steps(plugins: Sequence[type[Step]]) -> dict[str, type[Step]]:
    """Every kind of step by its YAML name; two of one name are refused."""
    known: dict[str, type[Step]] = {}
    for kind in (*STEPS, *plugins):
        if step_name(kind) in known:
            raise PipelineError(f"plugins: step {step_name(kind)} of {kind.__name__} exists already, wanted a new name")
        known[step_name(kind)] = kind
    return known
