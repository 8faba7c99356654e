package dev.switchboard.launcher.command;

/** What the process returns. */
public final class ExitCode {
    /** All went well. */
    public static final int OK = 0;
    /** The work could not be done; the reason has been printed. */
    public static final int FAILED = 1;
    /** The command line or the configuration is wrong; the reason has been printed. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
