package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What can be said of a jar before it is installed.
 *
 * @param words   who has signed it, what it declares and what it is made of, for people
 * @param mayRun  whether its signature is one that this gateway's settings ask for
 */
public record BundleVerification(String words, boolean mayRun) {
    static BundleVerification of(Candidate candidate, Trust trust) throws PluginFailure {
        BundleSignature signature = read(candidate);
        String plugin =
                candidate.plugin().map(entry -> ", plugin " + entry.id()).orElse(", a library");
        String words = candidate.label() + plugin + "\n    " + trust.warning().judge(signature) + "\n    declares "
                + candidate.capabilities().declaration() + "\n    "
                + (BundleSbom.read(candidate.jar()).isPresent() ? "has an SBOM" : "has no SBOM") + "\n    sha256 "
                + candidate.sha256();
        return new BundleVerification(words, trust.admits(signature));
    }

    private static BundleSignature read(Candidate candidate) {
        try {
            return BundleSignature.read(candidate.jar());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + candidate.jar(), e);
        }
    }
}
