"""Asking models: cache, ledger, limits, endpoints. The only place with a network, a clock or a key."""
