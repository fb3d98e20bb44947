"""Figures that documents name, each with its target: `python -m benchmarks.NAME`."""
