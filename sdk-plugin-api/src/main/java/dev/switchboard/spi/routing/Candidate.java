package dev.switchboard.spi.routing;

import dev.switchboard.spi.provider.Target;
import org.osgi.annotation.versioning.ProviderType;

/** A target that could serve a call. The same object stands for it in every call until the configuration changes. */
@ProviderType
public interface Candidate {
    /** The target. */
    Target target();

    /** Its configured share, relative to the others; 0 or more. */
    double weight();

    /** Calls that it is serving now. */
    int inFlight();
}
