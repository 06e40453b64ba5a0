-- revision: 000000000002
-- parent: 000000000001
-- created: 2026-01-02T03:04Z

-- migrate:up
ALTER INDEX person_a_idx RENAME TO member_d_idx;
-- hazard rename-object: view everyone
ALTER VIEW everyone RENAME TO everybody;
-- hazard rename-object: type rank
ALTER TYPE rank RENAME VALUE 'new' TO 'fresh';
-- hazard rename-object: type rank
ALTER TYPE rank RENAME VALUE 'old' TO 'Old hand';
-- hazard rename-column: person.nick to nickname
ALTER TABLE person RENAME COLUMN nick TO nickname;
-- hazard rename-column: person.rank to degree
ALTER TABLE person RENAME COLUMN rank TO degree;
-- hazard rename-column: person.b to c
ALTER TABLE person RENAME COLUMN b TO c;
-- hazard rename-column: person.a to D
ALTER TABLE person RENAME COLUMN a TO "D";
ALTER TABLE person RENAME CONSTRAINT nick_key TO nickname_key;
-- hazard rename-object: type rank
ALTER TYPE rank RENAME TO degree;
-- hazard rename-table: person to member
ALTER TABLE person RENAME TO member;
-- hazard rename-object: sequence person_id_seq
ALTER SEQUENCE person_id_seq RENAME TO member_id_seq;
-- schema.sql:8
ALTER TABLE member RENAME CONSTRAINT person_pkey TO member_pkey;
DROP VIEW everybody;

-- schema.sql:19
CREATE VIEW everybody AS
SELECT id,
    nickname
   FROM member;

-- migrate:down
ALTER TABLE member RENAME TO person;
ALTER SEQUENCE member_id_seq RENAME TO person_id_seq;
ALTER TYPE degree RENAME TO rank;
ALTER TABLE person RENAME CONSTRAINT nickname_key TO nick_key;
ALTER TABLE person RENAME COLUMN "D" TO a;
ALTER TABLE person RENAME COLUMN c TO b;
ALTER TABLE person RENAME COLUMN degree TO rank;
ALTER TABLE person RENAME COLUMN nickname TO nick;
ALTER TYPE rank RENAME VALUE 'Old hand' TO 'old';
ALTER TYPE rank RENAME VALUE 'fresh' TO 'new';
ALTER VIEW everybody RENAME TO everyone;
ALTER INDEX member_d_idx RENAME TO person_a_idx;
ALTER TABLE person RENAME CONSTRAINT member_pkey TO person_pkey;
DROP VIEW everyone;

CREATE VIEW everyone AS
SELECT id,
    nick
   FROM person;
