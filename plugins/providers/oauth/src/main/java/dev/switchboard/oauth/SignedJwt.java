package dev.switchboard.oauth;

import dev.switchboard.spi.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes JSON web tokens signed with RSA and SHA-256 (RFC 7515, RFC 7518, RFC 7519). Safe for use by any thread. */
public final class SignedJwt {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    private final PrivateKey key;
    private final Algorithm algorithm;
    private final Map<String, String> header;

    /** How to sign. */
    public enum Algorithm {
        /** PKCS #1 version 1.5. */
        RS256,
        /** PSS. */
        PS256
    }

    /**
     * A signer by {@link Algorithm#RS256}.
     *
     * @param pem   the private key in PKCS #8, as PEM
     * @param keyId the key's name at the receiver
     * @throws IllegalArgumentException if the key cannot be read; the message does not hold it
     */
    public SignedJwt(String pem, Optional<String> keyId) {
        this(pem, Algorithm.RS256, keyId.map(id -> Map.of("kid", id)).orElse(Map.of()));
    }

    /**
     * A signer.
     *
     * @param pem    the private key in PKCS #8, as PEM; other things may stand before and behind it
     * @param header what each token's header says beside its algorithm and type; at most one member
     * @throws IllegalArgumentException if the key cannot be read; the message does not hold it
     */
    public SignedJwt(String pem, Algorithm algorithm, Map<String, String> header) {
        this.key = read(pem);
        this.algorithm = algorithm;
        this.header = Map.copyOf(header);
    }

    private static PrivateKey read(String pem) {
        Matcher armoured = KEY.matcher(pem);
        String base64 = (armoured.find() ? armoured.group(1) : pem).replaceAll("\\s", "");
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // without the cause, which might quote the key
            throw new IllegalArgumentException(
                    "private key: unreadable (expected: an RSA key in PKCS #8, as PEM that begins with"
                            + " -----BEGIN PRIVATE KEY-----)");
        }
    }

    /** A token with these claims, a JSON object. */
    public String sign(JsonWriter claims) {
        JsonWriter head =
                new JsonWriter().object().string("alg", algorithm.name()).string("typ", "JWT");
        header.forEach(head::string);
        head.endObject();
        String content =
                encode(head.bytes().toArray()) + "." + encode(claims.bytes().toArray());
        try {
            Signature signature = signature();
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with RSA and SHA-256", e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        if (algorithm == Algorithm.RS256) {
            return Signature.getInstance("SHA256withRSA");
        }
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return pss;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
