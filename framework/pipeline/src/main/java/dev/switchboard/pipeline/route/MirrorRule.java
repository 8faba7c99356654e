package dev.switchboard.pipeline.route;

/**
 * Which calls are copied.
 *
 * @param model where the copies go
 * @param share of the calls, 0 to 1
 */
public record MirrorRule(String model, double share) {
    /** @throws IllegalArgumentException if the share is out of range */
    public MirrorRule {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: 0 to 1)");
        }
    }
}
