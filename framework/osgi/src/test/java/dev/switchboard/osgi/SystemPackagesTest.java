package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemPackagesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.switchboard.spi;version=\"1.0.0\"",
                "dev.switchboard.spi.chat;version=\"1.0.0\"",
                "org.slf4j;version=\"2.",
                "tools.jackson.databind.json;version=\"3.",
                "tools.jackson.core;version=\"3.",
                "com.fasterxml.jackson.annotation;version=\"2.",
                "org.jspecify.annotations;version=\"1."
            })
    void offersTheSdkAndTheSharedLibraries(String export) {
        String withoutUses = SystemPackages.exports().replaceAll(";uses:=\"[^\"]*\"", "");
        assertTrue(withoutUses.contains(export), withoutUses);
    }

    @Test
    void readsVersionsFromThePackagesWhenNoManifestNamesThem(@TempDir Path classes) throws IOException {
        for (String type : List.of("package-info", "plugin/package-info")) {
            String resource = "dev/switchboard/spi/" + type + ".class";
            Path target = classes.resolve(resource);
            Files.createDirectories(target.getParent());
            try (InputStream in = SystemPackages.class.getClassLoader().getResourceAsStream(resource)) {
                Files.copy(in, target);
            }
        }
        assertEquals(
                "dev.switchboard.spi;version=\"1.0.0\",dev.switchboard.spi.plugin;version=\"1.0.0\"",
                SystemPackages.exportsOf(classes));
    }
}
