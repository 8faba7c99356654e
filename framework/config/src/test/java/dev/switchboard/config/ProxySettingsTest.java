package dev.switchboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.schema.DirectHost;
import dev.switchboard.config.schema.ProxyConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the gateway's proxy is found, in the file and in the environment, and what is told of it. */
class ProxySettingsTest {
    private static final ComponentTypes NONE = _ -> Map.of();
    private static final String CANARY = "fake-canary";

    @TempDir
    Path folder;

    private Configuration load(String yaml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("switchboard.yaml"), yaml);
        return ConfigLoader.ofFile(file, environment, List.of()).load(List.of());
    }

    private ProxyConfig proxy(String yaml, Map<String, String> environment) throws IOException {
        return load(yaml, environment).gateway().egress().proxy();
    }

    private List<String> explain(String yaml, Map<String, String> environment) throws IOException {
        return load(yaml, environment).explain(NONE, "egress.proxy").stream()
                .filter(setting -> !setting.source().equals("default"))
                .map(setting -> (setting.path() + " = " + setting.value() + " (" + setting.source() + ") "
                                + setting.overrides())
                        .replace(folder.toString(), "."))
                .toList();
    }

    private String problems(String yaml, Map<String, String> environment) {
        ConfigException e = assertThrows(ConfigException.class, () -> load(yaml, environment));
        return e.problems().toString().replace(folder.toString(), ".");
    }

    @Test
    void thereIsNoneUnlessSomebodySaysSo() throws IOException {
        ProxyConfig none = proxy("{}", Map.of());
        assertEquals(Optional.empty(), none.address(true));
        assertEquals(Optional.empty(), none.address(false));
        assertEquals(List.of(), none.direct());
    }

    @Test
    void theFileNamesOneForAllOrOneForEachKind() throws IOException {
        ProxyConfig one = proxy("egress: {proxy: {url: 'http://a.test:3128'}}", Map.of());
        assertEquals(Optional.of(URI.create("http://a.test:3128")), one.address(true));
        assertEquals(one.address(true), one.address(false));
        ProxyConfig two = proxy("egress: {proxy: {url: 'http://a.test:3128', http-url: 'https://b.test/'}}", Map.of());
        assertEquals(Optional.of(URI.create("http://a.test:3128")), two.address(true));
        assertEquals(Optional.of(URI.create("https://b.test/")), two.address(false));
    }

    @Test
    void credentialsStandInTheAddressOrBesideIt() throws IOException {
        ProxyConfig in = proxy("egress: {proxy: {url: 'http://me:a%40b%3Ac@a.test:1', username: other}}", Map.of());
        assertEquals(Optional.of("me:a@b:c"), in.credentials(in.address(true).orElseThrow()));
        ProxyConfig beside = proxy(
                "egress: {proxy: {url: 'http://a.test:1', username: me, password: '${env:PW}'}}", Map.of("PW", "a@b"));
        assertEquals(
                Optional.of("me:a@b"), beside.credentials(beside.address(true).orElseThrow()));
        ProxyConfig nameOnly = proxy("egress: {proxy: {url: 'http://me@a.test:1'}}", Map.of());
        assertEquals(
                Optional.of("me:"), nameOnly.credentials(nameOnly.address(true).orElseThrow()));
    }

    @Test
    void theEnvironmentCountsWhereTheFileIsSilent() throws IOException {
        assertEquals(
                List.of(
                        "egress.proxy.https-url = http://a.test:3128 (environment variable HTTPS_PROXY) []",
                        "egress.proxy.http-url = http://b.test:3128 (environment variable http_proxy) []",
                        "egress.proxy.direct[0] = localhost (environment variable NO_PROXY) []",
                        "egress.proxy.direct[1] = .corp.test (environment variable NO_PROXY) []"),
                explain(
                        "{}",
                        Map.of(
                                "HTTPS_PROXY", "http://a.test:3128",
                                "http_proxy", "b.test:3128",
                                "HTTP_PROXY", "http://c.test:3128",
                                "ALL_PROXY", "socks5://is-not-needed.test",
                                "NO_PROXY", "localhost, .corp.test")));
    }

    @Test
    void allProxyStandsForWhatIsMissing() throws IOException {
        ProxyConfig both = proxy("{}", Map.of("all_proxy", "http://a.test:1", "https_proxy", "http://b.test:2"));
        assertEquals(Optional.of(URI.create("http://b.test:2")), both.address(true));
        assertEquals(Optional.of(URI.create("http://a.test:1")), both.address(false));
        ProxyConfig httpsOnly = proxy("{}", Map.of("https_proxy", "http://b.test:2", "ALL_PROXY", ""));
        assertEquals(Optional.empty(), httpsOnly.address(false));
    }

    @Test
    void theFileStandsAboveTheEnvironment() throws IOException {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://a.test:1", "NO_PROXY", "b.test");
        ProxyConfig address = proxy("egress: {proxy: {url: 'http://c.test:2'}}", environment);
        assertEquals(Optional.of(URI.create("http://c.test:2")), address.address(true));
        assertEquals(List.of("b.test"), address.direct());
        ProxyConfig direct = proxy("egress: {allow: [d.test], proxy: {direct: [c.test]}}", environment);
        assertEquals(Optional.of(URI.create("http://a.test:1")), direct.address(true));
        assertEquals(List.of("c.test"), direct.direct());
        ProxyConfig own = proxy("{}", Map.of("SWITCHBOARD_EGRESS_PROXY_URL", "http://e.test:3", "HTTP_PROXY", "f:1"));
        assertEquals(Optional.of(URI.create("http://e.test:3")), own.address(false));
    }

    @Test
    void whatGoesPastAProxyIsNobodysConcernWithoutOne() throws IOException {
        assertEquals(List.of(), explain("{}", Map.of("NO_PROXY", "10.*,localhost")));
    }

    @Test
    void explainShowsTheAddressWithoutWhoAsks() throws IOException {
        String secret = "http://" + CANARY + ":" + CANARY + "@a.test:3128";
        for (List<String> shown : List.of(
                explain("egress: {proxy: {url: '" + secret + "'}}", Map.of()),
                explain("egress: {proxy: {url: '${env:OTHER}'}}", Map.of("OTHER", secret)),
                explain("{}", Map.of("ALL_PROXY", secret)),
                explain("{}", Map.of("ALL_PROXY", secret.replace("http://", ""))),
                explain(
                        "egress: {proxy: {url: '" + secret.replace("http://", "") + "'}}",
                        Map.of("SWITCHBOARD_EGRESS_PROXY_URL", secret)))) {
            assertEquals(1, shown.size(), shown::toString);
            assertTrue(
                    shown.getFirst().startsWith("egress.proxy.url = http://********@a.test:3128 ("), shown::toString);
            assertFalse(shown.toString().contains(CANARY), shown::toString);
        }
        List<String> beside =
                explain("egress: {proxy: {url: 'http://a.test:1', username: me, password: " + CANARY + "}}", Map.of());
        assertTrue(beside.toString().contains("egress.proxy.password = ********"), beside::toString);
        assertFalse(beside.toString().contains(CANARY), beside::toString);
        assertFalse(load("egress: {proxy: {url: '" + secret + "'}}", Map.of())
                .gateway()
                .toString()
                .contains(CANARY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://fake-canary:fake-canary@a.test:1080",
                "http://fake-canary:fake#canary@a.test:3128",
                "http://fake-canary:fake/canary@a.test:3128",
                "http://fake-canary:fake canary@a.test:3128",
                "http://fake-canary:fake-canary@a.test:99999",
                "http://fake-canary:fake-canary@a.test:3128/path",
                "http://fake-canary:fake-canary@a.test:3128?fake-canary",
                "http://fake-canary:fake-canary@:3128",
                "http://fake-canary:fake-canary@",
            })
    void aWrongAddressIsToldWithoutWhoAsks(String address) {
        for (String told : List.of(
                problems("egress: {proxy: {url: '" + address + "'}}", Map.of()),
                problems("{}", Map.of("ALL_PROXY", address)))) {
            assertTrue(told.contains("egress.proxy"), told);
            assertTrue(told.contains("expected: "), told);
            assertFalse(told.contains("canary"), told);
        }
    }

    @Test
    void aProblemNamesTheVariableAndTheNextStep() {
        String told = problems("{}", Map.of("HTTPS_PROXY", "socks5://a.test:1080", "NO_PROXY", "a.test,10.*"));
        assertTrue(
                told.contains("environment variable HTTPS_PROXY: egress.proxy.https-url: the scheme socks5 is not"
                        + " understood (expected: http://host:port or"),
                told);
        assertTrue(told.contains("correct the variable, or set egress.proxy.url, which counts in its place"), told);
        assertTrue(told.contains("environment variable NO_PROXY: egress.proxy.direct: '10.*' (expected: a host"), told);
        String bare = problems("egress: {proxy: {url: 'fake-canary:fake-canary@a.test'}}", Map.of());
        assertTrue(bare.contains("url: no address of a proxy (expected: http://host:port or"), bare);
        assertFalse(bare.contains("canary"), bare);
        assertTrue(problems("egress: {proxy: {direct: ['10.0.0.0/33']}}", Map.of())
                .contains("direct: '10.0.0.0/33' (expected: a host"));
        assertTrue(problems("egress: {proxy: {url: 'http://a.test:1', password: x}}", Map.of())
                .contains("password: without a username"));
    }

    @Test
    void aVariablesValueIsNoReference() throws IOException {
        assertEquals(
                Optional.of("a:${env:OTHER}"),
                proxy("{}", Map.of("ALL_PROXY", "http://a:%24%7Benv:OTHER%7D@b.test:1", "OTHER", "x"))
                        .address(true)
                        .map(URI::getUserInfo));
    }

    @ParameterizedTest
    @CsvSource({
        "*, anything.test, 443, true",
        "internal.test, internal.test, 443, true",
        "internal.test, INTERNAL.test., 443, true",
        "internal.test, a.internal.test, 443, true",
        "internal.test, notinternal.test, 443, false",
        ".internal.test, internal.test, 443, true",
        "*.internal.test, a.internal.test, 443, true",
        "Internal.test:8443, internal.test, 8443, true",
        "internal.test:8443, internal.test, 443, false",
        "10.0.0.7, 10.0.0.7, 80, true",
        "10.0.0.7, 10.0.0.8, 80, false",
        "10.0.0.7:81, 10.0.0.7, 80, false",
        "10.0.0.0/8, 10.255.1.2, 80, true",
        "10.0.0.0/8, 11.0.0.1, 80, false",
        "10.0.0.0/8, 10.internal.test, 80, false",
        "172.16.0.0/12, 172.31.255.255, 80, true",
        "172.16.0.0/12, 172.32.0.0, 80, false",
        "0.0.0.0/0, 1.2.3.4, 80, true",
        "0.0.0.0/0, '[::1]', 80, false",
        "fd00::/8, '[fd12::1]', 80, true",
        "fd00::/8, '[fe80::1]', 80, false",
        "::1, '[::1]', 80, true",
        "'[::1]:8443', '[0:0::1]', 8443, true",
        "'[::1]:8443', '[::1]', 80, false",
    })
    void whatIsReachedDirectly(String entry, String host, int port, boolean direct) {
        assertEquals(direct, DirectHost.parse(entry).matches(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.*",
                "*corp",
                "a b",
                "http://a.test",
                "a.test/x",
                "10.0.0.0/33",
                "10.0.0.0/",
                "a.test:",
                "10.",
                "a.test:0",
                "a.test:70000",
                "[::1",
                "<local>",
                "fd00::/129",
                "..",
                "a..b"
            })
    void whatIsNoHost(String entry) {
        assertThrows(IllegalArgumentException.class, () -> DirectHost.parse(entry));
    }
}
