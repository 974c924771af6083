-- Rows of some tables are sealed together, many in one text: a seal of single rows is taken anew.
DELETE FROM setting WHERE name = 'seal';
