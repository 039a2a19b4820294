"""The tables of a ledger, in SQL, and what a filled one is searched by."""

TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID;
CREATE TABLE source (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, file TEXT, line INTEGER, hash TEXT, answers TEXT, derived_from TEXT,
    outline BLOB, asked BLOB, own BLOB, findings BLOB);
CREATE TABLE share (unit TEXT, source INTEGER, body BLOB, PRIMARY KEY (unit, source)) WITHOUT ROWID;
CREATE TABLE link (unit TEXT, target TEXT, source INTEGER);
CREATE TABLE conclusion (unit TEXT PRIMARY KEY, body BLOB, findings BLOB) WITHOUT ROWID;
CREATE TABLE couple (person TEXT, event TEXT, PRIMARY KEY (person, event)) WITHOUT ROWID;
CREATE TABLE used (what TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX IF NOT EXISTS source_file ON source (file, line, id, hash);
CREATE INDEX IF NOT EXISTS source_copy ON source (derived_from, id) WHERE derived_from != '';
CREATE INDEX IF NOT EXISTS share_source ON share (source);
CREATE INDEX IF NOT EXISTS link_unit ON link (unit);
CREATE INDEX IF NOT EXISTS link_target ON link (target);
CREATE INDEX IF NOT EXISTS link_source ON link (source);
CREATE INDEX IF NOT EXISTS found ON conclusion (unit) WHERE findings IS NOT NULL;
"""
