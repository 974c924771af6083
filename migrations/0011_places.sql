-- How many documents stand at each place of the archives and below it, counted as documents come and
-- go, so that no page of the archives counts the room. It follows from `document.shelf`; a full check
-- counts anew.

CREATE TABLE place (
    above     TEXT NOT NULL,                      -- the levels above, each followed by U+001F
    value     TEXT NOT NULL,                      -- the level itself; empty where it is not stated
    documents INTEGER NOT NULL,                   -- 0 where there were some once
    PRIMARY KEY (above, value)
) STRICT, WITHOUT ROWID;

-- The five places that each document counts for, to count anew.
CREATE VIEW place_of (document, above, value) AS
SELECT number,
       CASE level WHEN 1 THEN ''
                  WHEN 2 THEN substr(shelf, 1, first)
                  WHEN 3 THEN substr(shelf, 1, second)
                  WHEN 4 THEN substr(shelf, 1, third)
                  ELSE substr(shelf, 1, fourth) END,
       CASE level WHEN 1 THEN substr(shelf, 1, first - 1)
                  WHEN 2 THEN substr(shelf, first + 1, second - first - 1)
                  WHEN 3 THEN substr(shelf, second + 1, third - second - 1)
                  WHEN 4 THEN substr(shelf, third + 1, fourth - third - 1)
                  ELSE substr(shelf, fourth + 1, length(shelf) - fourth - 1) END
FROM (SELECT *, third + instr(substr(shelf, third + 1), char(31)) AS fourth
      FROM (SELECT *, second + instr(substr(shelf, second + 1), char(31)) AS third
            FROM (SELECT *, first + instr(substr(shelf, first + 1), char(31)) AS second
                  FROM (SELECT number, shelf, instr(shelf, char(31)) AS first
                        FROM document WHERE shelf IS NOT NULL)))),
     (SELECT 1 AS level UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5);

INSERT INTO place (above, value, documents)
SELECT above, value, count(*) FROM place_of GROUP BY above, value;

-- The limits keep SQLite from working out where a level ends once for each time it is named.
CREATE TRIGGER document_placed AFTER INSERT ON document WHEN NEW.shelf IS NOT NULL BEGIN
    INSERT INTO place (above, value, documents)
    SELECT CASE level WHEN 1 THEN '' WHEN 2 THEN substr(shelf, 1, first)
                      WHEN 3 THEN substr(shelf, 1, second) WHEN 4 THEN substr(shelf, 1, third)
                      ELSE substr(shelf, 1, fourth) END,
           CASE level WHEN 1 THEN substr(shelf, 1, first - 1)
                      WHEN 2 THEN substr(shelf, first + 1, second - first - 1)
                      WHEN 3 THEN substr(shelf, second + 1, third - second - 1)
                      WHEN 4 THEN substr(shelf, third + 1, fourth - third - 1)
                      ELSE substr(shelf, fourth + 1, length(shelf) - fourth - 1) END,
           1
    FROM (SELECT *, third + instr(substr(shelf, third + 1), char(31)) AS fourth
          FROM (SELECT *, second + instr(substr(shelf, second + 1), char(31)) AS third
                FROM (SELECT *, first + instr(substr(shelf, first + 1), char(31)) AS second
                      FROM (SELECT NEW.shelf AS shelf, instr(NEW.shelf, char(31)) AS first
                            LIMIT 1) LIMIT 1) LIMIT 1) LIMIT 1)
         CROSS JOIN (SELECT 1 AS level UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                     UNION ALL SELECT 5)
    WHERE shelf IS NOT NULL
    ON CONFLICT (above, value) DO UPDATE SET documents = documents + 1;
END;

CREATE TRIGGER document_unplaced AFTER DELETE ON document WHEN OLD.shelf IS NOT NULL BEGIN
    INSERT INTO place (above, value, documents)
    SELECT CASE level WHEN 1 THEN '' WHEN 2 THEN substr(shelf, 1, first)
                      WHEN 3 THEN substr(shelf, 1, second) WHEN 4 THEN substr(shelf, 1, third)
                      ELSE substr(shelf, 1, fourth) END,
           CASE level WHEN 1 THEN substr(shelf, 1, first - 1)
                      WHEN 2 THEN substr(shelf, first + 1, second - first - 1)
                      WHEN 3 THEN substr(shelf, second + 1, third - second - 1)
                      WHEN 4 THEN substr(shelf, third + 1, fourth - third - 1)
                      ELSE substr(shelf, fourth + 1, length(shelf) - fourth - 1) END,
           0
    FROM (SELECT *, third + instr(substr(shelf, third + 1), char(31)) AS fourth
          FROM (SELECT *, second + instr(substr(shelf, second + 1), char(31)) AS third
                FROM (SELECT *, first + instr(substr(shelf, first + 1), char(31)) AS second
                      FROM (SELECT OLD.shelf AS shelf, instr(OLD.shelf, char(31)) AS first
                            LIMIT 1) LIMIT 1) LIMIT 1) LIMIT 1)
         CROSS JOIN (SELECT 1 AS level UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                     UNION ALL SELECT 5)
    WHERE shelf IS NOT NULL
    ON CONFLICT (above, value) DO UPDATE SET documents = documents - 1;
END;

CREATE TRIGGER document_placed_anew AFTER UPDATE OF shelf ON document
WHEN NEW.shelf IS NOT OLD.shelf
BEGIN
    INSERT INTO place (above, value, documents)
    SELECT CASE level WHEN 1 THEN '' WHEN 2 THEN substr(shelf, 1, first)
                      WHEN 3 THEN substr(shelf, 1, second) WHEN 4 THEN substr(shelf, 1, third)
                      ELSE substr(shelf, 1, fourth) END,
           CASE level WHEN 1 THEN substr(shelf, 1, first - 1)
                      WHEN 2 THEN substr(shelf, first + 1, second - first - 1)
                      WHEN 3 THEN substr(shelf, second + 1, third - second - 1)
                      WHEN 4 THEN substr(shelf, third + 1, fourth - third - 1)
                      ELSE substr(shelf, fourth + 1, length(shelf) - fourth - 1) END,
           0
    FROM (SELECT *, third + instr(substr(shelf, third + 1), char(31)) AS fourth
          FROM (SELECT *, second + instr(substr(shelf, second + 1), char(31)) AS third
                FROM (SELECT *, first + instr(substr(shelf, first + 1), char(31)) AS second
                      FROM (SELECT OLD.shelf AS shelf, instr(OLD.shelf, char(31)) AS first
                            LIMIT 1) LIMIT 1) LIMIT 1) LIMIT 1)
         CROSS JOIN (SELECT 1 AS level UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                     UNION ALL SELECT 5)
    WHERE shelf IS NOT NULL
    ON CONFLICT (above, value) DO UPDATE SET documents = documents - 1;
    INSERT INTO place (above, value, documents)
    SELECT CASE level WHEN 1 THEN '' WHEN 2 THEN substr(shelf, 1, first)
                      WHEN 3 THEN substr(shelf, 1, second) WHEN 4 THEN substr(shelf, 1, third)
                      ELSE substr(shelf, 1, fourth) END,
           CASE level WHEN 1 THEN substr(shelf, 1, first - 1)
                      WHEN 2 THEN substr(shelf, first + 1, second - first - 1)
                      WHEN 3 THEN substr(shelf, second + 1, third - second - 1)
                      WHEN 4 THEN substr(shelf, third + 1, fourth - third - 1)
                      ELSE substr(shelf, fourth + 1, length(shelf) - fourth - 1) END,
           1
    FROM (SELECT *, third + instr(substr(shelf, third + 1), char(31)) AS fourth
          FROM (SELECT *, second + instr(substr(shelf, second + 1), char(31)) AS third
                FROM (SELECT *, first + instr(substr(shelf, first + 1), char(31)) AS second
                      FROM (SELECT NEW.shelf AS shelf, instr(NEW.shelf, char(31)) AS first
                            LIMIT 1) LIMIT 1) LIMIT 1) LIMIT 1)
         CROSS JOIN (SELECT 1 AS level UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
                     UNION ALL SELECT 5)
    WHERE shelf IS NOT NULL
    ON CONFLICT (above, value) DO UPDATE SET documents = documents + 1;
END;
