-- What a start and a change ask of the seeds folder's last reading, each by an index, so that one
-- changed file costs the same in a small room and in a large one.

-- When the file's size, times, name or rights last changed, in nanoseconds since 1970, as only the
-- system itself can set it; 0 where it is not known: such a file is read again.
ALTER TABLE file ADD COLUMN altered INTEGER NOT NULL DEFAULT 0;

-- Files that are no documents because of an address, by that address.
CREATE INDEX file_by_address ON file (reason ->> '$.args.id')
    WHERE outcome <> 'accepted' AND reason ->> '$.args.id' IS NOT NULL;
-- Statement files.
CREATE INDEX file_of_statements ON file (path) WHERE reason ->> '$.args.use' = 'statements';
-- Documents whose file is missing.
CREATE INDEX document_absent ON document (id) WHERE absent_since IS NOT NULL;
-- What imported files were called before.
CREATE INDEX event_import_of ON event (line ->> 'file', seq) WHERE line ->> 'event' = 'imported';
