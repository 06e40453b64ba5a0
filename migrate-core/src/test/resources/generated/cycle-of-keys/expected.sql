-- revision: 000000000001
-- parent: none
-- created: 2026-01-02T03:04Z

-- migrate:up
-- schema.sql:1
CREATE TABLE a (
  id integer NOT NULL,
  b_id integer,
  CONSTRAINT a_pkey PRIMARY KEY (id)
);

-- schema.sql:2
CREATE TABLE b (
  id integer NOT NULL,
  a_id integer,
  CONSTRAINT b_pkey PRIMARY KEY (id)
);

-- schema.sql:4
CREATE TABLE tree (
  id integer NOT NULL,
  parent integer,
  CONSTRAINT tree_pkey PRIMARY KEY (id),
  CONSTRAINT tree_parent_id_key UNIQUE (parent, id),
  CONSTRAINT tree_parent_fkey FOREIGN KEY (parent) REFERENCES tree(id)
);

-- schema.sql:1
ALTER TABLE a ADD CONSTRAINT a_b_id_fkey FOREIGN KEY (b_id) REFERENCES b(id);
-- schema.sql:2
ALTER TABLE b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES a(id) DEFERRABLE INITIALLY DEFERRED;

-- migrate:down
-- hazard drop-foreign-key: a.a_b_id_fkey
ALTER TABLE a DROP CONSTRAINT a_b_id_fkey;
-- hazard drop-foreign-key: b.b_a_id_fkey
ALTER TABLE b DROP CONSTRAINT b_a_id_fkey;
DROP TABLE a;
DROP TABLE b;
DROP TABLE tree;
