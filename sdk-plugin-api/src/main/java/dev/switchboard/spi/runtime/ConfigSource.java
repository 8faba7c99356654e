package dev.switchboard.spi.runtime;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What accounts and endpoints implement to add to the configuration while the gateway runs. The gateway asks when it makes its next
 * world, and again after {@link RuntimeConfig#changed}. A part that cannot be used is left out and named in the log and on the health
 * pages; it keeps neither the gateway from starting nor other parts from counting.
 */
@ConsumerType
public interface ConfigSource {
    /**
     * What it adds at present; of parts that exclude each other the first counts. Answers from memory, waits for nothing and calls
     * nothing of {@link RuntimeConfig}: the gateway makes a world meanwhile.
     */
    List<ConfigPart> configParts();
}
