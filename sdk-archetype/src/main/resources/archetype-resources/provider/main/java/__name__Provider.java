package ${package};

import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import java.net.URI;
import java.util.Set;

/** What it can do, and where it connects to: the gateway lets it go nowhere else. */
final class ${name}Provider implements Provider {
    private final Abilities abilities;
    private final Set<URI> destinations;

    ${name}Provider(${name}Config config) {
        destinations = Set.of(config.baseUrl());
        abilities = Abilities.builder()
                .chatSupport(${name}Translator.SUPPORT)
                .translate(Operation.CHAT, new ${name}Translator(config))
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
