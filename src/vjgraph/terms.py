"""RDF terms as N-Triples text, and the scheme of identifiers: every name and value is escaped here."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

from vjgraph.vocabulary import EDTF, KIND, PREFIXES

Triple = tuple[str, str, str]
"""Subject, predicate and object, each in N-Triples syntax."""

_ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}
_ESCAPES |= {code: f"\\u{code:04X}" for code in (*range(32), 127) if code not in _ESCAPES}
_XSD = PREFIXES["xsd"]
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
# RFC 3987, as stores read it: host, port, path, query and fragment, of letters of any script.
_SIGN = r"(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_ADDRESS = re.compile(
    rf"https?://(?:[^\W_]|[.~-]|%[0-9A-Fa-f]{{2}})+(?::[0-9]{{1,5}})?(?:/(?:{_SIGN}|/)*)?(?:\?(?:{_SIGN}|[/?])*)?(?:#(?:{_SIGN}|[/?])*)?"
)
PATHS = {
    "people": "person",
    "organisations": "organisation",
    "offices": "office",
    "agreements": "agreement",
    "topics": "topic",
    "places": "place",
    "occasions": "event",
    "sources": "source",
}
"""The part of an identifier that follows the base, by class."""


@lru_cache(maxsize=1 << 12)
def entity(base: str, group: str, id: str) -> str:
    """The IRI of a thing with an id.

    >>> entity("https://example.org/", "people", "to-lam")
    '<https://example.org/person/to-lam>'
    """
    return f"<{base}{PATHS[group]}/{_segment(id)}>"


def below(iri: str, *parts: str) -> str:
    """The IRI of something that belongs to `iri`: its parts are the last segments of the IRIs given, or texts.

    >>> below("<https://example.org/event/e>", "met", "<https://example.org/person/a>")
    '<https://example.org/event/e/met/a>'
    """
    stem = iri[:-1]
    for part in parts:
        stem += "/" + (part[part.rindex("/") + 1 : -1] if part[:1] == "<" else _segment(part))
    return stem + ">"


def passage(source: str, par: int, quote: str) -> str:
    """The IRI of words that stand in a paragraph of a source."""
    return f"{source[:-1]}/e-{digest(str(par), quote)}>"


def _segment(text: str) -> str:
    return text if _UNRESERVED.fullmatch(text) else quote(text, safe="")


def tenure(base: str, person: str, office: str) -> str:
    """The IRI of a person's time in an office."""
    return f"<{base}tenure/{tail(person)}/{tail(office)}>"


def tail(iri: str) -> str:
    """The last segment of an IRI in angle brackets."""
    return iri[:-1].rpartition("/")[2]


@lru_cache(maxsize=1 << 12)
def kind(scheme: str, name: str) -> str:
    """The IRI of a kind."""
    return f"<{KIND}{scheme}/{name}>"


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that stand for some texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def text(value: str, language: str = "") -> str:
    """A literal, with its language where one is given.

    >>> print(text('say "no"', "en"))
    "say \\"no\\""@en
    """
    # What needs an escape is no sign that is seen, or one of these two.
    if not value.isprintable() or '"' in value or "\\" in value:
        value = value.translate(_ESCAPES)
    return f'"{value}"@{language}' if language else f'"{value}"'


def day(value: date) -> str:
    """A day as `xsd:date`."""
    return f'"{value.isoformat()}"^^<{_XSD}date>'


def edtf(value: str) -> str:
    """A date as its source tells it."""
    return f"{text(value)}^^<{EDTF}>"


def integer(value: int) -> str:
    """A whole number in canonical form."""
    return f'"{value}"^^<{_XSD}integer>'


def decimal(value: Decimal) -> str:
    """A number in the canonical form of `xsd:decimal`: no exponent, no idle zeros.

    >>> decimal(Decimal("1.50")) == decimal(Decimal("1.5"))
    True
    """
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    plain = "0" if plain == "-0" else plain
    return f'"{plain}"^^<{_XSD}decimal>'


def boolean(value: bool) -> str:
    """A truth value."""
    return f'"{str(value).lower()}"^^<{_XSD}boolean>'


def address(url: str) -> str | None:
    """A web address as an IRI; `None` when it is not an http(s) address."""
    return f"<{url}>" if _ADDRESS.fullmatch(url) else None


def value(term: str) -> str:
    """The text of a literal or IRI, unescaped."""
    if term.startswith("<"):
        return term[1:-1]
    body = term[1 : term.rindex('"')]
    if "\\" not in body:
        return body
    plain = {"\\": "\\", '"': '"', "n": "\n", "r": "\r", "t": "\t"}
    out, index = [], 0
    while index < len(body):
        if body[index] != "\\":
            out.append(body[index])
            index += 1
        elif body[index + 1] == "u":
            out.append(chr(int(body[index + 2 : index + 6], 16)))
            index += 6
        else:
            out.append(plain[body[index + 1]])
            index += 2
    return "".join(out)
