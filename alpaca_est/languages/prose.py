"""The running text of a field: what is left without code, addresses and markup."""

import re

from alpaca_est.text import prose

MARKUP = re.compile(r"`[^`\n]+`|https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.[\w.]+|</?[A-Za-z!][^<>\n]*>")
MARKED = re.compile(r"[`@<]|://|www\.")
CODE_HINT = re.compile(r"[={}<>;]|\w\(|[A-Z]{4}|:\n|^[ \t]*(?:import|from|//)", re.MULTILINE)
CODE_LINE = re.compile(
    r"""^[ \t]*(?:
        (?:def|class|if|elif|for|while|with|switch|catch)\b.*[:{)]  # opens a block
      | (?:else|try|finally|do)[ \t]*[:{]
      | (?:import|from|using|package|require)[ \t]+[\w.{}*"'<>]+(?:[ \t]*;|[ \t]+import\b.*|[ \t]+as\b.*)?$
      | (?:return|print|yield|raise|throw|echo|const|let|var|public|private|static|function)\b.*[=({;\[].*
      | (?:return|yield)[ \t]+\S+(?:[ \t]+[-+*/%<>=&|]+[ \t]+\S+)*
      | [^.!?\n]*\{
      | (?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WHERE|FROM|(?:LEFT|INNER|RIGHT)?[ \t]*JOIN|GROUP|ORDER)\b.*
      | (?://|/\*|\#include|\#!|@\w|</?\w|<!).*
      | [\w.\[\]"']+(?:,[ \t]*[\w.\[\]]+)*[ \t]*[-+*/]?=(?!=)[ \t]*\S.*  # assigns
      | (?:await[ \t]+)?[A-Za-z_][\w.]*\(.*\)[ \t;:{]*  # calls
      | [\w-]+:[ \t]*[^;\n]+;  # CSS
      | (?=.*[={}()\[\]].).*[;{}]  # ends like a statement
      | [ \t{}()\[\];,]+
    )[ \t]*$""",
    re.MULTILINE | re.VERBOSE,
)


def running_text(text: str) -> str:
    """A text without code, fenced or not, and without addresses and tags."""
    if "```" in text:
        text = prose(text)
    if CODE_HINT.search(text):
        text = CODE_LINE.sub("", text)
    return MARKUP.sub(" ", text) if MARKED.search(text) else text
