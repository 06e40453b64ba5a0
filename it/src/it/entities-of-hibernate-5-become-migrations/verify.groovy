def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('the provider accepts the database')
def added = new File(basedir, 'migrations').listFiles().findAll { it.name.endsWith('.sql') }.sort()
assert added.size() == 2
added = added.sort { it.text.contains('-- parent: none') ? 0 : 1 }
assert added[1].text.contains('-- entity app.Member')
assert added[1].text.contains('ALTER TABLE member RENAME COLUMN nick TO nickname;')
assert added[1].text.contains('CREATE TABLE guild (')
return true
