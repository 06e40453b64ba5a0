def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('2 migrations of layout golang-migrate')
scenario.expect('Files and chain.lock are written.')
scenario.expect('All is well: 2 migrations')
scenario.expect('Pushed 2 revisions')
scenario.expect('The folder held exactly these files already.')
scenario.equal(scenario.column("SELECT to_regclass('member')::text"), ['member'])
scenario.expect('2 revisions as layout golang-migrate')
assert new File(basedir, 'again').list().count { it.endsWith('.up.sql') } == 2
return true
