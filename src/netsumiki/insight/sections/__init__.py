"""The sections of a report, each a function from the facts of the run to markup."""
