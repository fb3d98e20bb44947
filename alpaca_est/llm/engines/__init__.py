"""Translation engines: each turns a batch of texts into their translations."""
