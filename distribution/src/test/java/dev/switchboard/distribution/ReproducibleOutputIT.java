package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * What is delivered says nothing of when, where and by whom it was built, as the same commit shall give the same bytes. Whether two
 * builds are equal, only two builds can tell.
 */
class ReproducibleOutputIT {
    private static final Set<String> OF_THE_BUILDER = Set.of(
            "Bnd-LastModified",
            "Build-Jdk",
            "Build-Time",
            "Build-Timestamp",
            "Built-By",
            "Built-On",
            "Include-Resource");
    private static final int TAR_BLOCK = 512;

    private final List<String> problems = new ArrayList<>();

    @Test
    void entriesOfOurJarsHaveOneTime() throws IOException {
        forEachOfOurs(jar -> {
            Set<Long> times = new HashSet<>();
            Set<String> names = new HashSet<>();
            jar.stream().forEach(entry -> {
                times.add(entry.getTime());
                if (!names.add(entry.getName())) {
                    problems.add(jar.getName() + " holds twice " + entry.getName());
                }
            });
            if (times.size() != 1) {
                problems.add(jar.getName() + " has entries of " + times.size() + " times");
            }
        });
        assertEquals(List.of(), problems);
    }

    @Test
    void manifestsOfOurJarsNameNoBuilder() throws IOException {
        forEachOfOurs(jar -> {
            Attributes attributes = jar.getManifest().getMainAttributes();
            OF_THE_BUILDER.stream()
                    .filter(name -> attributes.getValue(name) != null)
                    .forEach(name -> problems.add(jar.getName() + " says " + name));
        });
        assertEquals(List.of(), problems);
    }

    @Test
    void noDeliveredFileNamesTheDirectoryItWasBuiltIn() throws IOException {
        String checkout = BundleFolder.HOME
                .toAbsolutePath()
                .resolve("../../..")
                .normalize()
                .toString();
        assertFalse(checkout.length() < 5, checkout);
        byte[] wanted = checkout.getBytes(StandardCharsets.UTF_8);
        for (Path file : deliveredFiles()) {
            search(file, wanted);
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void filesOfTheArchiveHaveOneTimeAndOneOwner() throws IOException {
        Path archive = Path.of(BundleFolder.HOME.toAbsolutePath() + ".tar.gz");
        Set<String> times = new HashSet<>();
        Set<String> owners = new HashSet<>();
        try (InputStream tar = new GZIPInputStream(Files.newInputStream(archive))) {
            for (byte[] header = tar.readNBytes(TAR_BLOCK);
                    header.length == TAR_BLOCK && header[0] != 0;
                    header = tar.readNBytes(TAR_BLOCK)) {
                times.add(text(header, 136, 12));
                owners.add(text(header, 108, 8) + ":" + text(header, 116, 8) + " " + text(header, 265, 32) + ":"
                        + text(header, 297, 32));
                long size = Long.parseLong(text(header, 124, 12), 8);
                tar.skipNBytes((size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK);
            }
        }
        assertEquals(1, times.size(), () -> "times " + times);
        assertEquals(Set.of("0000000:0000000 root:root"), owners, "whoever built it");
    }

    private interface Look {
        void at(JarFile jar) throws IOException;
    }

    private static void forEachOfOurs(Look look) throws IOException {
        List<Path> jars = deliveredFiles().stream()
                .filter(file -> file.getFileName().toString().matches("switchboard-.*\\.jar"))
                .toList();
        assertFalse(jars.isEmpty());
        for (Path file : jars) {
            try (JarFile jar = new JarFile(file.toFile(), false)) {
                look.at(jar);
            }
        }
    }

    private static List<Path> deliveredFiles() throws IOException {
        try (Stream<Path> files = Files.walk(BundleFolder.HOME)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void search(Path file, byte[] wanted) throws IOException {
        if (!file.toString().endsWith(".jar")) {
            report(file.toString(), Files.readAllBytes(file), wanted);
            return;
        }
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            for (ZipEntry entry : jar.stream().toList()) {
                try (InputStream content = jar.getInputStream(entry)) {
                    report(file.getFileName() + "!" + entry.getName(), content.readAllBytes(), wanted);
                }
            }
        }
    }

    // One byte is one character, so that a search of texts is one of bytes.
    private void report(String what, byte[] content, byte[] wanted) {
        if (new String(content, StandardCharsets.ISO_8859_1)
                .contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
            problems.add(what + " names the directory it was built in");
        }
    }

    private static String text(byte[] header, int from, int length) {
        return new String(header, from, length, StandardCharsets.US_ASCII)
                .replaceAll("\\x00.*", "")
                .trim();
    }
}
