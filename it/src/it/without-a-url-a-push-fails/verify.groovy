def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('no database is configured')
scenario.expect('set db.url')
return true
