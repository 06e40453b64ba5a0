CREATE SCHEMA other;
CREATE TABLE other.thing (id int);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE pair AS (x int, y int);
CREATE DOMAIN plain AS text;
CREATE DOMAIN positive AS int CHECK (value > 0);
CREATE FUNCTION steady() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION moving() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE FUNCTION trigger_function() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TABLE p (id int PRIMARY KEY, code varchar(10) UNIQUE, tag text);
CREATE TABLE t (
  id serial PRIMARY KEY,
  p_id int REFERENCES p,
  p_code varchar(10) REFERENCES p (code),
  a int CONSTRAINT a_positive CHECK (a > 0),
  b text DEFAULT 'x',
  c char(5),
  v varchar(10),
  n numeric(10, 2),
  ts timestamp(3),
  tz timestamptz,
  j json,
  u uuid,
  m mood,
  d plain,
  pos positive,
  q varchar(5)[],
  free int,
  must int NOT NULL,
  w timestamp,
  g int GENERATED ALWAYS AS (free * 2) STORED,
  CONSTRAINT must_known CHECK (free IS NOT NULL));
CREATE INDEX t_v ON t (v);
CREATE INDEX t_n ON t (n);
CREATE INDEX t_lower ON t (lower(b));
CREATE INDEX t_partial ON t (must) WHERE u IS NOT NULL;
CREATE UNIQUE INDEX t_must ON t (must);
CREATE UNIQUE INDEX t_a ON t (a);
CREATE INDEX t_w ON t (w);
ALTER TABLE t ADD CONSTRAINT late CHECK (n > 1) NOT VALID;
ALTER TABLE t ADD CONSTRAINT late_key FOREIGN KEY (free) REFERENCES p NOT VALID;
CREATE TRIGGER touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION trigger_function();
CREATE RULE quiet AS ON DELETE TO t WHERE false DO NOTHING;
CREATE POLICY mine ON t USING (true);
CREATE TABLE child (t_id int REFERENCES t ON DELETE CASCADE, extra int);
CREATE VIEW seen AS SELECT tag FROM p;
CREATE VIEW seen_twice AS SELECT * FROM seen;
CREATE MATERIALIZED VIEW stored AS SELECT tag FROM p;
CREATE UNIQUE INDEX stored_tag ON stored (tag);
CREATE SEQUENCE counter;
CREATE TABLE parts (k int, r text, x int CONSTRAINT x_known CHECK (x > 0)) PARTITION BY RANGE (k);
CREATE TABLE part_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
CREATE TABLE part_2 PARTITION OF parts FOR VALUES FROM (10) TO (20);
CREATE TABLE part_rest PARTITION OF parts DEFAULT;
CREATE INDEX parts_k ON parts (k);
CREATE TABLE loose (k int, r text, x int CONSTRAINT x_known CHECK (x > 0));
CREATE TABLE tree (k int, r text) PARTITION BY RANGE (k);
CREATE TABLE branch PARTITION OF tree FOR VALUES FROM (0) TO (10);
CREATE TABLE leaf (k int, r text);
CREATE TABLE base (k int, r text);
CREATE TABLE heir (more int) INHERITS (base);
CREATE TABLE stray (k int, r text);
CREATE UNLOGGED TABLE volatile_rows (k int);
CREATE TABLE composed (one pair);
CREATE STATISTICS t_stats ON a, must FROM t;
CREATE PUBLICATION news FOR TABLE p;
CREATE TABLE bounded (k int NOT NULL, r text, x int CONSTRAINT x_known CHECK (x > 0),
  CONSTRAINT bound CHECK (k >= 20 AND k < 30));
CREATE TABLE keyed (k int PRIMARY KEY, r text) PARTITION BY RANGE (k);
CREATE TABLE keyed_1 PARTITION OF keyed FOR VALUES FROM (0) TO (10);
CREATE TABLE sub (k int, s int) PARTITION BY LIST (k);
CREATE TABLE sub_1 PARTITION OF sub FOR VALUES IN (1) PARTITION BY RANGE (s);
CREATE TABLE sub_1_1 PARTITION OF sub_1 FOR VALUES FROM (0) TO (10);
CREATE TABLE unindexed (k int, r text, x int CONSTRAINT x_known CHECK (x > 0)) PARTITION BY RANGE (k);
