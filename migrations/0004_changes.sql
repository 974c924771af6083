-- When the record of each document last changed, as harvesters and feeds ask for it. All of it
-- follows from the events alone, so it is the same after the database was made anew; the setting
-- `changes_version` says by which rules, and it is made anew when they change.

CREATE TABLE record (
    id      TEXT NOT NULL PRIMARY KEY,            -- every identifier that ever was a document's
    changed TEXT NOT NULL,                        -- the instant of the last event that counts
    deleted INTEGER NOT NULL                      -- 1 where it was withdrawn or leads elsewhere
) STRICT, WITHOUT ROWID;

CREATE INDEX record_by_change ON record (changed, id);

-- The same beside each document, for lists.
ALTER TABLE document ADD COLUMN changed TEXT NOT NULL DEFAULT '';
CREATE INDEX document_by_change ON document (changed, number);

-- Events whose last one for a document says what must not be said twice.
CREATE INDEX event_of_state ON event (seq)
    WHERE line ->> 'event' IN ('stated', 'withdrawn', 'restored');
