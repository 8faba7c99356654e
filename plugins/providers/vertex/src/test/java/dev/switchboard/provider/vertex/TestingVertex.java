package dev.switchboard.provider.vertex;

import dev.switchboard.spi.provider.Provider;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Providers with the credentials of a person, whose secret is the token that gets others. */
final class TestingVertex {
    static final String SECRET = "fake-refresh-token";

    private static final String LOGIN = "{\"type\":\"authorized_user\",\"client_id\":\"id\",\"client_secret\":\"s\","
            + "\"refresh_token\":\"" + SECRET + "\",\"quota_project_id\":\"fake-project\"}";

    private TestingVertex() {}

    static Provider provider(Publisher publisher, Path directory) {
        VertexConfig config = new VertexConfig(
                Optional.empty(),
                "europe-west4",
                publisher,
                Optional.empty(),
                Optional.empty(),
                Optional.of(LOGIN),
                Optional.empty(),
                Map.of(),
                4096);
        return new VertexProviderFactory().create("vertex", config, TestingContext.in(directory));
    }
}
