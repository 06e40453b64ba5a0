new dev.dbpush.it.Scenario(basedir).withDatabase()
return true
