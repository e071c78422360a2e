"""`kg doctor`: whether all is there and works, and what could be added."""

from __future__ import annotations

import argparse
from typing import Any

from kg.cli.arguments import add_command


def add(commands: Any) -> None:
    """`kg doctor` takes no arguments."""
    add_command(commands, "doctor", "tell versions, what is missing, and whether limits hold", run)


def run(options: argparse.Namespace) -> int:
    """Prints what is well, what is wrong and how it is mended; 1 where something is wrong."""
    from kg.doctor import examine

    findings = examine()
    for finding in findings:
        print(f"{finding.verdict:8} {finding.what}: {finding.told}")
    faults = sum(finding.verdict == "fault" for finding in findings)
    print(f"\n{faults} to mend." if faults else "\nAll is well.")
    return int(bool(faults))
