package dev.switchboard.aws;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.net.URI;
import java.util.Set;

/** Credentials of a machine on EC2, from its metadata service of version 2. */
final class InstanceMetadata {
    private static final URI SERVICE = URI.create("http://169.254.169.254");
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
    private static final String SOURCE = "the machine's metadata service";
    private static final String SIX_HOURS = "21600";

    private final URI service;
    private final PluginContext context;

    private InstanceMetadata(URI service, PluginContext context) {
        this.service = service;
        this.context = context;
    }

    static CredentialSource source(Environment environment, PluginContext context) {
        URI service = environment
                .variable("AWS_EC2_METADATA_SERVICE_ENDPOINT")
                .map(URI::create)
                .orElse(SERVICE);
        return new CredentialSource(new InstanceMetadata(service, context)::fetch, Set.of(), Set.of(service));
    }

    private AwsCredentials fetch() {
        UpstreamReply token = CredentialCalls.send(
                context,
                "PUT",
                service.resolve("/latest/api/token"),
                Headers.of("x-aws-ec2-metadata-token-ttl-seconds", SIX_HOURS));
        Headers headers = Headers.of("x-aws-ec2-metadata-token", text(token));
        String role = text(CredentialCalls.send(context, "GET", service.resolve(ROLES), headers))
                .lines()
                .findFirst()
                .orElseThrow(() -> CredentialCalls.none(SOURCE, "the machine has no role"));
        URI url = service.resolve(ROLES + Encoding.encode(role.strip()));
        return CredentialCalls.read(CredentialCalls.send(context, "GET", url, headers), SOURCE);
    }

    private static String text(UpstreamReply reply) {
        if (reply.status() >= 300) {
            throw CredentialCalls.none(SOURCE, "status " + reply.status());
        }
        return reply.body().utf8().strip();
    }
}
