-- revision: 000000000002
-- parent: 000000000001
-- created: 2026-01-02T03:04Z

-- migrate:up
-- a body may use what is made after it
SET check_function_bodies = off;

-- schema.sql:1
-- hazard row-security: item
-- hazard stored-column-added: item.gross
ALTER TABLE item
  ADD COLUMN gross numeric GENERATED ALWAYS AS (price * 2::numeric) STORED,
  ENABLE ROW LEVEL SECURITY;

-- schema.sql:14
CREATE MATERIALIZED VIEW total AS
SELECT sum(price) AS sum
   FROM item;

-- schema.sql:15
CREATE UNIQUE INDEX total_idx ON total (sum);

-- schema.sql:3
CREATE FUNCTION tax(amount numeric, rate numeric DEFAULT 0.2)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT amount * rate $function$;

-- schema.sql:5
CREATE FUNCTION touch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.changed := now();
  RETURN NEW;
END
$function$;

-- schema.sql:13
-- hazard change-policy: policy item_all on item
CREATE POLICY item_all ON item USING (price > 0::numeric);
-- schema.sql:11
-- hazard change-trigger: trigger item_touch on item
CREATE TRIGGER item_touch BEFORE UPDATE ON item FOR EACH ROW EXECUTE FUNCTION touch();
-- hazard drop-object: function tax(numeric)
DROP FUNCTION tax(numeric);

-- migrate:down
DROP POLICY item_all ON item;
DROP TRIGGER item_touch ON item;
DROP MATERIALIZED VIEW total;

ALTER TABLE item
  DROP COLUMN gross,
  DISABLE ROW LEVEL SECURITY;

CREATE FUNCTION tax(numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT $1 * 0.2 $function$;

DROP FUNCTION tax(numeric, numeric);
DROP FUNCTION touch();
