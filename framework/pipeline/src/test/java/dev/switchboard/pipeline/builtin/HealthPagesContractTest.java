package dev.switchboard.pipeline.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.contract.HttpEndpointContract;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthPagesContractTest extends HttpEndpointContract {
    @Override
    protected HttpEndpoint create() {
        return new HealthPages(() -> true);
    }

    @Override
    protected List<Sample> samples() {
        return component().routes().stream()
                .map(route -> new Sample(
                        route, TestingRequest.call(route.method(), route.template(), Map.of()), Bytes.utf8(""), 200))
                .toList();
    }

    @Test
    void readinessEndsBeforeLivenessDoes() {
        HealthPages draining = new HealthPages(() -> false);
        TestingRequest readiness = TestingRequest.call("GET", "/health/readiness", Map.of());
        TestingRequest liveness = TestingRequest.call("GET", "/health/liveness", Map.of());
        assertEquals(
                503,
                draining.handle(readiness, Bytes.utf8(""), Optional.empty()).status());
        assertEquals(
                200, draining.handle(liveness, Bytes.utf8(""), Optional.empty()).status());
    }
}
