package dev.switchboard.aws;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests to one service in one region with AWS Signature Version 4. Holds nothing secret; safe for use by any thread. */
public final class SigV4 {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DATE = 8;

    private final String region;
    private final String service;
    private final Predicate<String> signs;

    /**
     * A signer that covers what AWS demands and the body's type; what servers in between may add or change stays outside.
     *
     * @param service the service's name for signatures, such as {@code bedrock}
     */
    public SigV4(String region, String service) {
        this(region, service, name -> name.startsWith("x-amz-") || name.equals("content-type"));
    }

    /** @param signs which header fields are covered beside {@code host}, by their names in lower case */
    SigV4(String region, String service, Predicate<String> signs) {
        this.region = region;
        this.service = service;
        this.signs = signs;
    }

    /** The request with its signature; an earlier {@code authorization} is replaced. */
    public UpstreamRequest sign(UpstreamRequest request, AwsCredentials credentials, Instant now) {
        String time = TIME.format(now);
        Headers.Builder headers = request.headers().filter(name -> !name.equalsIgnoreCase("authorization")).toBuilder();
        headers.set("x-amz-date", time);
        credentials.sessionToken().ifPresent(token -> headers.set("x-amz-security-token", token));
        UpstreamRequest dated = request.withHeaders(headers.build());
        CanonicalRequest canonical =
                CanonicalRequest.of(dated, signs, hash(request.body().toArray()));
        String scope = time.substring(0, DATE) + "/" + region + "/" + service + "/aws4_request";
        String signed = String.join("\n", ALGORITHM, time, scope, hash(bytes(canonical.text())));
        String signature = HexFormat.of().formatHex(mac(key(credentials, time.substring(0, DATE)), signed));
        return dated.withHeaders(headers.set(
                        "authorization",
                        ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders="
                                + canonical.signedHeaders() + ", Signature=" + signature)
                .build());
    }

    private byte[] key(AwsCredentials credentials, String date) {
        byte[] ofDate = mac(bytes("AWS4" + credentials.secretAccessKey()), date);
        return mac(mac(mac(ofDate, region), service), "aws4_request");
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
