package dev.switchboard.aws;

import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who calls AWS, as far as an operator says so. What is not said is found as AWS's own SDKs find it.
 *
 * @param accessKeyId          the key's name
 * @param secretAccessKey      the key
 * @param sessionToken         of temporary credentials
 * @param profile              a section of AWS's files
 * @param roleArn              a role to take on
 * @param roleSessionName      what to call the session with the role
 * @param externalId           what the role's owner demands
 * @param webIdentityTokenFile a file with a token that stands for the role
 * @param stsEndpoint          where roles are taken on
 */
@Description("Who calls AWS. Without it credentials are found as AWS's own SDKs find them.")
public record AwsIdentity(
        @Description("The access key's id.") @Secret Optional<String> accessKeyId,

        @Description("The secret access key.") @Secret Optional<String> secretAccessKey,

        @Description("The session token of temporary credentials.") @Secret
        Optional<String> sessionToken,

        @Description("A profile of AWS's shared configuration and credentials files.")
        Optional<String> profile,

        @Description("The ARN of a role to take on.") Optional<String> roleArn,

        @Description("What to call the session with the role; switchboard by default.")
        Optional<String> roleSessionName,

        @Description("The external id that the role's owner demands.")
        Optional<String> externalId,

        @Description("A file with the web identity token for the role, read anew for each session.")
        Optional<Path> webIdentityTokenFile,

        @Description("Where to call STS instead of the region's own address.")
        Optional<URI> stsEndpoint) {
    /** Nothing said. */
    public static final AwsIdentity NONE = new AwsIdentity(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** @throws IllegalArgumentException if settings do not go together; the message is for the operator */
    public AwsIdentity {
        accessKeyId = accessKeyId.map(String::strip);
        secretAccessKey = secretAccessKey.map(String::strip);
        sessionToken = sessionToken.map(String::strip);
        if (accessKeyId.isPresent() != secretAccessKey.isPresent()) {
            throw new IllegalArgumentException(
                    "access-key-id, secret-access-key: one of them is missing (expected: both)");
        }
        if (accessKeyId.isPresent() && profile.isPresent()) {
            throw new IllegalArgumentException("access-key-id, profile: both are set (expected: one of them)");
        }
        if (sessionToken.isPresent() && accessKeyId.isEmpty()) {
            throw new IllegalArgumentException("session-token: set without access-key-id (expected: both)");
        }
        if (webIdentityTokenFile.isPresent() && roleArn.isEmpty()) {
            throw new IllegalArgumentException("web-identity-token-file: set without role-arn (expected: both)");
        }
        if (roleArn.isPresent() && !roleArn.get().startsWith("arn:")) {
            throw new IllegalArgumentException("role-arn: \"" + roleArn.get()
                    + "\" (expected: an ARN such as arn:aws:iam::123456789012:role/NAME)");
        }
    }

    /** The profile and the role only: the rest is secret. */
    @Override
    public String toString() {
        return "AwsIdentity[profile=" + profile.orElse("") + ", role=" + roleArn.orElse("") + "]";
    }
}
