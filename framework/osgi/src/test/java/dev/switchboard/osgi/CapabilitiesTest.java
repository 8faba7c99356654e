package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.osgi.Capabilities.Content;
import java.net.URI;
import java.util.Map;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    private static Capabilities of(Map<String, String> headers) throws PluginFailure {
        Attributes attributes = new Attributes();
        headers.forEach(attributes::putValue);
        return Capabilities.of(attributes);
    }

    @Test
    void hostsBelowADomainNeedADeclarationOfTheDomain() throws PluginFailure {
        assertTrue(reaches("*.acme.test", "https://*.acme.test"));
        assertTrue(reaches("*.acme.test:443", "https://*.eu.acme.test"));
        assertFalse(reaches("api.acme.test", "https://*.acme.test"));
        assertFalse(reaches("*.eu.acme.test", "https://*.acme.test"));
    }

    private static boolean reaches(String egress, String address) throws PluginFailure {
        return of(Map.of("Switchboard-Egress", egress)).reaches(URI.create(address));
    }

    @Test
    void whatIsNotDeclaredIsNotLimited() throws PluginFailure {
        Capabilities nothing = of(Map.of());
        assertEquals(Capabilities.UNDECLARED, nothing);
        assertTrue(nothing.reaches(URI.create("https://anywhere.test")));
        assertTrue(nothing.sees(Content.WHOLE));
        assertEquals("egress: not declared; content: not declared; secrets: not declared", nothing.toString());
    }

    @Test
    void reachesTheHostsItDeclares() throws PluginFailure {
        assertTrue(reaches("api.acme.test", "https://API.acme.test/v1"));
        assertTrue(reaches("a.test, api.acme.test:443", "https://api.acme.test"));
        assertFalse(reaches("api.acme.test:443", "http://api.acme.test"));
        assertFalse(reaches("api.acme.test", "https://api.acme.test.evil.test"));
        assertTrue(reaches("*.acme.test", "https://eu.acme.test:8443"));
        assertFalse(reaches("*.acme.test", "https://acme.test"));
        assertFalse(reaches("*.acme.test", "https://evilacme.test"));
        assertFalse(reaches("none", "https://api.acme.test"));
    }

    @Test
    void seesUpToWhatItDeclares() throws PluginFailure {
        Capabilities text = of(Map.of("Switchboard-Content", "text"));
        assertTrue(text.sees(Content.METADATA) && text.sees(Content.TEXT));
        assertFalse(text.sees(Content.WHOLE));
    }

    @Test
    void saysWhatItDeclares() throws PluginFailure {
        assertEquals(
                "egress: api.acme.test; content: metadata; secrets: api-key",
                of(Map.of(
                                "Switchboard-Egress", "api.acme.test",
                                "Switchboard-Content", "metadata",
                                "Switchboard-Secrets", "api-key"))
                        .toString());
        assertTrue(of(Map.of("Switchboard-Egress", "none")).toString().startsWith("egress: none;"));
    }

    @Test
    void refusesWhatMeansNothing() {
        assertThrows(PluginFailure.class, () -> of(Map.of("Switchboard-Egress", "https://api.acme.test")));
        assertThrows(PluginFailure.class, () -> of(Map.of("Switchboard-Egress", "*")));
        assertThrows(PluginFailure.class, () -> of(Map.of("Switchboard-Content", "some")));
        assertThrows(PluginFailure.class, () -> of(Map.of("Switchboard-Secrets", "a;b")));
    }
}
