def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect(1, 'Pushed 2 revisions')
scenario.expect(4, '[INFO] Up to date.')
scenario.expect('db.password on the command line is seen by everyone')
scenario.expect('[28P01]')
scenario.expect('check user and password')
scenario.expect('db.url in the command line holds a password')
scenario.refuse('s3cret-of')
return true
