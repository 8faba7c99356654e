package dev.switchboard.accounts.management;

/** What somebody may do with accounts. The names in the API are LiteLLM's. */
public enum Role {
    /** Everything. */
    PROXY_ADMIN,
    /** See everything. */
    PROXY_ADMIN_VIEWER,
    /** Manage their own keys, and what they administer. */
    INTERNAL_USER,
    /** See what is their own. */
    INTERNAL_USER_VIEWER,
    /** A key without a user: see itself. */
    KEY;

    /** The role of a name; {@link #INTERNAL_USER} for a user without one, {@link #KEY} for a name that is none. */
    static Role of(String name) {
        return switch (name) {
            case "proxy_admin" -> PROXY_ADMIN;
            case "proxy_admin_viewer" -> PROXY_ADMIN_VIEWER;
            case "internal_user", "org_admin", "" -> INTERNAL_USER;
            case "internal_user_viewer" -> INTERNAL_USER_VIEWER;
            default -> KEY;
        };
    }
}
