// locked, then edited
def file = new File(basedir, 'migrations').listFiles().find { it.name.contains('b90cb9c06e62') }
def hash = 'v1:' + '0' * 64
new File(basedir, 'migrations/chain.lock').text =
    "b90cb9c06e62 none " + hash + ' ' + hash + ' ' + file.name + '\n'
return true
