"""Asking models: cache, ledger, limits, endpoints."""
