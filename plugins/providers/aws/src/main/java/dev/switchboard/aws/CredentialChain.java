package dev.switchboard.aws;

import dev.switchboard.spi.PluginContext;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the way to credentials: what is configured, else the order of AWS's SDKs: keys in the environment, a web identity, a
 * profile, the container's service, the machine's metadata service. Which way it is stands fast from then on.
 */
public final class CredentialChain {
    private final AwsIdentity identity;
    private final Environment environment;
    private final PluginContext context;
    private final AssumedRoles roles;

    private CredentialChain(AwsIdentity identity, String region, Environment environment, PluginContext context) {
        this.identity = identity;
        this.environment = environment;
        this.context = context;
        this.roles = new AssumedRoles(new Sts(identity.stsEndpoint(), region, context));
    }

    /**
     * The way.
     *
     * @param region of STS, where roles are taken on
     * @throws IllegalArgumentException if there is none; the message is for the operator
     */
    public static CredentialSource find(
            AwsIdentity identity, String region, Environment environment, PluginContext context) {
        return new CredentialChain(identity, region, environment, context).find();
    }

    private CredentialSource find() {
        Optional<Role> role =
                identity.roleArn().map(arn -> Role.of(arn, identity.roleSessionName(), identity.externalId()));
        if (role.isPresent() && identity.webIdentityTokenFile().isPresent()) {
            return roles.byToken(
                    role.get(), identity.webIdentityTokenFile().get().toString());
        }
        CredentialSource base = configured().orElseGet(this::found);
        return role.map(wanted -> roles.by(wanted, base)).orElse(base);
    }

    private Optional<CredentialSource> configured() {
        if (identity.accessKeyId().isPresent()) {
            return Optional.of(fixed(
                    identity.accessKeyId().get(), identity.secretAccessKey().orElseThrow(), identity.sessionToken()));
        }
        return identity.profile().map(this::profile);
    }

    private CredentialSource found() {
        return ofVariables(environment)
                .or(this::webIdentity)
                .or(this::usualProfile)
                .or(() -> ContainerCredentials.find(environment, context))
                .orElseGet(this::metadata);
    }

    /** Keys in the environment. */
    static Optional<CredentialSource> ofVariables(Environment environment) {
        return environment
                .variable("AWS_ACCESS_KEY_ID")
                .flatMap(id -> environment
                        .variable("AWS_SECRET_ACCESS_KEY")
                        .map(secret -> fixed(id, secret, environment.variable("AWS_SESSION_TOKEN"))));
    }

    private static CredentialSource fixed(String id, String secret, Optional<String> token) {
        AwsCredentials credentials = new AwsCredentials(id, secret, token, Instant.MAX);
        return CredentialSource.local(() -> credentials);
    }

    private Optional<CredentialSource> webIdentity() {
        return environment
                .variable("AWS_WEB_IDENTITY_TOKEN_FILE")
                .flatMap(file -> environment
                        .variable("AWS_ROLE_ARN")
                        .map(arn -> Role.of(arn, environment.variable("AWS_ROLE_SESSION_NAME"), Optional.empty()))
                        .map(role -> roles.byToken(role, file)));
    }

    /** A named one must exist; the file for the default one may hold nothing but a region. */
    private Optional<CredentialSource> usualProfile() {
        Profiles profiles = Profiles.read(environment);
        boolean leads = profiles.profile(profiles.usual())
                .filter(settings -> settings.keySet().stream().anyMatch(CredentialChain::isCredential))
                .isPresent();
        return leads || environment.variable("AWS_PROFILE").isPresent()
                ? Optional.of(profile(profiles.usual()))
                : Optional.empty();
    }

    private static boolean isCredential(String setting) {
        return setting.equals("aws_access_key_id")
                || setting.equals("role_arn")
                || setting.equals("credential_process")
                || setting.startsWith("sso_");
    }

    private CredentialSource profile(String name) {
        return new ProfileSources(environment, context, roles).find(name);
    }

    private CredentialSource metadata() {
        if (environment
                .variable("AWS_EC2_METADATA_DISABLED")
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            throw new IllegalArgumentException("credentials: none found (expected: credentials in the configuration, in"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in a profile, of a web identity or of a container;"
                    + " those of the machine are switched off by AWS_EC2_METADATA_DISABLED)");
        }
        return InstanceMetadata.source(environment, context);
    }
}
