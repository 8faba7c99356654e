package dev.switchboard.osgi;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was asked of the bundle directory.
 *
 * @param bundle  the symbolic name
 * @param version the version that shall run, or that was removed
 * @param sha256  of the jar that shall run; empty if the bundle was removed
 * @param canary  how it shall be tried; empty if it shall serve everybody
 * @param since   refusals from before that time are not about this
 */
public record PluginChange(String bundle, String version, String sha256, Optional<Canary> canary, Instant since) {
    PluginChange(String bundle, String version, String sha256) {
        this(bundle, version, sha256, Optional.empty(), Instant.MIN);
    }

    boolean isRemoval() {
        return sha256.isEmpty();
    }

    /** What has become of it; empty if that is not decided yet. */
    Optional<Outcome> outcome(PluginReport report) {
        Optional<PluginStatus> status = report.find(bundle);
        if (status.isEmpty()) {
            return isRemoval() ? Optional.of(new Outcome.Done(this + " is removed")) : Optional.empty();
        }
        if (isRemoval()) {
            return removal(status.get());
        }
        return canary.isPresent() ? trial(report, canary.get()).or(() -> refusal(status.get())) : arrival(status.get());
    }

    private Optional<Outcome> trial(PluginReport report, Canary wanted) {
        return report.findCanary(bundle)
                .filter(status -> status.sha256().equals(sha256))
                .filter(status -> status.detail().startsWith(wanted.toString()))
                .map(status -> new Outcome.Done(this + " is on trial for " + status.detail()));
    }

    private Optional<Outcome> arrival(PluginStatus status) {
        if (status.serves() && status.sha256().equals(sha256)) {
            return Optional.of(new Outcome.Done(this + " serves" + detail(status)));
        }
        return refusal(status);
    }

    private Optional<Outcome> refusal(PluginStatus status) {
        return status.rejected().stream()
                .filter(rejected ->
                        rejected.sha256().equals(sha256) && !rejected.at().isBefore(since))
                .map(rejected -> refused(status, this + " was refused: " + rejected.reason()))
                .findFirst();
    }

    private Optional<Outcome> removal(PluginStatus status) {
        return status.removalRefused()
                ? Optional.of(
                        new Outcome.Refused(this + " goes on serving, it cannot be removed: " + status.whyNotRemoved()))
                : Optional.empty();
    }

    private static Outcome refused(PluginStatus status, String sentence) {
        String instead = status.serves() ? "; " + status.version() + " goes on serving" : "";
        return new Outcome.Refused(sentence + instead);
    }

    private static String detail(PluginStatus status) {
        return status.detail().isEmpty() ? "" : ", but: " + status.detail();
    }

    @Override
    public String toString() {
        return bundle + " " + version;
    }
}
