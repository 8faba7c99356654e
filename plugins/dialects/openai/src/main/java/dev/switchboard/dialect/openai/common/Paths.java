package dev.switchboard.dialect.openai.common;

import java.util.List;

/** Where endpoints are found. */
public final class Paths {
    private Paths() {}

    /**
     * A path with and without {@code /v1}, and with it twice: clients differ in whether the base URL they are given shall
     * hold it, and some add it in any case.
     */
    public static List<String> of(String path) {
        return List.of("/v1" + path, path, "/v1/v1" + path);
    }
}
