package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.RelayRequest;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The suite refuses providers that do one thing wrong each. */
class ProviderContractTest {
    private static final Target TARGET = Target.of("acme", "acme-1");
    private static final StreamSample STREAM = AcmeContractTest.CHAT.stream().orElseThrow();

    @Test
    void refusesAnEncoderThatForgetsTheModel() {
        assertRefused("model acme-1", checks(new TestingTranslator() {
            @Override
            public UpstreamRequest encode(ChatRequest request, Target target) {
                return super.encode(request, Target.of("acme", "other"));
            }
        })::encodesTheSameBytesEachTime);
    }

    @Test
    void refusesNamesOfTheGatewaysAndNullsThatNobodySent() {
        assertRefused("body.a[].litellm_params", sending("{\"a\":[{\"litellm_params\":1}]}")::sendsNothingUnasked);
        assertRefused("body.Switchboard-Tags", sending("{\"Switchboard-Tags\":[]}")::sendsNothingUnasked);
        assertRefused("body.prompt.seed is null", sending("{\"prompt\":{\"seed\":null}}")::sendsNothingUnasked);
        assertRefused(
                "form field switchboard_tag",
                sending("--b\r\nContent-Disposition: form-data; name=\"switchboard_tag\"\r\n\r\n1\r\n--b--\r\n")
                        ::sendsNothingUnasked);
        assertRefused("x-litellm-tags", checks(new TestingTranslator() {
            @Override
            public UpstreamRequest encode(ChatRequest request, Target target) {
                return super.encode(request, target).withHeaders(Headers.of("x-litellm-tags", "a"));
            }
        })::sendsNothingUnasked);
        sending("{\"content\":\"switchboard: null\"}").sendsNothingUnasked();
    }

    private static TranslatorChecks<?, ?, ?> sending(String body) {
        return checks(new TestingTranslator() {
            @Override
            public UpstreamRequest encode(ChatRequest request, Target target) {
                return super.encode(request, target).withBody(Bytes.utf8(body));
            }
        });
    }

    @Test
    void refusesAnAddressThatIsNoDestination() {
        TranslatorChecks<?, ?, ?> translator = checks(new TestingTranslator());
        RelayChecks relay = new RelayChecks(AcmeContractTest.RELAY, new TestingRelay(), TARGET, new Expect(""));
        for (String other : List.of("https://api.acme.test:8443", "http://api.acme.test", "https://acme.test")) {
            Set<URI> destinations = Set.of(URI.create(other));
            assertRefused(other, () -> translator.connectsWhereItSays(destinations));
            assertRefused(other, () -> relay.connectsWhereItSays(destinations));
        }
    }

    @Test
    void refusesADecoderThatTakesNonsense() {
        assertRefused("accepted", checks(new TestingTranslator() {
            @Override
            public ChatResponse decode(UpstreamReply reply) {
                return super.decode(Hostile.reply(200, AcmeContractTest.CHAT.reply()));
            }
        })::refusesWhatIsNoReply);
    }

    @Test
    void refusesADecoderThatCrashes() {
        assertRefused("expected: a GatewayException", checks(new TestingTranslator() {
            @Override
            public ChatResponse decode(UpstreamReply reply) {
                throw new IllegalStateException("crash");
            }
        })::refusesWhatIsNoReply);
    }

    @Test
    void refusesASecretInAnError() {
        assertRefused("holds the secret", checks(new TestingTranslator() {
            @Override
            public ChatResponse decode(UpstreamReply reply) {
                throw GatewayException.of(ErrorKind.UPSTREAM, "failed with key " + SECRET);
            }
        })::refusesWhatIsNoReply);
    }

    @Test
    void refusesAStreamThatEndsAsIfItWereWhole() {
        TranslatorChecks<?, ?, ?> checks = checks(new DecodingTranslator() {
            @Override
            public List<ChatEvent> end() {
                return List.of();
            }
        });
        assertRefused("cut after", () -> checks.noticesACutAtEachEvent(STREAM));
    }

    @Test
    void refusesADecoderSharedByTwoStreams() {
        StreamDecoder<ChatEvent> shared = new TestingTranslator().decoder();
        TranslatorChecks<?, ?, ?> checks = checks(new TestingTranslator() {
            @Override
            public StreamDecoder<ChatEvent> decoder() {
                return shared;
            }
        });
        assertRefused("new decoder", () -> checks.decodesStreamsApart(STREAM));
    }

    @Test
    void refusesADecoderThatSkipsDamage() {
        TranslatorChecks<?, ?, ?> checks = checks(new DecodingTranslator() {
            @Override
            public List<ChatEvent> decode(UpstreamEvent event) {
                return event.data().utf8().contains("damaged") ? List.of() : super.decode(event);
            }
        });
        assertRefused("no damaged event was noticed", () -> checks.noticesADamagedEvent(STREAM));
    }

    @Test
    void refusesAnOperationThatStreamsThoughUndeclared() {
        assertRefused("accepted", checks(new TestingTranslator())::refusesToStream);
    }

    @Test
    void refusesARelayThatRewritesTheBody() {
        RelayChecks checks = new RelayChecks(
                AcmeContractTest.RELAY,
                new TestingRelay() {
                    @Override
                    public UpstreamRequest encode(RelayRequest request, Target target) {
                        request.body().remove("zz_unknown").remove("prompt");
                        return super.encode(request, target);
                    }
                },
                TARGET,
                new Expect(TestingTranslator.SECRET));
        assertRefused("the body sent", checks::changesNothingButTheModel);
        assertRefused("unknown member", checks::keepsMembersItDoesNotKnow);
    }

    @Test
    void refusesErrorsOfTheWrongKindOrStatus() {
        ErrorSample sample = ErrorSample.of(429, "{}", ErrorKind.RATE_LIMIT);
        assertRefused("RATE_LIMIT", () -> errors(ErrorKind.QUOTA, 429).reads(sample));
        assertRefused("status", () -> errors(ErrorKind.RATE_LIMIT, 500).reads(sample));
        assertRefused("status", errors(ErrorKind.UPSTREAM, 500)::copesWithAnyBody);
        assertRefused("PT7S", errors(ErrorKind.RATE_LIMIT, 429)::readsRetryAfter);
    }

    @Test
    void refusesAClassNameThatNobodyWouldFind() {
        class Misnamed extends AcmeContractTest {}
        assertRefused("Misnamed (expected: XContractTest)", new Misnamed()::isNamedContractTest);
    }

    @Test
    void refusesAbilitiesThatNoSampleShows() {
        class UndeclaredContractTest extends AcmeContractTest {
            @Override
            protected List<RelaySample> relays() {
                return List.of();
            }
        }
        assertRefused("wires with a sample", new UndeclaredContractTest()::hasExactlyTheAbilitiesItDeclares);
    }

    private static TranslatorChecks<ChatRequest, ChatResponse, ChatEvent> checks(TestingTranslator translator) {
        return new TranslatorChecks<>(AcmeContractTest.CHAT, translator, TARGET, new Expect(TestingTranslator.SECRET));
    }

    private static ErrorChecks errors(ErrorKind kind, int status) {
        return new ErrorChecks(
                reply -> {
                    GatewayError read = TestingTranslator.error(reply, Map.of());
                    return GatewayError.builder(kind, read.message())
                            .status(status)
                            .fromUpstream()
                            .build();
                },
                new Expect(TestingTranslator.SECRET));
    }

    private static void assertRefused(String why, Executable check) {
        AssertionError error = assertThrows(AssertionError.class, check);
        assertTrue(String.valueOf(error.getMessage()).contains(why), error.getMessage());
    }

    /** A translator whose decoders behave as the subclass says. */
    private abstract static class DecodingTranslator extends TestingTranslator {
        private Decoder current = new Decoder();

        List<ChatEvent> decode(UpstreamEvent event) {
            return current.decode(event);
        }

        List<ChatEvent> end() {
            return current.end();
        }

        @Override
        public StreamDecoder<ChatEvent> decoder() {
            current = new Decoder();
            return new StreamDecoder<>() {
                @Override
                public List<ChatEvent> decode(UpstreamEvent event) {
                    return DecodingTranslator.this.decode(event);
                }

                @Override
                public List<ChatEvent> end() {
                    return DecodingTranslator.this.end();
                }
            };
        }
    }
}
