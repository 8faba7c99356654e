package dev.switchboard.http.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.junit.jupiter.api.Test;

/** A name that stood for an allowed address stands for another one later: each connection looks at what it stands for then. */
class GuardedResolverTest {
    private static final String NAME = "rebound.test";

    private final Queue<List<String>> answers = new ArrayDeque<>();
    private final GuardedResolver resolver = new GuardedResolver(new Answering(), new EgressList());

    /** Answers with the next list of addresses. */
    private final class Answering implements SocketAddressResolver {
        @Override
        public void resolve(
                String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
            promise.succeeded(answers.remove().stream()
                    .map(address -> new InetSocketAddress(literal(address), port))
                    .toList());
        }
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> resolve() {
        CompletableFuture<List<InetSocketAddress>> found = new CompletableFuture<>();
        resolver.resolve(NAME, 443, Map.of(), new Promise<>() {
            @Override
            public void succeeded(List<InetSocketAddress> result) {
                found.complete(result);
            }

            @Override
            public void failed(Throwable fault) {
                found.completeExceptionally(fault);
            }
        });
        return found.join().stream()
                .map(address -> address.getAddress().getHostAddress())
                .toList();
    }

    @Test
    void nameIsLookedAtEachTime() {
        answers.add(List.of("203.0.113.7"));
        answers.add(List.of("169.254.169.254"));
        answers.add(List.of("fe80::1"));
        answers.add(List.of("203.0.113.7"));
        assertEquals(List.of("203.0.113.7"), resolve());
        for (int i = 0; i < 2; i++) {
            CompletionException refused = assertThrows(CompletionException.class, this::resolve);
            assertInstanceOf(GuardedAddressException.class, refused.getCause());
        }
        assertEquals(List.of("203.0.113.7"), resolve());
    }

    @Test
    void ofSeveralAddressesTheGuardedAreLeftOut() {
        answers.add(List.of("169.254.169.254", "203.0.113.7", "::ffff:169.254.0.9"));
        assertEquals(List.of("203.0.113.7"), resolve());
    }
}
