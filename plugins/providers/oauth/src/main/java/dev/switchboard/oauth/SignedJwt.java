package dev.switchboard.oauth;

import dev.switchboard.spi.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Makes JSON web tokens signed with RSA and SHA-256 (RFC 7515, RFC 7519). Safe for use by any thread. */
public final class SignedJwt {
    private final PrivateKey key;
    private final Optional<String> keyId;

    /**
     * A signer.
     *
     * @param pem   the private key in PKCS #8, as PEM
     * @param keyId the key's name at the receiver
     * @throws IllegalArgumentException if the key cannot be read; the message does not hold it
     */
    public SignedJwt(String pem, Optional<String> keyId) {
        this.key = read(pem);
        this.keyId = keyId;
    }

    private static PrivateKey read(String pem) {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
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
        JsonWriter header = new JsonWriter().object().string("alg", "RS256").string("typ", "JWT");
        header.string("kid", keyId).endObject();
        String content =
                encode(header.bytes().toArray()) + "." + encode(claims.bytes().toArray());
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with RSA and SHA-256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
