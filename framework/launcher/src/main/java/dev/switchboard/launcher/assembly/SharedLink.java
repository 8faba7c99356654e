package dev.switchboard.launcher.assembly;

import dev.switchboard.pipeline.instance.FaultyPluginException;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.shared.SharedValues;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The way of instances to shared values, whichever instance those are at present. It holds a claim on that one, and each call
 * another, so that nothing is called after it is closed. Safe for use by any thread.
 */
final class SharedLink implements SharedValues {
    private final String name;
    private Optional<Instance<SharedValues>> present = Optional.empty();

    SharedLink(String name) {
        this.name = name;
    }

    /** From now on calls go to this instance; without one they fail. */
    void lead(Optional<Instance<SharedValues>> next) {
        Optional<Instance<SharedValues>> before;
        synchronized (this) {
            before = present;
            next.ifPresent(Instance::claim);
            present = next;
        }
        before.ifPresent(Instance::unclaim);
    }

    @Override
    public Reading read(Collection<String> names) {
        return call(values -> values.read(names));
    }

    @Override
    public Set<String> write(String epoch, Map<String, Value> changes) {
        return call(values -> values.write(epoch, changes));
    }

    private <R> R call(Function<SharedValues, R> call) {
        Instance<SharedValues> instance = claim();
        try {
            return instance.call(call);
        } catch (FaultyPluginException e) {
            throw unavailable(String.valueOf(e.getMessage()));
        } finally {
            instance.unclaim();
        }
    }

    private synchronized Instance<SharedValues> claim() {
        Instance<SharedValues> instance = present.orElseThrow(() -> unavailable("the shared values \"" + name
                + "\" are not there (expected: an entry of the section shared, and instances that are made already)"));
        instance.claim();
        return instance;
    }

    private static GatewayException unavailable(String message) {
        return GatewayError.of(ErrorKind.UPSTREAM, message).asException();
    }
}
