package dev.switchboard.osgi;

import java.util.Optional;

/**
 * Something that was asked of the bundle directory.
 *
 * @param bundle  the symbolic name
 * @param version the version that shall run, or that was removed
 * @param sha256  of the jar that shall run; empty if the bundle was removed
 */
public record PluginChange(String bundle, String version, String sha256) {
    boolean isRemoval() {
        return sha256.isEmpty();
    }

    /** What has become of it; empty if that is not decided yet. */
    Optional<Outcome> outcome(PluginReport report) {
        Optional<PluginStatus> status = report.find(bundle);
        if (status.isEmpty()) {
            return isRemoval() ? Optional.of(new Outcome.Done(this + " is removed")) : Optional.empty();
        }
        return isRemoval() ? removal(status.get()) : arrival(status.get());
    }

    private Optional<Outcome> arrival(PluginStatus status) {
        if (status.serves() && status.sha256().equals(sha256)) {
            return Optional.of(new Outcome.Done(this + " serves" + detail(status)));
        }
        return status.rejected().stream()
                .filter(rejected -> rejected.sha256().equals(sha256))
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
