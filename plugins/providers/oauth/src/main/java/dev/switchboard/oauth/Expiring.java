package dev.switchboard.oauth;

import java.time.Instant;

/** What is good for a while only. */
public interface Expiring {
    /** When it ends; {@link Instant#MAX} if it does not. */
    Instant expires();
}
