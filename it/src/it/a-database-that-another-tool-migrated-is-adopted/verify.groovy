def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('2 migrations of layout golang-migrate')
scenario.expect('Nothing to do: the database is at')
scenario.equal(scenario.column("SELECT slug || ' ' || applied_via FROM dbpush_history ORDER BY slug"), ['guilds stamp', 'members stamp'])
scenario.equal(scenario.column('SELECT version::text FROM schema_migrations'), ['2'])
// The next migration goes on behind what was adopted.
def next = new File(basedir, 'migrations').listFiles().find { it.name.endsWith('_third.sql') }
def head = scenario.column("SELECT revision FROM dbpush_history WHERE slug = 'members'")[0]
assert next.text.contains("-- parent: $head")
return true
