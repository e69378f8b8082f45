"""`python -m evals …` is `lectern eval …` without the rest of the product."""

import sys

from evals.command import main

if __name__ == "__main__":
    sys.exit(main())
