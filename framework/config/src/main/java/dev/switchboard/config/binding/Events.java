package dev.switchboard.config.binding;

import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;

/** The parser's events, one document at a time. */
final class Events {
    private final Iterator<Event> events;
    private @Nullable Event last;

    Events(Iterator<Event> events) {
        this.events = events;
    }

    Event next() {
        last = events.next();
        return last;
    }

    Event last() {
        return Objects.requireNonNull(last);
    }

    /** Moves into the next document, if there is one. */
    boolean beginDocument() {
        while (events.hasNext()) {
            if (next().getEventId() == Event.ID.DocumentStart) {
                return true;
            }
        }
        return false;
    }

    void endDocument() {
        while (next().getEventId() != Event.ID.DocumentEnd) {
            // comments before the end are of no interest
        }
    }
}
