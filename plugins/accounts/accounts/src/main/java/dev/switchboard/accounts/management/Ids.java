package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Documents;

/** What ids and aliases that a request brings must be like: no longer than the store's columns, and fit to be read by people. */
final class Ids {
    static final int LONGEST = 191;
    static final int LONGEST_ALIAS = 255;
    static final String EXPECTED =
            "1 to " + LONGEST + " characters without blanks around them and without control characters";
    static final String ALIAS_EXPECTED = "at most " + LONGEST_ALIAS + " characters without control characters";

    private Ids() {}

    /** @throws dev.switchboard.spi.error.GatewayException for a text that can be none */
    static void check(String field, String id) {
        if (!isId(id)) {
            throw Fields.invalid(Documents.wrong(field, Documents.object().stringNode(id), EXPECTED));
        }
    }

    /** Whether a text can be an id. */
    static boolean isId(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.equals(text.strip()) && isPlain(text);
    }

    /** Whether a text can be a name for people. */
    static boolean isAlias(String text) {
        return text.length() <= LONGEST_ALIAS && isPlain(text);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
