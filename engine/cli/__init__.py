"""The tool box: `python -m engine VERB`."""
