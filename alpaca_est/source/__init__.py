"""Where records come from: seed files, Alpaca files, tables, bitexts, Hub datasets, earlier runs."""

from alpaca_est.source.pool import Pool, SamplePool
from alpaca_est.source.reading import Unreadable, files_of, records
from alpaca_est.source.settings import Bitext, Columns, Hub, Source

__all__ = ["Bitext", "Columns", "Hub", "Pool", "SamplePool", "Source", "Unreadable", "files_of", "records"]
