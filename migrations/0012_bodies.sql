-- The texts of a document's blocks, packed together in one row. What stands in them stands in the
-- document's source too, so they are packed beside it: little is left but where each block begins.
-- It needs the source of the current edition to be read; `src/store/body.rs` says how.
--
-- Where a document has such a row, `block.text` of its blocks is empty. Documents of before, which
-- have none, and large ones keep their texts with their blocks and are read alike. No row changes
-- here: a document that is read anew gets its own. From here on `source.bytes` may also be a frame
-- of Zstandard, by its first bytes.
CREATE TABLE body (
    document INTEGER NOT NULL PRIMARY KEY REFERENCES document (number) ON DELETE CASCADE,
    size     INTEGER NOT NULL,           -- bytes before they were packed
    packed   BLOB NOT NULL
) STRICT;
