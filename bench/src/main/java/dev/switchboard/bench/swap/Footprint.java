package dev.switchboard.bench.swap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What classes take in a process, after a collection, as the JVM counts them.
 *
 * @param loaders of bundles
 * @param classes of all loaders
 * @param kilobytes of metaspace in use
 */
record Footprint(int loaders, int classes, double kilobytes) {
    private static final Pattern TOTAL = Pattern.compile("Total Usage - [\\d,]+ loaders, ([\\d,]+) classes");
    private static final Pattern BOTH = Pattern.compile("Both: .* ([\\d.]+) KB \\( *<?\\d+%\\) used");

    /** Of that process. */
    static Footprint of(long pid) throws IOException {
        // What a first collection finds dead is unloaded by it; what that kept alive goes with the second.
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        String metaspace = jcmd(pid, "VM.metaspace", "scale=KB");
        int loaders = (int) jcmd(pid, "VM.classloader_stats")
                .lines()
                .filter(line -> line.contains("BundleClassLoader"))
                .count();
        String classes = found(TOTAL, metaspace).replace(",", "");
        return new Footprint(loaders, Integer.parseInt(classes), Double.parseDouble(found(BOTH, metaspace)));
    }

    private static String found(Pattern what, String in) throws IOException {
        Matcher matcher = what.matcher(in);
        if (!matcher.find()) {
            throw new IOException("jcmd does not say " + what + " but:\n" + in);
        }
        return matcher.group(1);
    }

    private static String jcmd(long pid, String... words) throws IOException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(program, Long.toString(pid), String.join(" ", words))
                .redirectErrorStream(true)
                .start();
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether it is at most so many per cent larger than another, and has no more loaders. */
    boolean isWithin(double percent, Footprint other) {
        double factor = 1 + percent / 100;
        return loaders <= other.loaders && classes <= other.classes * factor && kilobytes <= other.kilobytes * factor;
    }

    /** How much larger it is than another, in words. */
    String growthSince(Footprint other) {
        return String.format(
                Locale.ROOT,
                "%+d loaders, %+d classes, %+.1f%% of metaspace",
                loaders - other.loaders,
                classes - other.classes,
                100 * (kilobytes / other.kilobytes - 1));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d loaders of bundles, %d classes in %.0f KB of metaspace", loaders, classes, kilobytes);
    }
}
