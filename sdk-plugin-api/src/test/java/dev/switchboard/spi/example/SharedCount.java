package dev.switchboard.spi.example;

import dev.switchboard.spi.shared.SharedValues;
import java.util.List;
import java.util.Map;

// @start region="count"
/** Counts for all gateways together. */
final class SharedCount {
    private final SharedValues values;
    private final String name;

    SharedCount(SharedValues values, String name) {
        this.values = values;
        this.name = name;
    }

    /** Adds one; whoever wrote in between makes it read again. After a loss, which the epoch tells, it begins anew. */
    long next() {
        while (true) {
            SharedValues.Reading now = values.read(List.of(name));
            String text = now.text(name);
            long next = text.isEmpty() ? 1 : Long.parseLong(text) + 1;
            if (!values.write(now.epoch(), Map.of(name, now.to(name, Long.toString(next))))
                    .isEmpty()) {
                return next;
            }
        }
    }
}
// @end
