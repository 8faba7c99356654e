package dev.switchboard.launcher;

import dev.switchboard.launcher.command.CommandLine;
import dev.switchboard.launcher.command.ExitCode;
import java.util.List;
import java.util.Set;

/** The entry of the process. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] line) {
        Logging.configure(List.of(line).stream().anyMatch(Set.of("run", "train")::contains));
        int code;
        try {
            code = new CommandLine(System.out, System.err, System.getenv()).run(List.of(line));
        } catch (InterruptedException e) {
            code = ExitCode.FAILED;
        }
        System.exit(code);
    }
}
