CREATE TYPE rank AS ENUM ('new', 'old');
CREATE TABLE guild (id int PRIMARY KEY, name varchar(20));
CREATE TABLE solo (rank rank DEFAULT 'new');
