package dev.switchboard.config.binding;

import java.util.regex.Pattern;

/** How much of a value people may see. */
enum Shown {
    /** The value as it is. */
    ALL,
    /** An address without the user and password in it. */
    WITHOUT_USER,
    /** That there is one. */
    NOTHING;

    /** Up to the last {@code @}: in an address that is not well-formed a password may hold anything. */
    private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?.*@", Pattern.DOTALL);

    String of(String value) {
        return switch (this) {
            case ALL -> value;
            case WITHOUT_USER -> USER.matcher(value).replaceFirst("$1" + Setting.MASK + "@");
            case NOTHING -> Setting.MASK;
        };
    }
}
