def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('1 of 1'.replace('1 of', '0 of'))
scenario.expect('b90cb9c06e62  guilds')
return true
