package dev.switchboard.spi.example;

import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.wire.Wire;
import java.net.URI;
import java.util.Set;

// @start region="provider"
/** Chats in Acme's own format, and takes OpenAI's as it is. */
final class AcmeProvider implements Provider {
    private final Abilities abilities;
    private final Set<URI> destinations;

    AcmeProvider(AcmeConfig config) {
        destinations = Set.of(config.baseUrl());
        abilities = Abilities.builder()
                .translate(Operation.CHAT, new AcmeTranslator(config))
                .relay(Wire.OPENAI_CHAT, new AcmeRelay(config))
                .build();
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }

    @Override
    public Set<URI> destinations() {
        return destinations;
    }
}
// @end
