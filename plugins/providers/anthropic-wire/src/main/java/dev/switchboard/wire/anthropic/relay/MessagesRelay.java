package dev.switchboard.wire.anthropic.relay;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.anthropic.Hosting;
import dev.switchboard.wire.anthropic.format.Betas;
import dev.switchboard.wire.anthropic.reply.ErrorReader;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Relays one call: the body changes in what tells the model and, at some hosts, the version; everything else goes on. */
public final class MessagesRelay implements Relay {
    /** Caller's header fields that describe this connection or this body. */
    private static final Set<String> KEPT_BACK =
            Set.of("accept-encoding", "content-encoding", "content-length", "content-type", "host");

    private final Hosting hosting;
    private final Hosting.Call call;

    /** Relays that call to that host. */
    public MessagesRelay(Hosting hosting, Hosting.Call call) {
        this.hosting = hosting;
        this.call = call;
    }

    @Override
    public UpstreamRequest encode(RelayRequest request, Target target) {
        JsonDocument.Editor body = request.body();
        Map<String, JsonText> head = hosting.head(target);
        if (!head.containsKey("model")) {
            body.remove("model");
        }
        head.forEach(body::set);
        if (!hosting.streamInBody()) {
            body.remove("stream");
        }
        Headers headers = headers(request.headers());
        if (hosting.betasInBody() && headers.has(Betas.HEADER)) {
            body.setIfAbsent(Betas.MEMBER, Betas.toJson(headers.all(Betas.HEADER)));
            headers = headers.filter(name -> !name.equalsIgnoreCase(Betas.HEADER));
        }
        return new UpstreamRequest(
                "POST",
                hosting.url(call, target, request.stream(), request.query()),
                headers,
                body.build(),
                hosting.framing());
    }

    private Headers headers(Headers caller) {
        Headers own = hosting.headers();
        Headers.Builder headers =
                caller.filter(name -> !KEPT_BACK.contains(name.toLowerCase(Locale.ROOT)) && !own.has(name)).toBuilder();
        headers.addAll(own).setIfAbsent("content-type", "application/json");
        hosting.fallbackHeaders().forEach(headers::setIfAbsent);
        return headers.build();
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        return new MessagesObserver();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
