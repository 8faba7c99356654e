package dev.switchboard.http.upstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DestinationsTest {
    private final Destinations destinations = new Destinations();

    private static Set<URI> urls(String... urls) {
        return Set.copyOf(List.of(urls).stream().map(URI::create).toList());
    }

    private boolean allows(String url) {
        URI parsed = URI.create(url);
        int port = parsed.getPort() > 0 ? parsed.getPort() : parsed.getScheme().equals("https") ? 443 : 80;
        return destinations.allows(parsed.getScheme(), JettyTransport.bare(parsed.getHost()), port);
    }

    private boolean allows(String host, String address) throws UnknownHostException {
        return destinations.allows(host, 80, InetAddress.getByName(address));
    }

    @Test
    void nothingIsAllowedAtFirst() {
        assertFalse(allows("https://api.example.com"));
    }

    @Test
    void whatAnInstanceNamesIsAllowedByHostAndPort() {
        destinations.add(urls("https://api.example.com/v1", "http://127.0.0.1:11434", "http://[::1]:8080/x"));
        assertTrue(allows("https://api.example.com/other"));
        assertTrue(allows("https://API.example.com:443"));
        assertTrue(allows("http://127.0.0.1:11434/api"));
        assertTrue(allows("http://[::1]:8080"));
        assertFalse(allows("http://api.example.com"));
        assertFalse(allows("http://127.0.0.1:4001"));
        assertFalse(allows("https://example.com"));
        assertFalse(allows("https://api.example.com.evil.test"));
    }

    @Test
    void itIsAllowedUntilTheLastInstanceIsGone() {
        destinations.add(urls("https://a.test", "https://b.test"));
        destinations.add(urls("https://a.test/v2"));
        destinations.remove(urls("https://a.test", "https://b.test"));
        assertTrue(allows("https://a.test"));
        assertFalse(allows("https://b.test"));
        destinations.remove(urls("https://a.test/v2"));
        assertFalse(allows("https://a.test"));
    }

    @Test
    void theOperatorListsHostsWithAndWithoutPorts() {
        destinations.list(List.of("Any.test", "one.test:8443", "[::1]:9000", "fd00::7"));
        assertTrue(allows("http://any.test:1234"));
        assertTrue(allows("https://one.test:8443"));
        assertFalse(allows("https://one.test"));
        assertTrue(allows("http://[::1]:9000"));
        assertFalse(allows("http://[::1]:9001"));
        assertTrue(allows("http://[fd00::7]:1"));
        destinations.list(List.of());
        assertFalse(allows("http://any.test:1234"));
    }

    @Test
    void linkLocalAndMetadataAddressesMustBeListedByTheNameThatIsUsed() throws UnknownHostException {
        destinations.add(urls("http://innocent.test"));
        List<String> guarded = List.of(
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "::ffff:169.254.169.254");
        for (String address : guarded) {
            assertFalse(allows("innocent.test", address), address);
        }
        for (String address : List.of("127.0.0.1", "10.0.0.7", "::1", "fd00::7", "100.100.100.201", "203.0.113.1")) {
            assertTrue(allows("innocent.test", address), address);
        }
        destinations.list(List.of("innocent.test:80"));
        for (String address : guarded) {
            assertTrue(allows("innocent.test", address), address);
            assertFalse(allows("other.test", address), address);
        }
    }

    @Test
    void aMetadataServiceIsReachedOnlyByWhoNamesItAsOne() throws UnknownHostException {
        destinations.add(urls("http://169.254.169.254"));
        assertFalse(allows("169.254.169.254", "169.254.169.254"));
        destinations.addMetadataServices(urls("http://169.254.169.254/latest", "http://metadata.test"));
        assertTrue(allows("http://169.254.169.254"));
        assertTrue(allows("169.254.169.254", "169.254.169.254"));
        assertTrue(allows("metadata.test", "169.254.169.254"));
        assertFalse(allows("169.254.170.2", "169.254.170.2"));
        assertFalse(allows("http://169.254.169.254:81"));
        destinations.removeMetadataServices(urls("http://169.254.169.254", "http://metadata.test"));
        assertFalse(allows("169.254.169.254", "169.254.169.254"));
        assertFalse(allows("http://metadata.test"));
    }

    @Test
    void onlyUrlsOfTheWebAreDestinations() {
        for (String odd : List.of("api.example.com", "file:///etc", "ftp://example.com", "https:///x")) {
            assertThrows(IllegalArgumentException.class, () -> destinations.add(urls(odd)), odd);
        }
        assertFalse(allows("ftp://example.com"));
    }
}
