def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('+ table member')
scenario.expect('the chain does not lead to the models: + column member.email')
scenario.expect('It ran both ways on a scratch database.')
scenario.expect('Nothing to write: chain and models agree.')
scenario.expect('and the models')
scenario.expect('the provider accepts the database')
def files = new File(basedir, 'migrations').list().findAll { it.endsWith('.sql') }.sort()
assert files.size() == 2
assert files.any { it.endsWith('_initial_schema.sql') } && files.any { it.endsWith('_add_email_to_member.sql') }
def added = new File(basedir, 'migrations').listFiles().find { it.name.endsWith('_add_email_to_member.sql') }
assert added.text.contains('-- entity app.Member')
// the downgrade took the second one back
scenario.equal(scenario.column("SELECT attname::text FROM pg_attribute WHERE attrelid = 'member'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY 1"), ['id', 'nick'])
scenario.equal(scenario.column("SELECT datname::text FROM pg_database WHERE datname LIKE 'dbpush_scratch%'"), [])
return true
