"""Tasks over small tables whose answers are computed."""

from alpaca_est.generators.tables.generator import Tables

__all__ = ["Tables"]
