package dev.switchboard.formatter;

import java.io.IOException;
import java.nio.file.Path;

/** Formats every file below the directory given and names those that changed. */
public final class Main {
    private Main() {}

    /** Runs the command line. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println(
                    "Usage: ./format (found " + arguments.length + " arguments, expected the root directory)");
            System.exit(2);
        }
        new Tree(Path.of(arguments[0])).format().forEach(System.out::println);
    }
}
