"""History replayed through the pipeline: reports and sweeps."""
