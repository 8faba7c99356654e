package dev.switchboard.testkit.doubles;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.shared.SharedValues;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Shared values in memory, which can lose everything and fall silent. */
public final class TestingSharedValues implements SharedValues {
    private final Map<String, Value> values = new HashMap<>();
    private long epoch = 1;
    private long version;
    private boolean silent;
    private boolean losing;

    /** Nothing is kept yet. */
    public TestingSharedValues() {}

    @Override
    public synchronized Reading read(Collection<String> names) {
        answer();
        Map<String, Value> found = new HashMap<>(values);
        found.keySet().retainAll(Set.copyOf(names));
        Reading reading = new Reading(epoch(), found);
        if (losing) {
            losing = false;
            lose();
        }
        return reading;
    }

    @Override
    public synchronized Set<String> write(String epochRead, Map<String, Value> changes) {
        answer();
        Set<String> written = new HashSet<>();
        if (epochRead.equals(epoch())) {
            changes.forEach((name, change) -> {
                Value present = values.get(name);
                if (change.version() == (present == null ? Reading.NOTHING : present.version())) {
                    put(name, change.text());
                    written.add(name);
                }
            });
        }
        return written;
    }

    private void put(String name, String text) {
        if (text.isEmpty()) {
            values.remove(name);
        } else {
            values.put(name, new Value(++version, text));
        }
    }

    private String epoch() {
        return "epoch-" + epoch;
    }

    private void answer() {
        if (silent) {
            throw GatewayError.of(ErrorKind.UPSTREAM, "the shared values are silent")
                    .asException();
        }
    }

    /** Everything is gone, and another epoch begins. */
    public synchronized void lose() {
        values.clear();
        epoch++;
    }

    /** Everything will be gone once it was read the next time. */
    public synchronized void loseAfterReading() {
        losing = true;
    }

    /** Whether calls fail from now on. */
    public synchronized void silent(boolean now) {
        silent = now;
    }
}
