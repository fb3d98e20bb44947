"""English phrasings of translation tasks; no article stands before a language, so that every name fits."""

from alpaca_est.generators.translation.phrasings import Phrasing

PHRASINGS = (
    # with input
    Phrasing("Translate this into {target}.", weight=3),
    Phrasing("Translate from {source} into {target}."),
    Phrasing("How do you say this in {target}?", "line"),
    Phrasing("What is this in {target}?", "line"),
    Phrasing("Please put this into {target}."),
    Phrasing("Could you translate this into {target} for me?"),
    Phrasing("Give the {target} translation of this."),
    Phrasing("Write this in {target}."),
    Phrasing("Translate the following sentence into {target}.", "sentence", 3),
    Phrasing("Translate this {source} sentence into {target}.", "sentence"),
    Phrasing("What is the {target} equivalent of this sentence?", "sentence"),
    Phrasing("How would you express this sentence in {target}?", "sentence"),
    Phrasing("Rewrite the sentence in {target}.", "sentence"),
    Phrasing("I have a sentence in {source}. Please translate it into {target}.", "sentence"),
    Phrasing("Find a natural {target} translation for the sentence below.", "sentence"),
    Phrasing("Translate the following text into {target}.", "text", 3),
    Phrasing("Translate this {source} text into {target}, leaving nothing out.", "text"),
    Phrasing("Produce a complete {target} translation of the text.", "text"),
    Phrasing("You are a translator. Render the text in {target}.", "text"),
    Phrasing("Please translate the passage from {source} into {target}.", "text"),
    Phrasing("What would this text be in {target}?", "text"),
    # without input
    Phrasing("Translate from {source} into {target}: {text}", "line", 2),
    Phrasing("Translate from {source} into {target}:\n{text}"),
    Phrasing("{text}\n\nTranslate this from {source} into {target}."),
    Phrasing("How would you translate “{text}” from {source} into {target}?", "line"),
    Phrasing("Translate the {source} sentence “{text}” into {target}.", "sentence", 2),
    Phrasing("How do you say the {source} sentence “{text}” in {target}?", "sentence"),
    Phrasing("What is the {source} sentence “{text}” in {target}?", "sentence"),
    Phrasing("Please translate the following {source} sentence into {target}:\n{text}", "sentence"),
    Phrasing("Give me the {target} equivalent of this {source} sentence: {text}", "sentence"),
    Phrasing("Translate the following {source} text into {target}:\n\n{text}", "text", 2),
    Phrasing("Here is a text in {source}:\n\n{text}\n\nPlease write it in {target}.", "text"),
    Phrasing("I need this {source} passage in {target}:\n\n{text}", "text"),
    Phrasing("Please render this {source} text in {target}:\n\n{text}", "text"),
)
