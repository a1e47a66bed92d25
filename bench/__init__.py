"""Figures of what the product costs: `python -m bench [--quick] [names…]`, or `make bench`.

Everything runs here and now, on 127.0.0.1, in a folder that is removed at the end.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))  # the tests' PostgreSQL and their envelopes
