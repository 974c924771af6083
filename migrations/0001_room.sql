-- The room as the seeds and the kept files make it. Everything here is derived: delete the
-- database and the next start makes it again with the same addresses, texts and editions.
--
-- Instants are RFC 3339 in UTC, days are ISO 8601, checksums are SHA-256 in lower-case hex.
-- Lists and descriptions whose parts are never searched one by one are JSON.

-- Source files as they came, once for each content.
CREATE TABLE source (
    sha256 TEXT NOT NULL PRIMARY KEY,
    size   INTEGER NOT NULL,           -- bytes
    bytes  BLOB NOT NULL
) STRICT;

-- One row per document, in its current edition.
CREATE TABLE document (
    number          INTEGER NOT NULL PRIMARY KEY, -- survives a new reading; block keys build on it
    id              TEXT NOT NULL UNIQUE,         -- the last part of the address
    seed_file       TEXT NOT NULL,                -- path below the seeds folder
    edition         TEXT NOT NULL REFERENCES source (sha256),
    taken_in        TEXT NOT NULL,                -- when this edition came in
    layout          TEXT NOT NULL,
    encoding        TEXT NOT NULL,
    sort_key        TEXT NOT NULL,                -- reading order: see DocumentDate::sort_key
    date_value      TEXT,                         -- EDTF; NULL where the source states none
    date_read_from  TEXT,
    first_day       TEXT,                         -- the first day that the date can mean
    last_day        TEXT,                         -- the last day that the date can mean
    year            INTEGER,                      -- the year that it begins in
    title           TEXT,
    summary         TEXT,
    archive         TEXT,
    reference       TEXT,
    languages       TEXT NOT NULL,                -- JSON list of BCP 47 tags, first text first
    description     TEXT NOT NULL,                -- JSON: the whole description
    text_sha256     TEXT NOT NULL,                -- of description and texts as they were read
    loader_version  TEXT NOT NULL,                -- parser and aligner that read it
    program_version TEXT NOT NULL,
    original_name   TEXT,                         -- before `import` named the file
    absent_since    TEXT                          -- since when no readable file stands for it
) STRICT;

CREATE INDEX document_in_order ON document (sort_key, id);
CREATE INDEX document_by_archive ON document (archive, sort_key, id);
CREATE INDEX document_by_edition ON document (edition);
-- Captures of one record find each other by these.
CREATE INDEX document_by_record ON document (date_value, title, reference);

-- Every state that a document's source was in, the first with ordinal 1.
CREATE TABLE edition (
    document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    sha256   TEXT NOT NULL REFERENCES source (sha256),
    taken_in TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- The texts of the current edition, one per language.
CREATE TABLE text (
    document         INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    ordinal          INTEGER NOT NULL,            -- from 1, English first where there is one
    language         TEXT NOT NULL,               -- BCP 47
    translator       TEXT,
    project          TEXT,
    source_language  TEXT,
    credit_inferred  INTEGER NOT NULL,
    line_breaks_lost INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX text_by_language ON text (language, document);

-- The blocks of all texts of the current edition. The key is the document's number << 20 plus the
-- block's place among all blocks of the document, from 1, so a document is one range of keys.
CREATE TABLE block (
    key      INTEGER NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    n        INTEGER NOT NULL,                    -- within the text, from 1
    kind     TEXT NOT NULL,
    text     TEXT NOT NULL,
    marks    TEXT                                 -- JSON; NULL where there are none
) STRICT;

-- Which blocks of the first text stand beside which of another. Ranges of block numbers, the end
-- excluded.
CREATE TABLE alignment (
    document   INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    language   TEXT NOT NULL,                     -- of the other text
    ordinal    INTEGER NOT NULL,
    first_from INTEGER NOT NULL,
    first_to   INTEGER NOT NULL,
    other_from INTEGER NOT NULL,
    other_to   INTEGER NOT NULL,
    PRIMARY KEY (document, language, ordinal)
) STRICT, WITHOUT ROWID;

-- Editorial notes, numbered through the document.
CREATE TABLE note (
    document  INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    n         INTEGER NOT NULL,
    language  TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    text      TEXT NOT NULL,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

-- What was odd in the source of the current edition; worded when shown.
CREATE TABLE finding (
    document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    finding  TEXT NOT NULL,                       -- JSON: code, line, args
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- Every entry of the seeds folder at the last reading: the ingest report.
CREATE TABLE file (
    path           TEXT NOT NULL PRIMARY KEY,     -- below the seeds folder
    size           INTEGER NOT NULL,
    modified       INTEGER NOT NULL,              -- nanoseconds since 1970
    sha256         TEXT,                          -- NULL where it was not read
    loader_version TEXT NOT NULL,
    outcome        TEXT NOT NULL,                 -- accepted, refused, ignored
    id             TEXT,                          -- of the document that it is
    same_as        TEXT,                          -- the file with the same bytes that stands for it
    reason         TEXT                           -- JSON: code, line, args
) STRICT, WITHOUT ROWID;

CREATE INDEX file_by_id ON file (id);

-- What happened to documents, never changed and never deleted; a copy of kept/events.jsonl.
CREATE TABLE event (
    seq     INTEGER NOT NULL PRIMARY KEY,
    line    TEXT NOT NULL UNIQUE,                 -- the line of the file, JSON
    written INTEGER NOT NULL                      -- whether it stands in the file yet
) STRICT;

CREATE INDEX event_unwritten ON event (seq) WHERE written = 0;
CREATE INDEX event_imported ON event (seq) WHERE line ->> 'event' = 'imported';

-- Addresses that lead elsewhere for good.
CREATE TABLE moved (
    old_id TEXT NOT NULL PRIMARY KEY,
    new_id TEXT NOT NULL,
    why    TEXT NOT NULL,                         -- stated (redirects.toml), renamed, same-bytes
    holder TEXT                                   -- of same-bytes: the file whose address it is
) STRICT, WITHOUT ROWID;

-- Documents withdrawn by redirects.toml: what their tombstones say.
CREATE TABLE gone (
    id        TEXT NOT NULL PRIMARY KEY,
    tombstone TEXT NOT NULL                       -- JSON
) STRICT, WITHOUT ROWID;

-- Single values by name: the collection's own words, how far the event file was read.
CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
