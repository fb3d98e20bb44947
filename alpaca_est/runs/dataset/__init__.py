"""The dataset that leaves a run: shards and their views, card, index, checks, and how it is loaded."""
