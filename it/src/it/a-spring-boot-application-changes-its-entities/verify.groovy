def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('+ type status')
// the provider's own validation, of all entities
scenario.expect('validated 32 entities')
scenario.expect('Nothing to write: chain and models agree.')
def added = new File(basedir, 'migrations').listFiles().findAll { it.name.endsWith('.sql') }.sort()
assert added.size() == 2
added = added.sort { it.text.contains('-- parent: none') ? 0 : 1 }
def text = added[1].text
assert text.contains('ALTER TABLE member RENAME COLUMN nick_name TO display_name;')
assert text.contains("ALTER TYPE rank ADD VALUE 'MID' BEFORE 'NEW';")
assert text.contains('-- entity app.Club\nCREATE TABLE club (')
assert text.contains('DROP COLUMN fax')
assert text.contains('-- what was lost by dropping column member.fax does not come back')
scenario.equal(scenario.column("SELECT datname::text FROM pg_database WHERE datname LIKE 'dbpush_scratch%'"), [])
return true
