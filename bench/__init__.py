"""The benchmarks: the table of budgets, with what was measured beside each. `python -m bench`; see README.md."""
