package dev.switchboard.provider.bedrock.claude;

import dev.switchboard.provider.bedrock.reply.ErrorReader;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.anthropic.Hosting;
import dev.switchboard.wire.anthropic.format.Betas;
import dev.switchboard.wire.anthropic.relay.MessagesRelay;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Relays Anthropic's messages to Claude on Bedrock, without what Bedrock refuses; the events of streams are unwrapped. */
public final class ClaudeRelay implements Relay {
    private final MessagesRelay messages;
    private final BetaRules rules;
    private final Predicate<Target> claude;

    /**
     * A relay.
     *
     * @param betas  names that are let through beside those that are known
     * @param claude which models are called in this format
     */
    public ClaudeRelay(Hosting hosting, Collection<String> betas, Predicate<Target> claude) {
        this.messages = new MessagesRelay(hosting, Hosting.Call.MESSAGES);
        this.rules = new BetaRules(betas);
        this.claude = claude;
    }

    @Override
    public boolean serves(Target target) {
        return claude.test(target);
    }

    @Override
    public UpstreamRequest encode(RelayRequest request, Target target) {
        Changes changes = new Changes();
        List<String> written = request.headers().all(Betas.HEADER);
        List<String> allowed = rules.allowed(written, changes);
        boolean someLeftOut = !changes.list().isEmpty();
        JsonDocument.Editor body = request.body();
        rules.superfluous(body.original().names(), allowed, someLeftOut, changes)
                .forEach(body::remove);
        RelayRequest trimmed = new RelayRequest(
                request.wire(),
                headers(request.headers(), allowed),
                request.query(),
                body,
                request.stream(),
                request.usageWanted());
        return messages.encode(trimmed, target).withChanges(changes.list());
    }

    /** A caller has no say in what is signed. */
    private static Headers headers(Headers caller, List<String> betas) {
        Headers.Builder headers = caller
                .filter(name -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    return !lower.startsWith("x-amz-") && !lower.equals(Betas.HEADER);
                })
                .toBuilder();
        if (!betas.isEmpty()) {
            headers.set(Betas.HEADER, String.join(",", betas));
        }
        return headers.build();
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        RelayObserver observer = messages.observer(request);
        return request.stream() ? new ChunkObserver(observer) : observer;
    }

    @Override
    public boolean relaysErrors() {
        return false;
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
