package dev.switchboard.aws;

import java.util.Optional;

/** Regions and the domains they are in. */
public final class Regions {
    private Regions() {}

    /** The domain of a region's services, such as {@code amazonaws.com}. */
    public static String domain(String region) {
        return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    /**
     * The region: the one that is set, else that of the environment, else that of the profile.
     *
     * @throws IllegalArgumentException if there is none, or it cannot be one; the message is for the operator
     */
    public static String find(Optional<String> configured, AwsIdentity identity, Environment environment) {
        String region = configured
                .or(() -> environment.variable("AWS_REGION"))
                .or(() -> environment.variable("AWS_DEFAULT_REGION"))
                .or(() -> Profiles.read(environment).region(identity.profile()))
                .orElseThrow(
                        () -> new IllegalArgumentException("region: not set, and neither AWS_REGION nor the profile"
                                + " names one (expected: a region such as eu-central-1)"));
        if (!region.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("region: \"" + region + "\" (expected: a region such as eu-central-1)");
        }
        return region;
    }
}
