"""An interpreter that starts and ends."""

from __future__ import annotations

import subprocess
import sys
from typing import Any


def start(clock: Any) -> None:
    """The least that any command written in Python takes."""
    with clock:
        subprocess.run([sys.executable, "-c", "pass"], check=True)
