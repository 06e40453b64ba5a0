CREATE TABLE item (id int PRIMARY KEY, price numeric, changed timestamptz);
CREATE FUNCTION tax(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT $1 * 0.2 $$;
