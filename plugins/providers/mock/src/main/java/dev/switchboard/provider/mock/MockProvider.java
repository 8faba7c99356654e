package dev.switchboard.provider.mock;

import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import java.time.InstantSource;

/** A provider that answers by a script. Safe for use by any number of threads. */
public final class MockProvider implements Provider {
    private final Abilities abilities;

    /**
     * A provider.
     *
     * @param dimensions numbers in a vector when the caller does not say; 1 or more
     * @param clock      says when replies are made
     * @param pause      how time passes between the parts of a reply; {@link Pause#REAL} but in tests
     */
    public MockProvider(MockScript script, int dimensions, InstantSource clock, Pause pause) {
        abilities = Abilities.builder()
                .local(Operation.CHAT, new MockChat(script, clock, pause))
                .local(Operation.EMBEDDING, new MockEmbedding(dimensions))
                .build();
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }
}
