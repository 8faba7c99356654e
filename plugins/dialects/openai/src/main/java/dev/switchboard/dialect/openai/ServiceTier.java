package dev.switchboard.dialect.openai;

import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;

/** The tier that served a reply, where its upstream named one. */
final class ServiceTier {
    private static final String MEMBER = "service_tier";

    private ServiceTier() {}

    /** Writes it unless the reply's own members hold it. */
    static void write(JsonWriter json, Usage usage, Extras extras) {
        if (!OwnExtras.in(extras).containsKey(MEMBER)) {
            json.string(MEMBER, usage.serviceTier());
        }
    }
}
