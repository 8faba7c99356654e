package dev.switchboard.http.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.http.upstream.EgressRule.Verdict;
import dev.switchboard.pipeline.port.Reach;
import dev.switchboard.spi.Component;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EgressListTest {
    private final EgressList list = new EgressList();

    private static Reach naming(String... urls) {
        return Reach.of("provider \"a\"", new Named(urls(urls), Set.of()));
    }

    private static Reach withMetadata(String... urls) {
        return Reach.of("provider \"m\"", new Named(Set.of(), urls(urls)));
    }

    private static Set<URI> urls(String... urls) {
        return List.of(urls).stream().map(URI::create).collect(Collectors.toSet());
    }

    private void assertVerdict(Verdict expected, Reach from, String url) {
        URI parsed = URI.create(url);
        int port = parsed.getPort() > 0 ? parsed.getPort() : parsed.getScheme().equals("https") ? 443 : 80;
        assertEquals(expected, list.judge(from, parsed.getHost(), port), url);
    }

    @Test
    void whoNamesNothingReachesNothing() {
        assertVerdict(Verdict.REFUSED, Reach.nowhere("page \"x\""), "https://api.example.com");
    }

    @Test
    void whatAnInstanceNamesItReachesByHostAndPort() {
        Reach reach = naming("https://api.example.com/v1", "http://127.0.0.1:11434", "http://[::1]:8080/x");
        for (String url : List.of(
                "https://api.example.com/other",
                "https://API.example.com:443",
                "http://127.0.0.1:11434/api",
                "http://[::1]:8080")) {
            assertVerdict(Verdict.PUBLIC_ADDRESS, reach, url);
        }
        for (String url : List.of(
                "http://api.example.com",
                "http://127.0.0.1:4001",
                "https://example.com",
                "https://api.example.com.evil.test")) {
            assertVerdict(Verdict.REFUSED, reach, url);
        }
    }

    @Test
    void whatOneNamesAnotherDoesNotReach() {
        assertVerdict(Verdict.PUBLIC_ADDRESS, naming("https://a.test"), "https://a.test");
        assertVerdict(Verdict.REFUSED, naming("https://b.test"), "https://a.test");
    }

    @Test
    void anInstanceMayNameAllHostsBelowADomain() {
        Reach reach = naming("https://*.Example.net");
        assertVerdict(Verdict.PUBLIC_ADDRESS, reach, "https://stream-b.svc.example.net/x");
        for (String url : List.of(
                "https://example.net",
                "https://evilexample.net",
                "http://a.example.net",
                "https://a.example.net.evil.test",
                "https://a.example.net:8443")) {
            assertVerdict(Verdict.REFUSED, reach, url);
        }
        assertThrows(IllegalArgumentException.class, () -> withMetadata("http://*.internal"));
        assertThrows(IllegalArgumentException.class, () -> naming("https://*."));
    }

    @Test
    void theOperatorListsHostsForAllWithAndWithoutPorts() {
        Reach reach = Reach.nowhere("provider \"a\"");
        list.list(List.of("Any.test", "one.test:8443", "[::1]:9000", "fd00::7"));
        for (String url :
                List.of("http://any.test:1234", "https://one.test:8443", "http://[::1]:9000", "http://[fd00::7]:1")) {
            assertVerdict(Verdict.ANY_ADDRESS, reach, url);
        }
        assertVerdict(Verdict.REFUSED, reach, "https://one.test");
        assertVerdict(Verdict.REFUSED, reach, "http://[::1]:9001");
        list.list(List.of());
        assertVerdict(Verdict.REFUSED, reach, "http://any.test:1234");
    }

    @Test
    void aMetadataServiceIsReachedOnlyByWhoNamesItAsOne() {
        Reach machine = withMetadata("http://169.254.169.254/latest", "http://metadata.test");
        assertVerdict(Verdict.OWN_MACHINE, machine, "http://169.254.169.254");
        assertVerdict(Verdict.OWN_MACHINE, machine, "http://metadata.test/token");
        assertVerdict(Verdict.REFUSED, machine, "http://169.254.169.254:81");
        assertVerdict(Verdict.REFUSED, naming("https://a.test"), "http://169.254.169.254");
        assertVerdict(Verdict.PUBLIC_ADDRESS, naming("http://169.254.169.254"), "http://169.254.169.254");
    }

    @Test
    void guardsAddressesOfTheSegmentAndOfMetadataServices() throws UnknownHostException {
        for (String address : List.of(
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "::ffff:169.254.169.254")) {
            assertEquals(true, list.guards(InetAddress.getByName(address)), address);
        }
        for (String address : List.of("127.0.0.1", "10.0.0.7", "::1", "fd00::7", "100.100.100.201", "203.0.113.1")) {
            assertEquals(false, list.guards(InetAddress.getByName(address)), address);
        }
    }

    @Test
    void onlyUrlsOfTheWebAreDestinations() {
        for (String odd : List.of("api.example.com", "file:///etc", "ftp://example.com", "https:///x")) {
            assertThrows(IllegalArgumentException.class, () -> naming(odd), odd);
            assertThrows(IllegalArgumentException.class, () -> withMetadata(odd), odd);
        }
    }

    private record Named(Set<URI> destinations, Set<URI> metadataServices) implements Component {}
}
