package dev.switchboard.spi.shared;

import dev.switchboard.spi.Component;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Texts that several gateways see and change, by name. Safe for use by any thread. Methods block for a bounded time, a few seconds
 * at most, and throw a {@link dev.switchboard.spi.error.GatewayException} of the kind
 * {@link dev.switchboard.spi.error.ErrorKind#UPSTREAM UPSTREAM} if there was no answer until then; whether a write was done is not
 * known after that.
 */
@ConsumerType
public interface SharedValues extends Component {
    /**
     * Reads values as they are at one moment.
     *
     * @param names of at most 512 characters each
     * @throws dev.switchboard.spi.error.GatewayException if there is no answer
     */
    Reading read(Collection<String> names);

    /**
     * Writes each value whose name has the version that was read, and leaves the others as they are; all at one moment. In another
     * epoch nothing is written.
     *
     * @param epoch   of the reading that the changes are made to
     * @param changes the version that was read, 0 for a name without a value, and the text to be written; an empty text removes the
     *                value
     * @return the names whose values were written
     * @throws dev.switchboard.spi.error.GatewayException if there is no answer
     */
    Set<String> write(String epoch, Map<String, Value> changes);

    /**
     * What stood there at one moment.
     *
     * @param epoch  as long as it is the same, nothing that was written has been lost; not empty
     * @param values by name; a name without a value is missing
     */
    record Reading(String epoch, Map<String, Value> values) {
        /** The version of a name that has no value. */
        public static final long NOTHING = 0;

        /** Copies the map. */
        public Reading {
            values = Map.copyOf(values);
        }

        /** The text of a name; empty if it has none. */
        public String text(String name) {
            Value value = values.get(name);
            return value == null ? "" : value.text();
        }

        /** A change of a name's text to another, provided that nobody changes it before. */
        public Value to(String name, String text) {
            Value value = values.get(name);
            return new Value(value == null ? NOTHING : value.version(), text);
        }
    }

    /**
     * One value.
     *
     * @param version above zero; no two texts that a name has in an epoch have the same
     * @param text    up to a million characters
     */
    record Value(long version, String text) {}
}
