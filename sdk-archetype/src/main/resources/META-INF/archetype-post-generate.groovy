// Of the sources of all kinds, those of the kind that was asked for become src/.
def project = new File(request.outputDirectory, request.artifactId)
new File(project, request.properties['kind']).renameTo(new File(project, 'src'))
['provider', 'guardrail', 'callback'].each { new File(project, it).deleteDir() }
