-- How much there is of each value that lists can be narrowed to, counted as documents come and go, so
-- that no page counts the room. All of it follows from other tables; a full check counts anew.

CREATE TABLE tally (
    facet     TEXT NOT NULL,
    -- all (value ''); year, archive, language; month: of the reading order, 99 where none is stated;
    -- first, last: the month of the first and the last day; span (value ''): times of several days
    value     TEXT NOT NULL,
    documents INTEGER NOT NULL,                   -- 0 where there were some once
    PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX tally_of_archives ON tally (documents DESC, value) WHERE facet = 'archive';

INSERT INTO tally (facet, value, documents)
SELECT 'all', '', count(*) FROM facet
UNION ALL SELECT 'year', year, count(*) FROM facet WHERE year IS NOT NULL GROUP BY year
UNION ALL SELECT 'month', substr(sort_key, 1, 7), count(*) FROM facet GROUP BY substr(sort_key, 1, 7)
UNION ALL SELECT 'first', substr(first_day, 1, 7), count(*) FROM facet
          WHERE first_day IS NOT NULL GROUP BY substr(first_day, 1, 7)
UNION ALL SELECT 'last', substr(last_day, 1, 7), count(*) FROM facet
          WHERE last_day IS NOT NULL GROUP BY substr(last_day, 1, 7)
UNION ALL SELECT 'archive', archive, count(*) FROM facet WHERE archive IS NOT NULL GROUP BY archive
UNION ALL SELECT 'language', l.value, count(*) FROM facet, json_each(facet.languages) AS l
          GROUP BY l.value
UNION ALL SELECT 'span', '', count(*) FROM span;

CREATE TRIGGER facet_counted AFTER INSERT ON facet BEGIN
    INSERT INTO tally (facet, value, documents)
    SELECT 'all', '', 1
    UNION ALL SELECT 'year', NEW.year, 1 WHERE NEW.year IS NOT NULL
    UNION ALL SELECT 'month', substr(NEW.sort_key, 1, 7), 1
    UNION ALL SELECT 'first', substr(NEW.first_day, 1, 7), 1 WHERE NEW.first_day IS NOT NULL
    UNION ALL SELECT 'last', substr(NEW.last_day, 1, 7), 1 WHERE NEW.last_day IS NOT NULL
    UNION ALL SELECT 'archive', NEW.archive, 1 WHERE NEW.archive IS NOT NULL
    UNION ALL SELECT 'language', value, 1 FROM json_each(NEW.languages) WHERE true
    ON CONFLICT (facet, value) DO UPDATE SET documents = documents + 1;
END;

CREATE TRIGGER facet_uncounted AFTER DELETE ON facet BEGIN
    INSERT INTO tally (facet, value, documents)
    SELECT 'all', '', 0
    UNION ALL SELECT 'year', OLD.year, 0 WHERE OLD.year IS NOT NULL
    UNION ALL SELECT 'month', substr(OLD.sort_key, 1, 7), 0
    UNION ALL SELECT 'first', substr(OLD.first_day, 1, 7), 0 WHERE OLD.first_day IS NOT NULL
    UNION ALL SELECT 'last', substr(OLD.last_day, 1, 7), 0 WHERE OLD.last_day IS NOT NULL
    UNION ALL SELECT 'archive', OLD.archive, 0 WHERE OLD.archive IS NOT NULL
    UNION ALL SELECT 'language', value, 0 FROM json_each(OLD.languages) WHERE true
    ON CONFLICT (facet, value) DO UPDATE SET documents = documents - 1;
END;

CREATE TRIGGER facet_counted_anew AFTER UPDATE ON facet
WHEN NEW.year IS NOT OLD.year OR NEW.first_day IS NOT OLD.first_day
     OR NEW.last_day IS NOT OLD.last_day OR NEW.sort_key <> OLD.sort_key
     OR NEW.archive IS NOT OLD.archive OR NEW.languages <> OLD.languages
BEGIN
    INSERT INTO tally (facet, value, documents)
    SELECT 'all', '', 0
    UNION ALL SELECT 'year', OLD.year, 0 WHERE OLD.year IS NOT NULL
    UNION ALL SELECT 'month', substr(OLD.sort_key, 1, 7), 0
    UNION ALL SELECT 'first', substr(OLD.first_day, 1, 7), 0 WHERE OLD.first_day IS NOT NULL
    UNION ALL SELECT 'last', substr(OLD.last_day, 1, 7), 0 WHERE OLD.last_day IS NOT NULL
    UNION ALL SELECT 'archive', OLD.archive, 0 WHERE OLD.archive IS NOT NULL
    UNION ALL SELECT 'language', value, 0 FROM json_each(OLD.languages) WHERE true
    ON CONFLICT (facet, value) DO UPDATE SET documents = documents - 1;
    INSERT INTO tally (facet, value, documents)
    SELECT 'all', '', 1
    UNION ALL SELECT 'year', NEW.year, 1 WHERE NEW.year IS NOT NULL
    UNION ALL SELECT 'month', substr(NEW.sort_key, 1, 7), 1
    UNION ALL SELECT 'first', substr(NEW.first_day, 1, 7), 1 WHERE NEW.first_day IS NOT NULL
    UNION ALL SELECT 'last', substr(NEW.last_day, 1, 7), 1 WHERE NEW.last_day IS NOT NULL
    UNION ALL SELECT 'archive', NEW.archive, 1 WHERE NEW.archive IS NOT NULL
    UNION ALL SELECT 'language', value, 1 FROM json_each(NEW.languages) WHERE true
    ON CONFLICT (facet, value) DO UPDATE SET documents = documents + 1;
END;

CREATE TRIGGER span_counted AFTER INSERT ON span BEGIN
    UPDATE tally SET documents = documents + 1 WHERE facet = 'span' AND value = '';
END;

CREATE TRIGGER span_uncounted AFTER DELETE ON span BEGIN
    UPDATE tally SET documents = documents - 1 WHERE facet = 'span' AND value = '';
END;

-- In how many documents each entry stands, and in how many places each spelling.
ALTER TABLE entity ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE spelling ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
UPDATE entity SET documents = (SELECT count(*) FROM appearance WHERE entity = entity.number);
UPDATE spelling SET mentions = (SELECT count(*) FROM mention WHERE spelling = spelling.number);

CREATE INDEX entity_by_documents ON entity (kind, documents DESC, id);

CREATE TRIGGER appearance_counted AFTER INSERT ON appearance BEGIN
    UPDATE entity SET documents = documents + 1 WHERE number = NEW.entity;
END;

CREATE TRIGGER appearance_uncounted AFTER DELETE ON appearance BEGIN
    UPDATE entity SET documents = documents - 1 WHERE number = OLD.entity;
END;

CREATE TRIGGER mention_counted AFTER INSERT ON mention BEGIN
    UPDATE spelling SET mentions = mentions + 1 WHERE number = NEW.spelling;
END;

CREATE TRIGGER mention_uncounted AFTER DELETE ON mention BEGIN
    UPDATE spelling SET mentions = mentions - 1 WHERE number = OLD.spelling;
END;

-- The last day of all, and the days before which a list of a span of time need not look.
CREATE INDEX facet_by_last_day ON facet (last_day, sort_key, first_day);
CREATE INDEX facet_by_first_day ON facet (first_day);
CREATE INDEX facet_lasting ON facet (sort_key, last_day) WHERE last_day > sort_key;
CREATE INDEX facet_by_archive ON facet (archive, last_day, first_day);
-- The document that has the most texts.
CREATE INDEX facet_by_texts ON facet (json_array_length(languages) DESC, sort_key, document)
    WHERE json_array_length(languages) > 1;

-- What the report tells beside the files that are documents, which are most.
CREATE INDEX file_not_accepted ON file (outcome, path) WHERE outcome <> 'accepted';
