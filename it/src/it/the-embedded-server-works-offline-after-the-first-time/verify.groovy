def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('Pushed 2 revisions')
scenario.expect('Up to date.')
assert new File(basedir, '.db').listFiles().any { new File(it, 'data/PG_VERSION').exists() }
return true
