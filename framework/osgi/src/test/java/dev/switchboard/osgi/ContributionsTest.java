package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.plugin.Plugin;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContributionsTest {
    @Test
    void everythingIsAskedForThatAPluginMayOffer() {
        Set<String> offered = Stream.of(Plugin.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        Set<String> asked = Stream.of(Contributions.class.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        assertEquals(offered, asked);
    }
}
