-- What only version 18 has: keys over a period, virtual columns, constraints that are not enforced,
-- NOT NULL with a name.
CREATE TABLE tp (id int, k int4range, during daterange, a int, b text, n int NOT NULL,
  CONSTRAINT tpk PRIMARY KEY (k, during WITHOUT OVERLAPS));
CREATE TABLE tq (id int, k int4range, during daterange, a int, b text, n int,
  CONSTRAINT tqf FOREIGN KEY (k, PERIOD during) REFERENCES tp (k, PERIOD during));
CREATE TABLE gv (a int, b text, n int CONSTRAINT gvn NOT NULL,
  v int GENERATED ALWAYS AS (a * 2) VIRTUAL, v2 text GENERATED ALWAYS AS (lower(b)),
  g int GENERATED ALWAYS AS (n + 1) STORED,
  CONSTRAINT gvk CHECK (v > 0), CONSTRAINT gve CHECK (n > 5) NOT ENFORCED,
  CONSTRAINT gvf FOREIGN KEY (a) REFERENCES p NOT ENFORCED);
CREATE TABLE gvc (w int, NOT NULL a NO INHERIT) INHERITS (gv);
INSERT INTO tp VALUES (1, '[1,2)', '[2020-01-01,2021-01-01)', 1, '1', 1), (2, '[1,2)', '[2021-01-01,2022-01-01)', 2, '2', 2);
INSERT INTO tq VALUES (1, '[1,2)', '[2020-06-01,2021-06-01)', 1, '1', 1);
INSERT INTO gv VALUES (1, '1', 1), (2, '2', 2);
INSERT INTO gvc VALUES (3, '3', 3);
