package dev.switchboard.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plugin that was built against SDK 1.0 and is kept as it was, and other builds of it. */
record KeptJar(String file) {
    static final Path FOLDER = Path.of("src/test/resources/kept/sdk-1.0");
    static final KeptJar PROVIDER = new KeptJar("acme-provider-1.0.0.jar");
    static final KeptJar GUARDRAIL = new KeptJar("acme-guardrail-1.0.0.jar");

    /**
     * Another build.
     *
     * @param headers of the manifest, in place of those it has
     * @param before  a text of its classes
     * @param after   the text in its place, of the same length, which keeps the classes valid
     */
    byte[] with(Map<String, String> headers, String before, String after) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarFile original = new JarFile(FOLDER.resolve(file).toFile())) {
            Manifest manifest = original.getManifest();
            headers.forEach(manifest.getMainAttributes()::putValue);
            try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : original.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        byte[] bytes = original.getInputStream(entry).readAllBytes();
                        jar.putNextEntry(new JarEntry(entry.getName()));
                        jar.write(new String(bytes, StandardCharsets.ISO_8859_1)
                                .replace(before, after)
                                .getBytes(StandardCharsets.ISO_8859_1));
                        jar.closeEntry();
                    }
                }
            }
        }
        return out.toByteArray();
    }

    byte[] with(Map<String, String> headers) throws IOException {
        return with(headers, "\0no such text", "");
    }
}
