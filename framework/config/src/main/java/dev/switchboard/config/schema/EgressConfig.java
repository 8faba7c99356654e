package dev.switchboard.config.schema;

import dev.switchboard.spi.config.Description;
import java.util.List;

/** Where the gateway may connect to. */
@Description("Where the gateway may connect to, beside the addresses that configured instances name themselves.")
public record EgressConfig(
        @Description("Further hosts: `host` for all ports, `host:port` for one; with a port an IPv6 address stands in"
                + " brackets. Link-local and metadata addresses must stand here, also where an instance names them.")
        List<String> allow,

        @Description("The HTTP proxy between the gateway and its upstreams.")
        ProxyConfig proxy) {

    public EgressConfig {
        for (String host : allow) {
            if (host.isBlank() || host.matches(".*[/\\s*@].*")) {
                throw new IllegalArgumentException(
                        "allow: '" + host + "' (expected: a host, such as api.example.com or 10.0.0.7:8080)");
            }
        }
    }
}
