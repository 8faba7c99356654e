package dev.switchboard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.doubles.TestingContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialChainTest {
    private static final String TEMPORARY = """
            {"Code":"Success","AccessKeyId":"AKIDFETCHED","SecretAccessKey":"fake-secret","Token":"fake-token",
             "Expiration":"2026-01-02T09:00:00Z"}""";
    private static final String ASSUMED = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>AKIDROLE</AccessKeyId><SecretAccessKey>fake-role-secret</SecretAccessKey>
            <SessionToken>fake-role-token</SessionToken><Expiration>2026-01-02T04:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>""";

    @TempDir
    Path home;

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<UpstreamRequest> asked = new ArrayList<>();

    private CredentialSource find(AwsIdentity identity) {
        TestingContext context = TestingContext.in(home).withOutbound((request, _) -> {
            asked.add(request);
            String answer = answers.get(request.method() + " " + request.url());
            return new UpstreamReply(
                    answer == null ? 404 : 200, Headers.none(), Bytes.utf8(answer == null ? "" : answer));
        });
        return CredentialChain.find(identity, "eu-west-1", new Environment(variables, home), context);
    }

    private AwsCredentials fetch() {
        return find(AwsIdentity.NONE).fetch().get();
    }

    private static AwsIdentity identity(String profile, String role) {
        return new AwsIdentity(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(profile).filter(text -> !text.isEmpty()),
                Optional.of(role).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.of("shared-42"),
                Optional.empty(),
                Optional.empty());
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws").resolve(name), text);
    }

    private String body(int index) {
        return asked.get(index).body().utf8();
    }

    @Test
    void keysInTheEnvironmentComeFirst() throws IOException {
        file("credentials", "[default]\naws_access_key_id=AKIDFILE\naws_secret_access_key=fake\n");
        variables.putAll(Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKIDENV",
                "AWS_SECRET_ACCESS_KEY",
                "fake-env",
                "AWS_SESSION_TOKEN",
                "fake-session"));
        CredentialSource source = find(AwsIdentity.NONE);
        assertEquals(Set.of(), source.destinations());
        assertEquals(Set.of(), source.metadataServices());
        assertEquals(
                new AwsCredentials("AKIDENV", "fake-env", Optional.of("fake-session"), Instant.MAX),
                source.fetch().get());
    }

    @Test
    void configuredKeysComeBeforeThose() {
        variables.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "fake-env"));
        AwsIdentity identity = new AwsIdentity(
                Optional.of("AKIDCONFIG"),
                Optional.of("fake-config\n"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        AwsCredentials found = find(identity).fetch().get();
        assertEquals("AKIDCONFIG", found.accessKeyId());
        assertEquals("fake-config", found.secretAccessKey());
    }

    @Test
    void keysOfAProfileAreReadAgainAfterAWhile() throws IOException {
        file(
                "credentials",
                "# keys\n[default]\naws_access_key_id = AKIDOLD\naws_secret_access_key = fake-old ; mine\n");
        CredentialSource source = find(AwsIdentity.NONE);
        AwsCredentials old = source.fetch().get();
        assertEquals("AKIDOLD", old.accessKeyId());
        assertEquals("fake-old", old.secretAccessKey());
        assertTrue(old.expires().isBefore(TestingContext.NOW.plusSeconds(3600)));
        file("credentials", "[default]\naws_access_key_id = AKIDNEW\naws_secret_access_key = fake-new\n");
        assertEquals("AKIDNEW", source.fetch().get().accessKeyId());
    }

    @Test
    void aProfileTakesOnARoleAsAnotherProfile() throws IOException {
        file("config", """
                [profile work]
                role_arn = arn:aws:iam::123456789012:role/work
                source_profile = base
                external_id = other-7
                s3 =
                  max_concurrent_requests = 20
                [sso-session x]
                aws_access_key_id = nobody
                """);
        file("credentials", "[base]\naws_access_key_id=AKIDBASE\naws_secret_access_key=fake-base\n");
        variables.put("AWS_PROFILE", "work");
        answers.put("POST https://sts.eu-west-1.amazonaws.com/", ASSUMED);
        CredentialSource source = find(AwsIdentity.NONE);
        AwsCredentials role = source.fetch().get();
        assertEquals(
                new AwsCredentials(
                        "AKIDROLE",
                        "fake-role-secret",
                        Optional.of("fake-role-token"),
                        Instant.parse("2026-01-02T04:00:00Z")),
                role);
        assertEquals(
                "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fwork"
                        + "&RoleSessionName=switchboard&ExternalId=other-7",
                body(0));
        String authorization = asked.getFirst().headers().first("authorization").orElseThrow();
        assertTrue(authorization.contains("Credential=AKIDBASE/20260102/eu-west-1/sts/aws4_request"), authorization);
        assertEquals(Set.of(URI.create("https://sts.eu-west-1.amazonaws.com")), source.destinations());
    }

    @Test
    void profilesThatLeadBackToThemselvesAreRefused() throws IOException {
        file("config", """
                [profile a]
                role_arn = arn:aws:iam::123456789012:role/a
                source_profile = b
                [profile b]
                role_arn = arn:aws:iam::123456789012:role/b
                source_profile = a
                """);
        assertRefused("a", "leads back to itself");
    }

    @Test
    void whatAGatewayCannotDoIsRefusedByName() throws IOException {
        file("config", """
                [profile program]
                credential_process = /bin/secret-program --with secret-argument
                [profile person]
                sso_session = x
                [profile bare]
                region = eu-west-1
                [profile role]
                role_arn = arn:aws:iam::123456789012:role/a
                """);
        assertRefused("program", "credential_process");
        assertRefused("person", "SSO");
        assertRefused("bare", "aws_access_key_id");
        assertRefused("role", "source_profile");
        assertRefused("unknown", "does not exist");
    }

    private void assertRefused(String profile, String why) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> find(identity(profile, "")));
        assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
        assertFalse(refusal.getMessage().contains("secret-"), refusal::getMessage);
    }

    @Test
    void aConfiguredRoleIsTakenOnByWhateverIsFound() {
        variables.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "fake-env"));
        answers.put("POST https://sts.eu-west-1.amazonaws.com/", ASSUMED);
        AwsCredentials found =
                find(identity("", "arn:aws:iam::123456789012:role/r")).fetch().get();
        assertEquals("AKIDROLE", found.accessKeyId());
        assertTrue(body(0).contains("ExternalId=shared-42"), body(0));
    }

    @Test
    void aWebIdentityTokenStandsForARoleAndIsReadEachTime() throws IOException {
        Path token = home.resolve("token");
        Files.writeString(token, "fake-jwt-1\n");
        variables.putAll(Map.of(
                "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(),
                "AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/pod",
                "AWS_ROLE_SESSION_NAME", "pod-1"));
        answers.put(
                "POST https://sts.eu-west-1.amazonaws.com/",
                ASSUMED.replace("AssumeRoleRes", "AssumeRoleWithWebIdentityRes"));
        CredentialSource source = find(AwsIdentity.NONE);
        assertEquals("AKIDROLE", source.fetch().get().accessKeyId());
        Files.writeString(token, "fake-jwt-2\n");
        source.fetch().get();
        assertEquals(
                "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
                        + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fpod&RoleSessionName=pod-1"
                        + "&WebIdentityToken=fake-jwt-1",
                body(0));
        assertTrue(body(1).endsWith("fake-jwt-2"), body(1));
        assertFalse(asked.getFirst().headers().has("authorization"));
    }

    @Test
    void stsSaysWhyItRefuses() {
        variables.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "fake-env"));
        TestingContext context = TestingContext.in(home)
                .withOutbound((_, _) -> new UpstreamReply(
                        403,
                        Headers.none(),
                        Bytes.utf8(
                                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>User is not authorized to perform:"
                                        + " sts:AssumeRole</Message></Error></ErrorResponse>")));
        CredentialSource source = CredentialChain.find(
                identity("", "arn:aws:iam::123456789012:role/r"),
                "eu-west-1",
                new Environment(variables, home),
                context);
        GatewayException thrown =
                assertThrows(GatewayException.class, () -> source.fetch().get());
        assertEquals(ErrorKind.UPSTREAM, thrown.error().kind());
        assertTrue(thrown.getMessage().contains("not authorized to perform: sts:AssumeRole"), thrown::getMessage);
        assertFalse(thrown.getMessage().contains("fake-"), thrown::getMessage);
    }

    @Test
    void aContainerIsAskedWithItsToken() throws IOException {
        Files.writeString(home.resolve("pod-token"), "fake-pod-token\n");
        variables.putAll(Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://169.254.170.23/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                home.resolve("pod-token").toString()));
        answers.put("GET http://169.254.170.23/v1/credentials", TEMPORARY);
        assertEquals("AKIDFETCHED", fetch().accessKeyId());
        assertEquals(Optional.of("fake-pod-token"), asked.getFirst().headers().first("authorization"));
        assertEquals(
                Set.of(URI.create("http://169.254.170.23/v1/credentials")),
                find(AwsIdentity.NONE).metadataServices());
    }

    @Test
    void aTaskOnEcsHasAnAddressOfItsOwn() {
        variables.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/1");
        answers.put("GET http://169.254.170.2/v2/credentials/1", TEMPORARY);
        assertEquals(Instant.parse("2026-01-02T09:00:00Z"), fetch().expires());
    }

    @Test
    void aContainersTokenDoesNotGoJustAnywhere() {
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://evil.example/credentials");
        assertThrows(IllegalArgumentException.class, () -> find(AwsIdentity.NONE));
    }

    @Test
    void theMachineIsAskedLastAndWithASession() throws IOException {
        file("config", "[default]\nregion = eu-west-1\n");
        answers.put("PUT http://169.254.169.254/latest/api/token", "fake-session");
        answers.put("GET http://169.254.169.254/latest/meta-data/iam/security-credentials/", "my role\n");
        answers.put("GET http://169.254.169.254/latest/meta-data/iam/security-credentials/my%20role", TEMPORARY);
        assertEquals("AKIDFETCHED", fetch().accessKeyId());
        assertEquals(Optional.of("fake-session"), asked.getLast().headers().first("x-aws-ec2-metadata-token"));
        assertEquals(
                Set.of(URI.create("http://169.254.169.254")),
                find(AwsIdentity.NONE).metadataServices());
    }

    @Test
    void withoutARoleTheMachineHasNone() {
        GatewayException thrown = assertThrows(GatewayException.class, this::fetch);
        assertTrue(thrown.getMessage().contains("metadata service (status 404)"), thrown::getMessage);
    }

    @Test
    void theMachineMayBeSwitchedOff() {
        variables.put("AWS_EC2_METADATA_DISABLED", "TRUE");
        IllegalArgumentException none = assertThrows(IllegalArgumentException.class, () -> find(AwsIdentity.NONE));
        assertTrue(none.getMessage().contains("AWS_ACCESS_KEY_ID"), none::getMessage);
    }

    @Test
    void theRegionIsFoundInTheSameOrder() throws IOException {
        file("config", "[default]\nregion = eu-north-1\n[profile p]\nregion = us-west-2\n");
        assertEquals("eu-north-1", region(Optional.empty(), AwsIdentity.NONE));
        assertEquals("us-west-2", region(Optional.empty(), identity("p", "")));
        variables.put("AWS_DEFAULT_REGION", "ap-south-1");
        assertEquals("ap-south-1", region(Optional.empty(), identity("p", "")));
        variables.put("AWS_REGION", "ap-south-2");
        assertEquals("ap-south-2", region(Optional.empty(), AwsIdentity.NONE));
        assertEquals("cn-north-1", region(Optional.of("cn-north-1"), AwsIdentity.NONE));
        assertThrows(IllegalArgumentException.class, () -> region(Optional.of("evil.example/"), AwsIdentity.NONE));
        assertEquals("amazonaws.com.cn", Regions.domain("cn-north-1"));
    }

    private String region(Optional<String> configured, AwsIdentity identity) {
        return Regions.find(configured, identity, new Environment(variables, home));
    }
}
