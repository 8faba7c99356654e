package dev.switchboard.osgi;

import dev.switchboard.spi.plugin.GatewayPlugin;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** The part of a manifest that the deployer needs. */
record BundleManifest(String name, Version version, Optional<Candidate.PluginEntry> plugin, Capabilities capabilities) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern ENTRY =
            Pattern.compile("\\s*([\\w.$]+)\\s*;\\s*id\\s*=\\s*\"?([a-z0-9]+(?:-[a-z0-9]+)*)\"?\\s*");

    /**
     * Reads it.
     *
     * @throws PluginFailure with what is wrong, said of the jar: {@code is not a bundle: ...}
     */
    static BundleManifest of(@Nullable Manifest manifest) throws PluginFailure {
        Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
        return new BundleManifest(name(headers), version(headers), plugin(headers), Capabilities.of(headers));
    }

    private static String name(Attributes headers) throws PluginFailure {
        String header = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (header == null) {
            throw new PluginFailure("is a jar but not a bundle: its manifest has no Bundle-SymbolicName;"
                    + " build it with bnd-maven-plugin");
        }
        String name = header.split(";", 2)[0].strip();
        if (!NAME.matcher(name).matches()) {
            throw new PluginFailure("has the Bundle-SymbolicName '" + name
                    + "' (expected: letters, digits, '_' and '-' in parts separated by dots)");
        }
        return name;
    }

    private static Version version(Attributes headers) throws PluginFailure {
        String header = headers.getValue(Constants.BUNDLE_VERSION);
        try {
            return Version.parseVersion(header);
        } catch (IllegalArgumentException e) {
            throw new PluginFailure(
                    "has the Bundle-Version '" + header + "' (expected: a version such as 1.2.3): " + e.getMessage());
        }
    }

    private static Optional<Candidate.PluginEntry> plugin(Attributes headers) throws PluginFailure {
        String header = headers.getValue(GatewayPlugin.HEADER);
        if (header == null) {
            return Optional.empty();
        }
        Matcher entry = ENTRY.matcher(header);
        if (!entry.matches()) {
            throw new PluginFailure("has the header '" + GatewayPlugin.HEADER + ": " + header
                    + "' (expected: one class and its id, such as com.acme.AcmePlugin;id=acme)");
        }
        return Optional.of(new Candidate.PluginEntry(entry.group(1), entry.group(2)));
    }
}
