-- Full checks of the room, the last of which its pages tell of.
CREATE INDEX event_verified ON event (seq) WHERE line ->> 'event' = 'verified';
