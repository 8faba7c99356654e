package dev.switchboard.accounts.management;

import java.util.List;
import java.util.Set;

/** The routes of the management API for tests that look at what they declare; none of them can be called. */
final class TestingRoutes {
    private TestingRoutes() {}

    static List<ApiRoute> all() {
        return Management.table(
                null,
                null,
                null,
                null,
                null,
                Set.of(),
                null,
                null,
                new ModelRoutes(null, null, null, null),
                new ServiceHealth(null, null, null));
    }
}
