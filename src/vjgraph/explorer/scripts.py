"""The page's scripts and styles as they are written into it: modules in one script, each in a scope of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from vjgraph.errors import StoreError

FOLDER = Path(__file__).parent / "web"
_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class)\s+(\w+))", re.MULTILINE)


@lru_cache(maxsize=1)
def join_scripts(first: str = "main") -> str:
    """The modules that `first` needs, it last, as one script.

    Each is a function that is called once; what it exports is kept under its name. Raises `StoreError` where modules import
    each other in a circle, or import what is not exported.
    """
    exports: dict[str, set[str]] = {}
    written: list[str] = []

    def add(name: str, within: tuple[str, ...] = ()) -> None:
        if name in within:
            raise StoreError(f"the page's scripts import each other in a circle: {' → '.join((*within, name))}")
        if name in exports:
            return
        text = read_part(f"{name}.js")
        for wanted, module in _IMPORT.findall(text):
            add(module, (*within, name))
            missing = {part.split(" as ")[0].strip() for part in wanted.split(",") if part.strip()} - exports[module]
            if missing:
                raise StoreError(f"{name}.js imports {', '.join(sorted(missing))}, which {module}.js does not export")
        exports[name] = set(_EXPORT.findall(text))
        body = _EXPORT.sub("", _IMPORT.sub(_bind, text))
        written.append(f'modules["{name}"] = (() => {{\n{body}return {{ {", ".join(sorted(exports[name]))} }};\n}})();\n')

    add(first)
    return '"use strict";\n(() => {\nconst modules = {};\n' + "".join(written) + "})();\n"


def _bind(found: re.Match[str]) -> str:
    return f'const {{{found[1].replace(" as ", ": ")}}} = modules["{found[2]}"];\n'


@lru_cache(maxsize=1)
def join_styles() -> str:
    """The style sheets in the order of their names."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.css")))


def read_part(name: str) -> str:
    """A file of the page."""
    return (FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def vis_network() -> str:
    """The vis-network library as the installed pyvis brings it, with its licence header and without the address of its map."""
    spec = find_spec("pyvis")
    path = Path(spec.origin).parent / "lib" / "vis-9.1.2" / "vis-network.min.js" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise StoreError("the page cannot be drawn: pyvis 0.3.2 is not installed whole (its vis-network is missing)")
    text = re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", path.read_text(encoding="utf-8"))
    if "</script" in text.lower() or "<!--" in text:
        raise StoreError(f"{path}: this vis-network cannot stand inside a page")
    return text
