package dev.switchboard.launcher.gateway;

import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.contract.HttpEndpointContract;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.List;
import java.util.Map;

class ConfigPagesContractTest extends HttpEndpointContract {
    @Override
    protected HttpEndpoint create() {
        return new ConfigPages(_ -> List.of());
    }

    @Override
    protected List<Sample> samples() {
        return component().routes().stream()
                .map(route -> new Sample(
                        route, TestingRequest.call(route.method(), route.template(), Map.of()), Bytes.utf8(""), 200))
                .toList();
    }
}
