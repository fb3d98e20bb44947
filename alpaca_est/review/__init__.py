"""The annotators' page: flagged records are read, accepted, edited or rejected by people."""
