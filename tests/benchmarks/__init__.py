"""Measurements beside a peer in the same run, each a command: `python -m tests.benchmarks.pages`."""
