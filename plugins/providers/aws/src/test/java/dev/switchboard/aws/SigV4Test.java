package dev.switchboard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The signer against values that AWS published: the signature test suite of version 4, and the examples of "Authenticating
 * requests (Signature Version 4)" of S3's reference. For addresses that hold encoded characters: values that botocore 1.44.5 computed.
 */
class SigV4Test {
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final AwsCredentials SUITE = credentials("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private static AwsCredentials credentials(String secret) {
        return new AwsCredentials("AKIDEXAMPLE", secret, Optional.empty(), Instant.MAX);
    }

    private static UpstreamRequest request(String method, String url, Headers headers, String body) {
        return new UpstreamRequest(method, URI.create(url), headers, Bytes.utf8(body), Framing.SSE);
    }

    private static String authorization(UpstreamRequest request) {
        return request.headers().first("authorization").orElseThrow();
    }

    private static void check(UpstreamRequest request, String names, String signature) {
        SigV4 all = new SigV4("us-east-1", "service", _ -> true);
        assertEquals(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                        + names + ", Signature=" + signature,
                authorization(all.sign(request, SUITE, NOW)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "GET||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "GET|/example/..|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "GET|/example1/example2/../..|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "GET|//|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "GET|/./|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "GET|//example//|9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
                "GET|/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz|07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
                "GET|/?Param2=value2&Param1=value1|b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
                "GET|/?Param1=value1|a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
                "GET|/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz|9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
                "POST|/|5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
            })
    void pathsAndQueriesOfTheSuite(String method, String path, String signature) {
        String target = Optional.ofNullable(path).orElse("");
        check(
                request(method, "https://example.amazonaws.com" + target, Headers.none(), ""),
                "host;x-amz-date",
                signature);
    }

    @Test
    void headersAndBodiesOfTheSuite() {
        String url = "https://example.amazonaws.com/";
        check(
                request("GET", url, Headers.of("My-Header1", " value1 ", "My-Header2", " \"a   b   c\" "), ""),
                "host;my-header1;my-header2;x-amz-date",
                "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
        Headers.Builder twice = Headers.builder().add("My-Header1", "value2").add("My-Header1", "value2");
        check(
                request("GET", url, twice.add("My-Header1", "value1").build(), ""),
                "host;my-header1;x-amz-date",
                "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea");
        check(
                request("POST", url, Headers.of("content-type", "application/x-www-form-urlencoded"), "Param1=value1"),
                "content-type;host;x-amz-date",
                "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/test.txt|bytes=0-9|f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                "/?lifecycle||fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
                "/?max-keys=2&prefix=J||34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
            })
    void examplesOfS3(String target, String range, String signature) {
        Headers.Builder headers = Headers.builder().set("x-amz-content-sha256", EMPTY);
        Optional.ofNullable(range).ifPresent(bytes -> headers.set("range", bytes));
        AwsCredentials credentials = credentials("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        UpstreamRequest signed = new SigV4("us-east-1", "s3", _ -> true)
                .sign(
                        request("GET", "https://examplebucket.s3.amazonaws.com" + target, headers.build(), ""),
                        credentials,
                        Instant.parse("2013-05-24T00:00:00Z"));
        assertEquals(signature, authorization(signed).replaceFirst(".*Signature=", ""));
    }

    /** What is encoded in the address is encoded once more in what is signed. */
    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse, 324f73c6be4a05b985c18d59436134faec647070f3daebc878864b893c90d4f4",
        "us.anthropic.claude-haiku-4-5-20251001-v1:0/converse, 5c59a34679cc19cef3a81903088ecf8a7c1d241384f6957fadf7e5ddfd694787"
    })
    void addressesOfModels(String path, String signature) {
        UpstreamRequest request = request(
                "POST",
                "https://bedrock-runtime.us-east-1.amazonaws.com/model/" + path,
                Headers.of("content-type", "application/json", "accept", "*/*", "traceparent", "changes-on-the-way"),
                "{\"a\":1}");
        UpstreamRequest signed = new SigV4("us-east-1", "bedrock").sign(request, SUITE, NOW);
        assertEquals(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/bedrock/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date, Signature=" + signature,
                authorization(signed));
        assertEquals(request.url(), signed.url());
        assertEquals(request.body(), signed.body());
    }

    @Test
    void temporaryCredentialsSendTheirTokenAndSignIt() {
        AwsCredentials temporary =
                new AwsCredentials("AKIDEXAMPLE", SUITE.secretAccessKey(), Optional.of("fake-token"), NOW);
        UpstreamRequest request = request(
                "POST",
                "https://bedrock-runtime.us-east-1.amazonaws.com/model/"
                        + "arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fabc123/converse-stream",
                Headers.of("content-type", "application/json", "authorization", "Bearer of-somebody-else"),
                "{\"a\":1}");
        UpstreamRequest signed = new SigV4("us-east-1", "bedrock").sign(request, temporary, NOW);
        assertEquals(Optional.of("fake-token"), signed.headers().first("x-amz-security-token"));
        assertEquals(1, signed.headers().all("authorization").size());
        assertEquals(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/bedrock/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=78a543624d62f48dfc1ee552d16d4708c8ab00c0c3053b2bacd1768173f24815",
                authorization(signed));
    }

    @Test
    void thePortIsPartOfTheHostUnlessItIsTheSchemesOwn() {
        String plain = authorization(sign("https://localhost/"));
        assertEquals(plain, authorization(sign("https://localhost:443/")));
        assertFalse(plain.equals(authorization(sign("https://localhost:8443/"))));
    }

    private static UpstreamRequest sign(String url) {
        return new SigV4("us-east-1", "bedrock").sign(request("GET", url, Headers.none(), ""), SUITE, NOW);
    }

    @Test
    void credentialsShowNothing() {
        assertEquals("AwsCredentials[until " + Instant.MAX + "]", SUITE.toString());
    }
}
