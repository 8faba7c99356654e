package dev.switchboard.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** All figures of a run, by load, system and kind. */
final class Figures {
    /** What is measured. */
    enum Kind {
        CPU("CPU µs"),
        RATE("per second"),
        PACED_CPU("CPU µs, fixed rate"),
        P50("p50 µs"),
        P99("p99 µs"),
        MAX("max µs"),
        LATE("% later than 10 ms"),
        FAILED("failed");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Map<String, Map<String, Map<Kind, Series>>> loads = new LinkedHashMap<>();

    void add(String load, String system, Kind kind, double value) {
        loads.computeIfAbsent(load, _ -> new LinkedHashMap<>())
                .computeIfAbsent(system, _ -> new EnumMap<>(Kind.class))
                .computeIfAbsent(kind, _ -> new Series())
                .add(value);
    }

    /** By load in the order of measuring, then by system. */
    Map<String, Map<String, Map<Kind, Series>>> loads() {
        return loads;
    }
}
