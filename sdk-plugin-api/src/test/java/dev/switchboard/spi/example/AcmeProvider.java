package dev.switchboard.spi.example;

import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.wire.Wire;

// @start region="provider"
/** Chats in Acme's own format, and takes OpenAI's as it is. */
final class AcmeProvider implements Provider {
    private final Abilities abilities;

    AcmeProvider(AcmeConfig config) {
        abilities = Abilities.builder()
                .translate(Operation.CHAT, new AcmeTranslator(config))
                .relay(Wire.OPENAI_CHAT, new AcmeRelay(config))
                .build();
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }
}
// @end
