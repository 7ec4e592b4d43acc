"""`python -m netsumiki` is the command line too."""

import sys

from netsumiki.cli import main

sys.exit(main())
