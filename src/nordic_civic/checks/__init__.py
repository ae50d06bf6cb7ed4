"""What the parser verifies about its own work."""

from .run import CHECKS, run_checks

__all__ = ["CHECKS", "run_checks"]
