"""A Virtuoso of its own on this machine, with one file loaded, for as long as it is asked."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/log
LockFile = {folder}/lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}, {data}
NumberOfBuffers = 170000
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
DefaultGraph = {graph}
"""


@contextmanager
def serving(triples: str, place: str) -> Iterator[str]:
    """Start it in a new folder, load N-Triples, give its address, and stop it."""
    folder, graph = Path(place), "https://example.org/news"
    folder.mkdir(parents=True)
    sql, web = _free_port(), _free_port()
    settings = SETTINGS.format(folder=folder, data=Path(triples).parent, sql=sql, web=web, graph=graph)
    (folder / "virtuoso.ini").write_text(settings)
    command = ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def say(statement: str) -> bool:
        told = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", "VERBOSE=OFF", f"exec={statement}"]
        return subprocess.run(told, capture_output=True, check=False).returncode == 0

    try:
        for _ in range(240):
            if say("status();"):
                break
            time.sleep(0.25)
        say(f"log_enable(2,1); DB.DBA.TTLP(file_open('{triples}'), '', '{graph}', 0); checkpoint;")
        yield f"http://127.0.0.1:{web}/sparql"
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
