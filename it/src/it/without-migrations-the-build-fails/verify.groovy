def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('there is no folder of migrations: migrations')
scenario.expect('mvn db:new -Ddb.name=initial_schema')
return true
