package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class BundleManifestTest {
    @Test
    void readsNameVersionAndPlugin() throws PluginFailure {
        BundleManifest manifest = BundleManifest.of(manifest(
                "Bundle-SymbolicName", "org.acme.plugin;singleton:=true",
                "Bundle-Version", "1.2.3.beta",
                "Switchboard-Plugin", "org.acme.AcmePlugin;id=acme-two"));
        assertEquals("org.acme.plugin", manifest.name());
        assertEquals(new Version("1.2.3.beta"), manifest.version());
        assertEquals(Optional.of(new Candidate.PluginEntry("org.acme.AcmePlugin", "acme-two")), manifest.plugin());
    }

    @Test
    void aLibraryHasNoPlugin() throws PluginFailure {
        assertEquals(
                Optional.empty(),
                BundleManifest.of(manifest("Bundle-SymbolicName", "lib")).plugin());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Bundle-SymbolicName | ../evil                     | has the Bundle-SymbolicName '../evil'
                    Bundle-SymbolicName | a..b                        | has the Bundle-SymbolicName 'a..b'
                    Bundle-Version      | one                         | has the Bundle-Version 'one'
                    Switchboard-Plugin  | org.acme.AcmePlugin         | has the header 'Switchboard-Plugin: org.acme.AcmePlugin'
                    Switchboard-Plugin  | org.acme.AcmePlugin;id=Acme | has the header 'Switchboard-Plugin:
                    Switchboard-Plugin  | a.A;id=a,b.B;id=b           | has the header 'Switchboard-Plugin:
                    """)
    void saysWhatIsWrong(String header, String value, String sentence) {
        Manifest manifest = manifest("Bundle-SymbolicName", "fine", header, value);
        PluginFailure failure = assertThrows(PluginFailure.class, () -> BundleManifest.of(manifest));
        assertTrue(failure.sentence().startsWith(sentence), failure::sentence);
    }

    private static Manifest manifest(String... headers) {
        Manifest manifest = new Manifest();
        for (int i = 0; i < headers.length; i += 2) {
            manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
        }
        return manifest;
    }
}
