package dev.switchboard.osgi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed every entry of a jar, by the JDK's own check of signed jars.
 *
 * @param keys  SHA-256 of the public keys of those who have signed all of it
 * @param fault why it is not signed as a whole, said of the file; empty if it is
 */
record BundleSignature(Set<String> keys, Optional<String> fault) {
    /** What the signature itself is made of, which it cannot cover. */
    private static final Pattern SIGNATURE_FILE =
            Pattern.compile("META-INF/(MANIFEST\\.MF|SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))");

    static BundleSignature read(Path jar) throws IOException {
        Set<String> common = null;
        try (JarFile opened = new JarFile(jar.toFile(), true)) {
            for (JarEntry entry : Collections.list(opened.entries())) {
                if (entry.isDirectory() || isPartOfTheSignature(entry.getName())) {
                    continue;
                }
                try (InputStream in = opened.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                Set<String> keys = keys(entry.getCodeSigners());
                if (keys.isEmpty()) {
                    return unsigned(entry.getName());
                }
                common = both(common, keys);
            }
        } catch (SecurityException e) {
            return new BundleSignature(Set.of(), Optional.of("has a signature that does not hold: " + e.getMessage()));
        }
        Set<String> all = common == null ? Set.of() : common;
        return new BundleSignature(
                all, all.isEmpty() ? Optional.of("is not signed as a whole by anybody") : Optional.empty());
    }

    private static BundleSignature unsigned(String entry) {
        return new BundleSignature(Set.of(), Optional.of("is not signed (" + entry + ")"));
    }

    private static boolean isPartOfTheSignature(String name) {
        return SIGNATURE_FILE.matcher(name.toUpperCase(Locale.ROOT)).matches();
    }

    private static Set<String> both(@Nullable Set<String> common, Set<String> keys) {
        Set<String> left = new HashSet<>(keys);
        if (common != null) {
            left.retainAll(common);
        }
        return left;
    }

    private static Set<String> keys(CodeSigner @Nullable [] signers) {
        Set<String> keys = new HashSet<>();
        for (CodeSigner signer : signers == null ? List.<CodeSigner>of() : List.of(signers)) {
            keys.add(Digest.of(signer.getSignerCertPath()
                    .getCertificates()
                    .getFirst()
                    .getPublicKey()
                    .getEncoded()));
        }
        return keys;
    }
}
