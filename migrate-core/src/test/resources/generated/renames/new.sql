-- renamed from: rank
CREATE TYPE degree AS ENUM (
  'fresh', -- renamed from: new
  -- renamed from: 'old'
  'Old hand'
);

CREATE TABLE member ( -- renamed from: person
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nickname text NOT NULL, -- renamed from: nick
  -- renamed from: rank
  degree degree NOT NULL,
  /* swapped */ c text, -- renamed from: b
  "D" text, -- renamed from: a
  CONSTRAINT nickname_key UNIQUE (nickname) -- renamed from: nick_key
);
-- renamed from: person_a_idx
CREATE INDEX member_d_idx ON member ("D");
CREATE VIEW everybody AS SELECT id, nickname FROM member; -- renamed from: everyone
