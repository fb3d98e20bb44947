"""Questions over small databases whose answers are executed queries."""

from alpaca_est.generators.sql.generator import Sql

__all__ = ["Sql"]
