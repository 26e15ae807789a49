"""How fast the bot is, each figure a ratio within one run: `python -m tests.benchmarks`."""
