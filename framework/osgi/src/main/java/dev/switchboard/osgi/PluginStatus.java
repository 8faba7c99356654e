package dev.switchboard.osgi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * A version of a bundle that runs or shall run.
 *
 * @param bundle     its symbolic name
 * @param plugin     the plugin's id; empty for a library
 * @param detail     a sentence on the state; empty when there is nothing to say
 * @param file       the name of the file it came as
 * @param sha256     of its bytes, in hexadecimal
 * @param since      since when it is in this state
 * @param offers     what the plugin offers, such as {@code provider acme}
 * @param kept       what a rollback can bring back, the latest published last
 * @param provenance who vouches for it, in words; empty if signatures are not looked at
 * @param declares   what its manifest says that it needs, in words
 * @param rejected   newer files that were tried and refused, while this version goes on serving
 * @param use        how it is used
 */
public record PluginStatus(
        String bundle,
        String plugin,
        String version,
        PluginState state,
        String detail,
        String file,
        String sha256,
        Instant since,
        List<String> offers,
        List<KeptVersion> kept,
        String provenance,
        String declares,
        List<RejectedVersion> rejected,
        PluginUse use) {
    private static final int DIGITS = 8;

    static final String REMOVAL_REFUSED = "its file is gone, but it cannot be removed: ";

    /** Copies the lists. */
    public PluginStatus {
        Objects.requireNonNull(bundle);
        Objects.requireNonNull(plugin);
        Objects.requireNonNull(version);
        Objects.requireNonNull(state);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(file);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(since);
        Objects.requireNonNull(provenance);
        Objects.requireNonNull(declares);
        Objects.requireNonNull(use);
        offers = List.copyOf(offers);
        kept = List.copyOf(kept);
        rejected = List.copyOf(rejected);
    }

    /** Whether it is what answers calls now. */
    public boolean serves() {
        return state == PluginState.READY || state == PluginState.DEGRADED;
    }

    /** This version, as {@link #build(String, String)}. */
    public String build() {
        return build(version, sha256);
    }

    /**
     * A version of this bundle for people, as commands take it: where builds of the same version are listed here, with the beginning of
     * its digest, {@code 1.0.0@3f2a9c1d}.
     *
     * @param digest of its bytes
     */
    public String build(String wanted, String digest) {
        BiPredicate<String, String> another =
                (otherVersion, otherDigest) -> otherVersion.equals(wanted) && !otherDigest.equals(digest);
        boolean several = another.test(version, sha256)
                || kept.stream().anyMatch(other -> another.test(other.version(), other.sha256()))
                || rejected.stream().anyMatch(other -> another.test(other.version(), other.sha256()));
        return several ? wanted + "@" + digest.substring(0, Math.min(DIGITS, digest.length())) : wanted;
    }

    boolean removalRefused() {
        return detail.startsWith(REMOVAL_REFUSED);
    }

    /** Why it cannot be removed. */
    String whyNotRemoved() {
        return detail.substring(REMOVAL_REFUSED.length());
    }

    PluginStatus withDetail(String sentence) {
        return with(sentence, offers, rejected, use);
    }

    PluginStatus withOffers(List<String> names) {
        return with(detail, names, rejected, use);
    }

    PluginStatus withRejected(List<RejectedVersion> others) {
        return with(detail, offers, others, use);
    }

    PluginStatus withUse(PluginUse figures) {
        return with(detail, offers, rejected, figures);
    }

    private PluginStatus with(String sentence, List<String> names, List<RejectedVersion> others, PluginUse figures) {
        return new PluginStatus(
                bundle,
                plugin,
                version,
                state,
                sentence,
                file,
                sha256,
                since,
                names,
                kept,
                provenance,
                declares,
                others,
                figures);
    }

    /** Whether people mean this bundle by a name: its symbolic name or its plugin's id. */
    public boolean isCalled(String name) {
        return bundle.equals(name) || (!plugin.isEmpty() && plugin.equals(name));
    }

    /**
     * A version in the store.
     *
     * @param published when it was last published
     */
    public record KeptVersion(String version, String sha256, Instant published) {}

    /**
     * A version that was refused.
     *
     * @param reason a sentence that says why
     */
    public record RejectedVersion(String version, String file, String sha256, String reason, Instant at) {}
}
