def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect(3, 'skipped: db.skip is set')
scenario.equal(scenario.column("SELECT to_regclass('dbpush_history') IS NULL"), ['t'])
return true
