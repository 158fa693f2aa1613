"""Reading a text with spaCy: the language model, and our components that find mentions, dates and coreference."""
