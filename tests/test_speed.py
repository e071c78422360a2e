"""What reading costs: a share of the bare pipeline's time, so that the machine does not matter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent


def test_extraction_costs_a_quarter_of_the_bare_pipeline_at_most() -> None:
    command = [sys.executable, "benchmarks/speed.py", "articles", "--rounds", "3"]
    told = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    shares = dict(re.findall(r"(\w+): +(\d+)% on top", told.stdout))
    assert shares.keys() == {"annotation", "extraction", "together"}
    assert int(shares["extraction"]) <= 25
