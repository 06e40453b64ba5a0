def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.withDatabase()
// another way brought the database here
scenario.execute('CREATE TABLE guild (id bigint PRIMARY KEY, name text NOT NULL)')
return true
