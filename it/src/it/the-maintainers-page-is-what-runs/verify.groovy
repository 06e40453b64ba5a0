def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect(2, '[INFO] Up to date.')
scenario.equal(scenario.column("SELECT obj_description('member'::regclass)"), ['who belongs'])
assert new File(basedir, 'migrations').list().findAll { it.endsWith('.sql') }.size() == 1
return true
