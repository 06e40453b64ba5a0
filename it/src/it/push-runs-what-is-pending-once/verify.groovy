def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('pending: 2')
scenario.expect('1/2  b90cb9c06e62 guilds')
scenario.expect('2/2  17373ca1c763 members')
scenario.expect('Up to date.')
scenario.expect('Nothing to do: the database is at 17373ca1c763.')
scenario.expect('CREATE TABLE member')
scenario.expect('All is well: 2 migrations')
assert new File(basedir, 'migrations/chain.lock').text.contains('17373ca1c763 b90cb9c06e62 v1:')
scenario.equal(scenario.column('SELECT revision FROM dbpush_history ORDER BY applied_at'), ['b90cb9c06e62', '17373ca1c763'])
scenario.equal(scenario.column('SELECT DISTINCT applied_via FROM dbpush_history'), ['online'])
// -q leaves the JSON alone on the standard output
def objects = scenario.log().substring(scenario.log().lastIndexOf('BUILD SUCCESS'))
def status = new groovy.json.JsonSlurper().parseText(
    objects.substring(objects.indexOf('{\n'), objects.indexOf('\n}') + 2))
assert status.keySet() == ['database', 'serverVersion', 'protected', 'current', 'head', 'heads', 'pending', 'orphans',
    'drifted', 'running', 'clean'] as Set
assert status.current == ['17373ca1c763'] && status.head == '17373ca1c763' && status.heads == ['17373ca1c763']
assert status.pending == [] && status.orphans == [] && status.drifted == []
assert objects.contains('"steps": []')
return true
