"""What can go wrong, as one small tree of exceptions and one record for a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found wrong or doubtful in a file: where it is, what it is and what to do.

    >>> str(Finding("sources/a.yaml", 3, 5, "error", "unknown-key", "unknown key 'kidn'", "did you mean 'kind'?"))
    "sources/a.yaml:3:5: error: unknown key 'kidn' [unknown-key]\\n    did you mean 'kind'?"
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        first = f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.code}]"
        return first + "".join(f"\n    {line}" for line in self.hint.splitlines())


class VjgraphError(Exception):
    """Anything vjgraph refuses; its text says what to do, `exit_code` is the command's."""

    exit_code = 1


class FindingsError(VjgraphError):
    """The sources or authorities hold errors; `findings` lists all of them, `unknown` names that no authority knows by class."""

    def __init__(self, findings: Sequence[Finding], *, unknown: Sequence[tuple[str, str]] = ()) -> None:
        self.findings = tuple(findings)
        self.unknown = tuple(unknown)
        super().__init__("\n".join(map(str, self.findings)))


class UsageError(VjgraphError):
    """A question, name, argument or format that cannot be taken as it was given."""

    exit_code = 2


class DateError(VjgraphError):
    """A text that is no EDTF date, or no date that exists; `message` says what is wrong, `hint` what to write."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(f"{message}: {hint}")


class StoreError(VjgraphError):
    """A store that is missing, damaged, or busy with another build."""
