package dev.switchboard.wire.anthropic;

import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.chat.CountTranslator;
import dev.switchboard.wire.anthropic.chat.MessagesTranslator;
import dev.switchboard.wire.anthropic.relay.MessagesRelay;
import dev.switchboard.wire.anthropic.relay.MessagesSample;

/** What a server of this format can do. */
public final class AnthropicWire {
    /** The family of this format's signatures, foreign blocks and events. */
    public static final String FAMILY = "anthropic";

    private AnthropicWire() {}

    /** Everything: chat and the counting of tokens, relayed and translated. */
    public static Abilities abilities(Hosting hosting) {
        return Abilities.builder()
                .translate(Operation.CHAT, new MessagesTranslator(hosting))
                .translate(Operation.COUNT_TOKENS, new CountTranslator(hosting))
                .relay(
                        Wire.ANTHROPIC_MESSAGES,
                        new MessagesRelay(hosting, Hosting.Call.MESSAGES),
                        MessagesSample.EXCHANGE)
                .relay(Wire.ANTHROPIC_COUNT_TOKENS, new MessagesRelay(hosting, Hosting.Call.COUNT_TOKENS))
                .chatSupport(MessagesTranslator.SUPPORT)
                .build();
    }
}
