"""Why people reject records: codes that stand in decisions.jsonl."""

REASONS = (
    "language",  # mistakes of grammar, spelling or style
    "fact",  # the answer is not true
    "unclear",  # the task cannot be understood
    "off_topic",  # the answer does not answer the task
    "incomplete",  # the answer is cut off or leaves something out
    "translation",  # the translation says something else than its source
    "unnatural",  # right, but nobody would put it so
    "format",  # layout, code or formulas are broken
    "harmful",  # dangerous, insulting or private
    "duplicate",  # the same as another record
    "other",  # see the note
)
