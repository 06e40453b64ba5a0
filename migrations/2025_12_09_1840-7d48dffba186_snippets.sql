-- revision: 7d48dffba186
-- parent: dde154e218bc
-- created: 2025-12-09T18:40Z

-- migrate:up
CREATE TABLE snippet (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id bigint NOT NULL REFERENCES guild (id) ON DELETE CASCADE,
    name text NOT NULL CHECK (name ~ '^[^\s]{1,40}$'),
    content text NOT NULL,
    author_id bigint NOT NULL,
    uses integer NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX snippet_name_key ON snippet (guild_id, lower(name));

CREATE TABLE snippet_alias (
    guild_id bigint NOT NULL REFERENCES guild (id) ON DELETE CASCADE,
    alias text NOT NULL,
    snippet_id bigint NOT NULL REFERENCES snippet (id) ON DELETE CASCADE,
    PRIMARY KEY (guild_id, alias)
);

CREATE INDEX snippet_alias_snippet_idx ON snippet_alias (snippet_id);

-- migrate:down
DROP TABLE snippet_alias;
DROP TABLE snippet;
