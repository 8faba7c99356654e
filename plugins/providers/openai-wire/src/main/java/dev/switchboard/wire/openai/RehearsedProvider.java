package dev.switchboard.wire.openai;

import dev.switchboard.spi.Health;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.relay.ChatRehearsal;
import java.net.URI;
import java.util.Set;

/** A provider that goes through a chat of its own before it serves. */
record RehearsedProvider(Provider provider, Relay chat) implements Provider {
    @Override
    public Health selfCheck() {
        ChatRehearsal.of(chat);
        return provider.selfCheck();
    }

    @Override
    public Abilities abilities() {
        return provider.abilities();
    }

    @Override
    public Set<URI> destinations() {
        return provider.destinations();
    }

    @Override
    public UpstreamRequest authorize(UpstreamRequest request) {
        return provider.authorize(request);
    }
}
