def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('The embedded PostgreSQL is stopped; its data stays.')
return true
