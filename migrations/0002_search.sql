-- The full-text index and what stands around it. All of it is derived from documents and authority
-- files; the setting `index` says by which version of the program and from which authority files
-- it was made, and it is made anew when that changes.

-- What is found, counted and ranked: one row for each document, its number the row's. Columns hold
-- the program's own tokens joined by blanks, so `ascii` only cuts at the blanks: it takes every
-- character beyond ASCII for a part of a token. The token ¶ stands between paragraphs.
CREATE VIRTUAL TABLE ft_doc USING fts5 (
    title, summary, en, ko, xx, alt, alt_en, alt_ko, alt_xx,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
INSERT INTO ft_doc (ft_doc, rank) VALUES ('rank', 'bm25(8.0, 3.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5)');

-- Which paragraphs: one row for each block, its key the row's.
CREATE VIRTUAL TABLE ft_para USING fts5 (
    main, alt,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- What results are narrowed and ordered by, apart from the wide rows of `document`.
CREATE TABLE facet (
    document      INTEGER NOT NULL PRIMARY KEY REFERENCES document (number) ON DELETE CASCADE,
    year          INTEGER,
    first_day     TEXT,
    last_day      TEXT,
    sort_key      TEXT NOT NULL,
    archive       TEXT,
    document_type TEXT,
    languages     TEXT NOT NULL               -- JSON list, as in `document`
) STRICT;

INSERT INTO facet (document, year, first_day, last_day, sort_key, archive, document_type, languages)
SELECT number, year, first_day, last_day, sort_key, archive, description ->> 'document_type',
       languages
FROM document;

-- Words as they are printed, for suggestions; `frequency` is the number of documents with each.
CREATE TABLE vocabulary (
    word      TEXT NOT NULL PRIMARY KEY,
    frequency INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Names as they are printed, by what spellings of one name have in common.
CREATE TABLE name_form (
    key       TEXT NOT NULL,
    form      TEXT NOT NULL,
    frequency INTEGER NOT NULL,               -- documents with it
    PRIMARY KEY (key, form)
) STRICT, WITHOUT ROWID;

-- The entries of the authority files that stand in documents.
CREATE TABLE entity (
    number INTEGER NOT NULL PRIMARY KEY,
    kind   TEXT NOT NULL,                     -- person, place, term
    id     TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;

-- Their spellings as they are printed.
CREATE TABLE spelling (
    number INTEGER NOT NULL PRIMARY KEY,
    entity INTEGER NOT NULL REFERENCES entity (number) ON DELETE CASCADE,
    form   TEXT NOT NULL,
    UNIQUE (entity, form)
) STRICT;

-- Where each spelling stands. A block's key, or the document's number << 20 for title and summary.
CREATE TABLE mention (
    spelling INTEGER NOT NULL REFERENCES spelling (number) ON DELETE CASCADE,
    block    INTEGER NOT NULL,
    PRIMARY KEY (spelling, block)
) STRICT, WITHOUT ROWID;

CREATE INDEX mention_by_block ON mention (block, spelling);

-- Which documents each entry stands in.
CREATE TABLE appearance (
    entity   INTEGER NOT NULL REFERENCES entity (number) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    PRIMARY KEY (entity, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX appearance_by_document ON appearance (document, entity);
