package dev.switchboard.launcher.command;

/** What {@code --help} prints. */
final class Help {
    static final String TEXT = """
            Switchboard, a self-hosted gateway in front of every LLM provider.

            Usage: switchboard COMMAND [FLAGS]

            Commands
              run                          Run the gateway. Stop it with Ctrl-C or SIGTERM: requests under way end first.
              check                        Read the configuration, say everything that is wrong with it, start nothing.
              config explain [KEY]         Print each effective value, where it comes from and what it overrides.
              plugins list                 Print the bundles: version, state, and why a newer one was refused.
              plugins install FILE.jar     Put a bundle into the watched folder; a running gateway swaps it in.
                [--canary 10%]             Try it on a tenth of the requests first. Also: --canary "header=x-canary: yes",
                                           --canary callers=KEY,TEAM, several with ; between.
              plugins canary NAME --canary SHARE
                                           Try the newest version in the folder, or with another share.
              plugins promote NAME         Let the version on trial serve everybody.
              plugins retry NAME           Start a version anew that was refused, or set aside since it ended the process.
              plugins remove NAME          Take a bundle out of the watched folder.
              plugins pin NAME [VER]       Keep the version that serves, or VER, whatever else comes into the folder.
              plugins unpin NAME           Let the highest version in the folder run again.
                [--dry-run]                With any of these: print the plan, change nothing.
              plugins verify FILE.jar      Print who has signed a bundle, what it declares and whether it may run here.
              plugins sbom NAME            Print what a bundle is made of, as CycloneDX JSON.
              plugins history              Print who did what, when, and what came of it.
              plugins rollback NAME [VER]  End a trial; without one, go back to the version published before, or to VER.
              store export FILE            Write all keys, teams, budgets and the ledger to a new file; stop a gateway with
                                           an embedded store first.
              store import FILE            Read such a file into an empty store, embedded or MariaDB: all or nothing.
              store rotate-key             Encrypt the stored secrets of providers anew with accounts.encryption.key.
              train                        Make the AOT cache now, with which later starts take half as long.
              version                      Print the version.

            Flags
              --config FILE      The configuration. Default: $SWITCHBOARD_CONFIG, or ./switchboard.yaml if it is there.
                                 Without any, a demo model answers, and provider keys found in the environment
                                 (OPENAI_API_KEY, ...) become wildcard routes such as openai/*.
              --host ADDRESS     Where callers connect. Default 127.0.0.1; 0.0.0.0 for every interface.
              --port N           The callers' port. Default 4000; 0 picks a free one.
              --admin-port N     The operators' port, on loopback. Default 4001.
              --data DIR         Everything the gateway writes. Default: $SWITCHBOARD_DATA, or ./data.
              --bundles DIR      The watched folder of bundles. Default: bundles/ of the installation.

            Exit codes: 0 fine, 1 failed, 2 wrong command line or configuration.

            Try it
              switchboard run
              curl http://127.0.0.1:4000/v1/models -H "Authorization: Bearer $(cat data/operator.key)"
            """;

    private Help() {}
}
