-- What feeds and harvesters ask of the whole room, found without going through it: editions that
-- replaced others by when they came, and identifiers that are no document's any more.
CREATE INDEX edition_replacing ON edition (taken_in, document) WHERE ordinal > 1;
CREATE INDEX record_deleted ON record (id) WHERE deleted = 1;
