package dev.switchboard.pipeline.builtin;

import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.Identity;
import dev.switchboard.testkit.contract.IdentityContract;
import dev.switchboard.testkit.doubles.TestingRequest;
import java.util.Map;

class StaticKeysContractTest extends IdentityContract {
    private static final String KEY = "sk-test-not-a-real-key";

    @Override
    protected Identity create() {
        return new StaticKeys(Map.of(KEY, Caller.builder("web-shop").build()));
    }

    @Override
    protected HttpRequest known() {
        return TestingRequest.to("/v1/chat/completions", "authorization", "Bearer " + KEY);
    }

    @Override
    protected String callerId() {
        return "web-shop";
    }

    @Override
    protected String secret() {
        return KEY;
    }
}
