package dev.switchboard.accounts;

import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.contract.HttpEndpointContract;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls of each kind: of the more than a hundred routes, those that read, make, change, remove and have a variable. */
class AccountsEndpointContractTest extends HttpEndpointContract {
    @TempDir
    private Path directory;

    private ContractAccounts accounts;

    @BeforeEach
    void open() {
        accounts = ContractAccounts.in(directory, "{}");
        component();
    }

    @Override
    protected HttpEndpoint create() {
        return accounts.accounts();
    }

    @Override
    protected boolean showsEveryRoute() {
        return false;
    }

    @Override
    protected List<Sample> samples() {
        return List.of(
                sample("GET", "/key/list", "/key/list", "", 200),
                sample("GET", "/openapi.json", "/openapi.json", "", 200),
                sample("POST", "/key/generate", "/key/generate", "{}", 200),
                sample("POST", "/team/new", "/team/new", "{\"team_id\":\"t\"}", 200),
                sample("POST", "/team/update", "/team/update", "{\"team_id\":\"nobody\"}", 404),
                sample("POST", "/key/delete", "/key/delete", "{}", 400),
                sample("POST", "/key/{key}/regenerate", "/key/nobody/regenerate", "{}", 404));
    }

    private Sample sample(String method, String template, String path, String body, int status) {
        HttpRoute route = component().routes().stream()
                .filter(each -> each.method().equals(method) && each.template().equals(template))
                .findFirst()
                .orElseThrow();
        return new Sample(route, TestingRequest.call(method, path, Map.of("key", "nobody")), Bytes.utf8(body), status);
    }
}
