def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('ROLLBACK in a migration')
scenario.expect('neither a down section nor a reason why there is none')
scenario.expect('the chain has 2 heads')
scenario.expect('sections were edited after the revision was locked')
scenario.expect('"passed": true')
return true
