-- How documents stand to each other: in their archives, in time, in their series; and what editors
-- state of them. All of it is derived from descriptions, texts and statement files, and is made
-- anew when the rules change (the setting `arrangement_version`).

-- Dates with a role, for lists: JSON, as in the description.
ALTER TABLE document ADD COLUMN dates TEXT NOT NULL DEFAULT '[]';
-- Archive, fond, opis, papka and delo as printed, each followed by U+001F; empty where the source
-- does not state the level. NULL where it states no archive.
ALTER TABLE document ADD COLUMN shelf TEXT;
-- The order within a file: first and last leaf, then the date; no leaves come last.
ALTER TABLE document ADD COLUMN shelf_order TEXT NOT NULL DEFAULT '';
-- The leaves that place the document: as cited by the source, or as stated by the editors.
ALTER TABLE document ADD COLUMN leaves TEXT;
-- What the entries of one journal share: authors, and the title without its date.
ALTER TABLE document ADD COLUMN series TEXT;

CREATE INDEX document_on_shelf ON document (shelf, shelf_order, id);
CREATE INDEX document_in_series ON document (series, sort_key, id) WHERE series IS NOT NULL;

-- Times of more than one day that documents describe or cover.
CREATE TABLE span (
    document  INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    ordinal   INTEGER NOT NULL,
    role      TEXT NOT NULL,                      -- described, period
    value     TEXT NOT NULL,                      -- EDTF
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    days      INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX span_by_length ON span (days, document);

-- Days that stand in a document's texts.
CREATE TABLE day_named (
    day      TEXT NOT NULL,                       -- ISO 8601
    document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    PRIMARY KEY (day, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX day_named_by_document ON day_named (document, day);

-- What editors state of a document in its statement file, beside what its source says.
CREATE TABLE statement (
    id        TEXT NOT NULL,                      -- the document's
    ordinal   INTEGER NOT NULL,                   -- in the order of the file
    statement TEXT NOT NULL,                      -- JSON: field, value, by, on, because
    PRIMARY KEY (id, ordinal)
) STRICT, WITHOUT ROWID;

-- What was odd in a file with its own use, such as a statement file: JSON, NULL where nothing was.
ALTER TABLE file ADD COLUMN findings TEXT;
