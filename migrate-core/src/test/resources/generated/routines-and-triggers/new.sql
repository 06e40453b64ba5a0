CREATE TABLE item (id int PRIMARY KEY, price numeric, changed timestamptz,
  gross numeric GENERATED ALWAYS AS (price * 2) STORED);
CREATE FUNCTION tax(amount numeric, rate numeric DEFAULT 0.2) RETURNS numeric LANGUAGE sql IMMUTABLE
AS $$ SELECT amount * rate $$;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER item_touch BEFORE UPDATE ON item FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_all ON item USING (price > 0);
CREATE MATERIALIZED VIEW total AS SELECT sum(price) AS sum FROM item;
CREATE UNIQUE INDEX total_idx ON total (sum);
