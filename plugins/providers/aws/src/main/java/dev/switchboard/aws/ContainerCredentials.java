package dev.switchboard.aws;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Credentials of a container on ECS or EKS (pod identity), from an address that the environment names. */
final class ContainerCredentials {
    private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
    private static final String SOURCE = "the container's credentials service";
    private static final URI ECS = URI.create("http://169.254.170.2");
    /** To whom a plain http request with the container's token may go. */
    private static final Set<String> HOSTS =
            Set.of("169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "127.0.0.1", "localhost", "[::1]");

    private ContainerCredentials() {}

    static Optional<CredentialSource> find(Environment environment, PluginContext context) {
        return environment
                .variable(RELATIVE)
                .map(ECS::resolve)
                .or(() -> environment.variable(FULL).map(ContainerCredentials::allowed))
                .map(url -> new CredentialSource(() -> fetch(url, environment, context), Set.of(), Set.of(url)));
    }

    private static URI allowed(String text) {
        URI url = URI.create(text);
        if ("https".equals(url.getScheme()) && url.getHost() != null || HOSTS.contains(url.getHost())) {
            return url;
        }
        throw new IllegalArgumentException(FULL + ": " + url.getScheme() + "://" + url.getHost()
                + " (expected: https, or the address of the container's own credentials service)");
    }

    /** The token's file is read each time: it is renewed. */
    private static AwsCredentials fetch(URI url, Environment environment, PluginContext context) {
        Headers.Builder headers = Headers.builder();
        environment
                .variable(TOKEN_FILE)
                .map(file -> CredentialCalls.file(Path.of(file), SOURCE))
                .or(() -> environment.variable(TOKEN))
                .ifPresent(token -> headers.set("authorization", token));
        return CredentialCalls.read(CredentialCalls.send(context, "GET", url, headers.build()), SOURCE);
    }
}
