package dev.switchboard.accounts.store.row;

import java.util.Locale;

/** What there is in the store. */
public enum EntityKind {
    /** Holds teams. */
    ORGANIZATION,
    /** Holds projects and keys. */
    TEAM,
    /** A part of a team's work. */
    PROJECT,
    /** Somebody who owns keys or belongs to teams. */
    USER,
    /** What a caller shows; its id is the hash. */
    KEY,
    /** An end user, whom an application names in its calls. */
    CUSTOMER,
    /** A label of calls. */
    TAG,
    /** Limits that several others refer to. */
    BUDGET,
    /** A public model that was added while the gateway ran. */
    MODEL,
    /** A provider's secret, encrypted. */
    CREDENTIAL;

    /** The name in the store. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a label. @throws IllegalArgumentException if there is none */
    public static EntityKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
