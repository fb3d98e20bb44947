"""Where records come from: seed files, Alpaca files, tables, Hub datasets, earlier runs."""

from alpaca_est.source.pool import Pool, SamplePool
from alpaca_est.source.reading import Unreadable, files_of, records
from alpaca_est.source.settings import Columns, Hub, Source

__all__ = ["Columns", "Hub", "Pool", "SamplePool", "Source", "Unreadable", "files_of", "records"]
