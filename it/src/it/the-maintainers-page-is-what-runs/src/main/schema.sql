CREATE TABLE member (id bigint PRIMARY KEY, name text NOT NULL);
COMMENT ON TABLE member IS 'who belongs';
