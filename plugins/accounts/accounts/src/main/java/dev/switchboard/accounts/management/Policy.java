package dev.switchboard.accounts.management;

/** Which roles may call a route at all. What they may see or change there, the route decides by what it is about. */
public enum Policy {
    /** Admins. */
    ADMIN,
    /** Those who see everything. */
    VIEW_ALL,
    /** Those who may change something, each their own and what they administer. */
    MANAGE,
    /** Everybody with a key, each their own and what they administer. */
    VIEW_OWN;

    /** Whether a role may call. */
    public boolean allows(Role role) {
        return switch (this) {
            case ADMIN -> role == Role.PROXY_ADMIN;
            case VIEW_ALL -> role == Role.PROXY_ADMIN || role == Role.PROXY_ADMIN_VIEWER;
            case MANAGE -> role == Role.PROXY_ADMIN || role == Role.INTERNAL_USER;
            case VIEW_OWN -> true;
        };
    }
}
