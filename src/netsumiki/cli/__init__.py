"""The command line: `netsumiki train digit-reader`. Its commands are thin and walk the same way as the Python API."""

from netsumiki.cli.app import main

__all__ = ["main"]
