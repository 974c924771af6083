-- What happened is never changed: an event can only be added, and noted as written to its file. The
-- file beside the database, to which lines are only ever added, has the same rule.
CREATE TRIGGER event_stays BEFORE UPDATE ON event
WHEN NEW.seq IS NOT OLD.seq OR NEW.line IS NOT OLD.line OR NEW.written < OLD.written
BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
END;

CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'an event is never deleted');
END;

-- What happened to one document, in order.
CREATE INDEX event_of_document ON event (line ->> 'id', seq);
