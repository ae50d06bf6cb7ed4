"""The commands, one a file: each has a `configure(parser)` and a `run(args)` that gives the exit code."""
