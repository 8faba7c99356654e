package dev.switchboard.provider.compatible;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Quirks as an operator leaves them who sets none. */
final class TestingQuirks {
    private TestingQuirks() {}

    static QuirksConfig none() {
        return new QuirksConfig(
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
