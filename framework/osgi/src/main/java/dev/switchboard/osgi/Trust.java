package dev.switchboard.osgi;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose bundles run.
 *
 * @param mode what becomes of a bundle that nobody trusted has signed
 * @param keys the pinned keys: SHA-256 of a signer's public key, 64 hexadecimal digits in lower case
 */
public record Trust(Mode mode, Set<String> keys) {
    /** Signatures are not looked at. */
    public static final Trust OFF = new Trust(Mode.OFF, Set.of());

    /** What becomes of a bundle that nobody trusted has signed. */
    public enum Mode {
        /** It runs, and nobody looks. */
        OFF,
        /** It runs, and its status says so. */
        WARN,
        /** It does not run. */
        REQUIRE
    }

    /** Copies the set. */
    public Trust {
        keys = Set.copyOf(keys);
    }

    boolean looks() {
        return mode != Mode.OFF;
    }

    /**
     * What is to be told of a bundle with this signature.
     *
     * @throws PluginFailure if it does not run, said of the file: {@code is not signed: ...}
     */
    String judge(BundleSignature signature) throws PluginFailure {
        Set<String> pinned = pinned(signature);
        if (!pinned.isEmpty()) {
            return "signed by the pinned key " + String.join(", ", pinned);
        }
        String what = signature
                .fault()
                .orElseGet(() -> "is signed by " + String.join(", ", signature.keys()) + ", which is not pinned");
        if (mode == Mode.REQUIRE) {
            throw new PluginFailure(what + "; plugins.signatures requires a signature by one of plugins.trusted-keys");
        }
        return "not trusted: it " + what;
    }

    /** Whether a bundle with this signature runs. */
    boolean admits(BundleSignature signature) {
        return mode != Mode.REQUIRE || !pinned(signature).isEmpty();
    }

    /** The same as if everybody's ran, to tell who has signed what. */
    Trust warning() {
        return new Trust(Mode.WARN, keys);
    }

    private Set<String> pinned(BundleSignature signature) {
        return signature.fault().isPresent()
                ? Set.of()
                : signature.keys().stream().filter(keys::contains).collect(Collectors.toSet());
    }
}
