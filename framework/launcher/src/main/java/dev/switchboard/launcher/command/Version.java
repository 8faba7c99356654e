package dev.switchboard.launcher.command;

import java.util.Optional;

/** The version of this build. */
final class Version {
    private Version() {}

    static String text() {
        return "Switchboard "
                + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                        .orElse("(development)");
    }
}
