-- Long lists of the full-text index, abridged: of a word that stands in many rows, which rows these
-- are and what its places in each are worth, without the places. A search for a common word reads
-- some ten thousand bytes here, one behind the other, in place of some hundreds of pages there.
--
-- A list is of one segment of the index, which never changes; where the segment is no more, the list
-- is of no use and goes. All of this can be made anew from the index, and what is missing or damaged
-- is read there.
CREATE TABLE abridged (
    number   INTEGER NOT NULL PRIMARY KEY,
    of_table INTEGER NOT NULL,           -- 0 for ft_doc, 1 for ft_para
    segment  TEXT NOT NULL,              -- what tells the segment from all others of the table
    page     INTEGER NOT NULL,           -- the segment's page on which the list begins
    word     TEXT NOT NULL,
    size     INTEGER NOT NULL,           -- bytes before they were packed
    list     BLOB NOT NULL               -- a frame of Zstandard with its checksum
) STRICT;

CREATE UNIQUE INDEX abridged_word ON abridged (of_table, segment, word, page);
