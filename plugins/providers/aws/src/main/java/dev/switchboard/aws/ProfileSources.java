package dev.switchboard.aws;

import dev.switchboard.spi.PluginContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the way to credentials that a profile describes. How it leads there is read once, the keys themselves each time, since
 * other programs renew them.
 */
final class ProfileSources {
    /** After which time keys in a file are read again. */
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final Environment environment;
    private final PluginContext context;
    private final AssumedRoles roles;

    ProfileSources(Environment environment, PluginContext context, AssumedRoles roles) {
        this.environment = environment;
        this.context = context;
        this.roles = roles;
    }

    /** @throws IllegalArgumentException if the profile cannot be followed; the message is for the operator */
    CredentialSource find(String name) {
        return find(name, Set.of());
    }

    private CredentialSource find(String name, Set<String> seen) {
        Map<String, String> profile = Profiles.read(environment)
                .profile(name)
                .orElseThrow(() -> unusable(name, "does not exist", "one of AWS's shared files"));
        String role = profile.get("role_arn");
        if (role == null || seen.contains(name)) {
            return keys(name, profile);
        }
        Role wanted = Role.of(
                role,
                Optional.ofNullable(profile.get("role_session_name")),
                Optional.ofNullable(profile.get("external_id")));
        String tokenFile = profile.get("web_identity_token_file");
        if (tokenFile != null) {
            return roles.byToken(wanted, tokenFile);
        }
        String source = profile.get("source_profile");
        if (source == null) {
            return roles.by(wanted, ofService(name, profile.getOrDefault("credential_source", "")));
        }
        Set<String> path = new HashSet<>(seen);
        path.add(name);
        if (seen.contains(source)) {
            throw unusable(name, "leads back to itself by source_profile", "an end of the chain");
        }
        return roles.by(wanted, find(source, path));
    }

    private CredentialSource ofService(String name, String service) {
        return switch (service) {
            case "Environment" ->
                CredentialChain.ofVariables(environment)
                        .orElseThrow(
                                () -> unusable(name, "takes keys from the environment, which has none", "keys there"));
            case "Ec2InstanceMetadata" -> InstanceMetadata.source(environment, context);
            case "EcsContainer" ->
                ContainerCredentials.find(environment, context)
                        .orElseThrow(
                                () -> unusable(name, "takes those of a container, and this is none", "a container"));
            default ->
                throw unusable(
                        name,
                        "has a role_arn without source_profile",
                        "source_profile, web_identity_token_file, or credential_source with Environment,"
                                + " Ec2InstanceMetadata or EcsContainer");
        };
    }

    private CredentialSource keys(String name, Map<String, String> profile) {
        if (!profile.containsKey("aws_access_key_id")) {
            throw unusable(
                    name,
                    profile.containsKey("credential_process")
                            ? "runs a program by credential_process, which this gateway does not"
                            : profile.keySet().stream().anyMatch(key -> key.startsWith("sso_"))
                                    ? "needs a person's login by SSO, which this gateway cannot ask for"
                                    : "has no aws_access_key_id",
                    "keys or a role");
        }
        return CredentialSource.local(() -> read(name));
    }

    private AwsCredentials read(String name) {
        Map<String, String> profile = Profiles.read(environment).profile(name).orElse(Map.of());
        Instant again = context.clock().instant().plus(FRESH);
        return CredentialCalls.make(
                Optional.ofNullable(profile.get("aws_access_key_id")),
                Optional.ofNullable(profile.get("aws_secret_access_key")),
                Optional.ofNullable(profile.get("aws_session_token")),
                Optional.of(again.toString()),
                "the profile " + name);
    }

    private static IllegalArgumentException unusable(String name, String why, String expected) {
        return new IllegalArgumentException("profile: \"" + name + "\" " + why + " (expected: " + expected + ")");
    }
}
