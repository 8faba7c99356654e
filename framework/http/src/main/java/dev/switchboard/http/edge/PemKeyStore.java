package dev.switchboard.http.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate chain and its key from PEM files. */
final class PemKeyStore {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> KEY_TYPES = List.of("RSA", "EC", "Ed25519");

    private PemKeyStore() {}

    /**
     * The key and its chain, without a password.
     *
     * @throws IOException if a file cannot be read or does not hold what it should; the message says which and what
     */
    static KeyStore load(EdgeOptions.Tls tls) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("edge", key(tls.privateKey()), new char[0], certificates(tls.certificates()));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "certificate " + tls.certificates() + " and key " + tls.privateKey() + " do not fit: "
                            + e.getMessage(),
                    e);
        }
    }

    private static Certificate[] certificates(Path file) throws IOException {
        try {
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (chain.isEmpty()) {
                throw new IOException(file + ": no certificate found (expected: PEM)");
            }
            return chain.toArray(Certificate[]::new);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": not a certificate chain in PEM: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher matcher = PKCS8.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new IOException(
                    file + ": no PKCS#8 key found (expected: BEGIN PRIVATE KEY; convert another format with"
                            + " openssl pkcs8 -topk8 -nocrypt)");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
        for (String type : KEY_TYPES) {
            try {
                return KeyFactory.getInstance(type).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                continue;
            }
        }
        throw new IOException(file + ": a key of unknown type (expected: one of " + KEY_TYPES + ")");
    }
}
