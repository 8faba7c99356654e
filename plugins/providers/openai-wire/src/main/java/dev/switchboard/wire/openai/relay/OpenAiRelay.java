package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Address;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.reply.ErrorReader;
import java.util.List;
import java.util.Map;

/** Relays one operation: the body changes in the model's name and in what the server's quirks demand, in one edit. */
public final class OpenAiRelay implements Relay {
    private final Connection connection;
    private final Address address;

    /** Relays to one path, such as {@code /chat/completions}. */
    public OpenAiRelay(Connection connection, String path) {
        this.connection = connection;
        this.address = new Address(connection, path);
    }

    @Override
    public UpstreamRequest encode(RelayRequest request, Target target) {
        JsonDocument.Editor body = request.body();
        body.set("model", JsonText.string(target.model()));
        List<String> changes = adapt(body);
        if (asksForUsage(request)) {
            body.set(StreamOptions.NAME, StreamOptions.withUsage(body.original().text(StreamOptions.NAME)));
        }
        UpstreamRequest upstream = UpstreamRequest.post(
                address.of(target, request.query()), CallerHeaders.with(request.headers(), connection), body.build());
        return changes.isEmpty() ? upstream : upstream.withChanges(changes);
    }

    /** @return what was left out */
    private List<String> adapt(JsonDocument.Editor body) {
        Quirks quirks = connection.quirks();
        JsonDocument original = body.original();
        Changes changes = new Changes();
        for (String name : quirks.remove()) {
            if (original.text(name).isPresent()) {
                body.remove(name);
                changes.dropped(name, "the chosen provider has no such parameter");
            }
        }
        for (String name : quirks.removeNull()) {
            if (original.text(name).filter(JsonText::isNull).isPresent()) {
                body.remove(name);
            }
        }
        for (Map.Entry<String, String> rename : quirks.rename().entrySet()) {
            original.text(rename.getKey()).ifPresent(value -> {
                body.remove(rename.getKey());
                body.setIfAbsent(rename.getValue(), value);
            });
        }
        return changes.list();
    }

    /** Whether the gateway must ask for usage because the caller did not. */
    private boolean asksForUsage(RelayRequest request) {
        return request.stream()
                && request.usageWanted()
                && connection.quirks().streamUsage() == Quirks.StreamUsage.ON_REQUEST
                && !StreamOptions.askForUsage(request.body().original().text(StreamOptions.NAME));
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        return new ReplyObserver(asksForUsage(request));
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return ErrorReader.read(reply);
    }
}
