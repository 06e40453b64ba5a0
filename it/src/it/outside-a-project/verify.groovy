def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('0 of 1')
scenario.expect('b90cb9c06e62  guilds')
return true
