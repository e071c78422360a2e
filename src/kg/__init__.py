"""A knowledge graph of politics from news articles, with a sentence behind every fact."""

__version__ = "0.1.0"
