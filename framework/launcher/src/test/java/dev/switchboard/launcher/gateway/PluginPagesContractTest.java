package dev.switchboard.launcher.gateway;

import dev.switchboard.osgi.HostSettings;
import dev.switchboard.osgi.PluginAdmin;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.contract.HttpEndpointContract;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Over folders in which nothing is installed. */
class PluginPagesContractTest extends HttpEndpointContract {
    @TempDir
    private Path directory;

    @Override
    protected HttpEndpoint create() {
        HostSettings settings = HostSettings.of(directory.resolve("bundles"), directory.resolve("data"));
        return new PluginPages(() -> new PluginAdmin(settings), () -> true);
    }

    @Override
    protected List<Sample> samples() {
        return List.of(
                sample("GET", "/plugins", "/plugins", Map.of(), 200),
                sample("GET", "/plugins/history", "/plugins/history", Map.of(), 200),
                sample("GET", "/plugins/{name}/sbom", "/plugins/acme/sbom", Map.of("name", "acme"), 400),
                sample("POST", "/plugins", "/plugins", Map.of(), 400),
                sample("DELETE", "/plugins/{name}", "/plugins/acme", Map.of("name", "acme"), 400),
                sample(
                        "POST",
                        "/plugins/{name}/{verb}",
                        "/plugins/acme/retry",
                        Map.of("name", "acme", "verb", "retry"),
                        400),
                sample(
                        "POST",
                        "/plugins/{name}/{verb}",
                        "/plugins/acme/praise",
                        Map.of("name", "acme", "verb", "praise"),
                        404));
    }

    private Sample sample(String method, String template, String path, Map<String, String> variables, int status) {
        HttpRoute route = component().routes().stream()
                .filter(each -> each.method().equals(method) && each.template().equals(template))
                .findFirst()
                .orElseThrow();
        return new Sample(route, TestingRequest.call(method, path, variables), Bytes.utf8("no jar"), status);
    }
}
