def scenario = new dev.dbpush.it.Scenario(basedir)
['3', '4'].each { scenario.createDatabase('it_application_' + it) }
return true
