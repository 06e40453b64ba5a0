def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('is running')
scenario.equal(scenario.column('postgres', 'SELECT 1'), ['1'])
return true
