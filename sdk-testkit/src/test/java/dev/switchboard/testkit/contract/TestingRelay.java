package dev.switchboard.testkit.contract;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Relay;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.usage.Usage;
import java.net.URI;
import java.util.Optional;

/** A correct relay of the wire of {@link TestingTranslator}. */
class TestingRelay implements Relay {

    @Override
    public UpstreamRequest encode(RelayRequest request, Target target) {
        return UpstreamRequest.post(
                URI.create("https://api.acme.test/v1/generate"),
                Headers.of("authorization", "Bearer " + TestingTranslator.SECRET),
                request.body().set("model", JsonText.string(target.model())).build());
    }

    @Override
    public RelayObserver observer(RelayRequest request) {
        return new Observer();
    }

    @Override
    public GatewayError error(UpstreamReply reply) {
        return TestingTranslator.error(reply, TestingTranslator.KINDS);
    }

    private static final class Observer implements RelayObserver {
        private boolean complete;

        @Override
        public Observation observe(UpstreamEvent event) {
            String data = event.data().utf8();
            if (data.startsWith("{\"end\"")) {
                complete = true;
                return Observation.END;
            }
            return data.startsWith("{\"t\"") ? Observation.CONTENT : Observation.OTHER;
        }

        @Override
        public boolean complete() {
            return complete;
        }

        @Override
        public Optional<Usage> usage(UpstreamReply reply) {
            reply.requireJson();
            return reply.body().utf8().contains("\"tokens\":5")
                    ? Optional.of(Usage.builder().set(Usage.Bucket.OUTPUT, 5).build())
                    : Optional.empty();
        }
    }
}
