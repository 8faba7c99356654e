package dev.switchboard.aws;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** AWS Security Token Service: gives out temporary credentials of a role. Safe for use by any thread. */
final class Sts {
    private static final String VERSION = "2011-06-15";

    private final URI endpoint;
    private final SigV4 signer;
    private final PluginContext context;

    /** @param endpoint without a path; the region's own if empty */
    Sts(Optional<URI> endpoint, String region, PluginContext context) {
        this.endpoint = endpoint.orElseGet(() -> URI.create("https://sts." + region + "." + Regions.domain(region)));
        this.signer = new SigV4(region, "sts");
        this.context = context;
    }

    URI endpoint() {
        return endpoint;
    }

    /** The role, for whoever has those credentials. */
    AwsCredentials assume(Role role, AwsCredentials caller) {
        UpstreamRequest request = request("AssumeRole", role, Map.of());
        return send(signer.sign(request, caller, context.clock().instant()), role);
    }

    /** The role, for whoever has that token. */
    AwsCredentials assume(Role role, String webIdentityToken) {
        return send(request("AssumeRoleWithWebIdentity", role, Map.of("WebIdentityToken", webIdentityToken)), role);
    }

    private UpstreamRequest request(String action, Role role, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", action);
        form.put("Version", VERSION);
        form.put("RoleArn", role.arn());
        form.put("RoleSessionName", role.sessionName());
        role.externalId().ifPresent(id -> form.put("ExternalId", id));
        form.putAll(more);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + Encoding.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        Headers headers = Headers.of("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        return UpstreamRequest.post(endpoint.resolve("/"), headers, Bytes.utf8(body));
    }

    private AwsCredentials send(UpstreamRequest request, Role role) {
        String source = "STS for the role " + role.arn();
        UpstreamReply reply = CredentialCalls.send(context, request);
        String xml = reply.body().utf8();
        if (reply.status() >= 300) {
            throw CredentialCalls.none(
                    source,
                    "status " + reply.status()
                            + element(xml, "Message").map(text -> ": " + text).orElse(""));
        }
        return CredentialCalls.make(
                element(xml, "AccessKeyId"),
                element(xml, "SecretAccessKey"),
                element(xml, "SessionToken"),
                element(xml, "Expiration"),
                source);
    }

    /** The elements in question hold plain text, and each name stands once. */
    private static Optional<String> element(String xml, String name) {
        Matcher found = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(xml);
        return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }
}
