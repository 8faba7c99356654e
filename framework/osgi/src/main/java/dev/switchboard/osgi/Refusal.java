package dev.switchboard.osgi;

import java.time.Instant;

/**
 * A step that was tried in vain.
 *
 * @param curableByOthers whether it is worth another try when another bundle has come or gone
 */
record Refusal(Step step, String reason, boolean curableByOthers, Instant at) {}
