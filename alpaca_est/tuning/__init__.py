"""The LoRA check: can a dataset be trained on, does it teach anything, and which rows and sources hurt."""
