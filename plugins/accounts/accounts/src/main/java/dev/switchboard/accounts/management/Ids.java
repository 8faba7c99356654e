package dev.switchboard.accounts.management;

/** What an id that a request brings must be like. */
final class Ids {
    private static final int LONGEST = 191;

    private Ids() {}

    /** @throws dev.switchboard.spi.error.GatewayException for a text that can be none */
    static void check(String field, String id) {
        if (id.isBlank()
                || id.length() > LONGEST
                || !id.equals(id.strip())
                || id.chars().anyMatch(Character::isISOControl)) {
            throw Fields.invalid(field + ": expected 1 to " + LONGEST + " characters without blanks around them");
        }
    }
}
