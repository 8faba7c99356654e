package dev.switchboard.wire.openai;

import dev.switchboard.spi.provider.Target;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the calls of one operation go. Immutable. */
public final class Address {
    private final Connection connection;
    private final String path;
    /** Of calls without a query, which are nearly all, at servers that want the model's name in the body. */
    private final URI usual;

    /** @param path of the operation, such as {@code /chat/completions} */
    public Address(Connection connection, String path) {
        this.connection = connection;
        this.path = path;
        this.usual = connection.url(path, Optional.empty());
    }

    /**
     * The address of a call.
     *
     * @param query the caller's query, as it was sent
     */
    public URI of(Target target, Optional<String> query) {
        if (connection.modelPath().isPresent()) {
            String name =
                    URLEncoder.encode(target.model(), StandardCharsets.UTF_8).replace("+", "%20");
            return connection.url(connection.modelPath().get() + name + path, query);
        }
        return query.isEmpty() ? usual : connection.url(path, query);
    }
}
