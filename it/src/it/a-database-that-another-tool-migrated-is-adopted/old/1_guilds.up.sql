CREATE TABLE guild (id bigint PRIMARY KEY, name text NOT NULL);
