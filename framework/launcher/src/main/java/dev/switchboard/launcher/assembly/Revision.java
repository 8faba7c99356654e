package dev.switchboard.launcher.assembly;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.config.ConfigValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Computes {@link Instance#revision}: a digest, because settings may be secret. */
final class Revision {
    private Revision() {}

    /** @param settings with references resolved */
    static String of(String type, LoadedPlugin plugin, Instance.FailureMode onFailure, ConfigValue settings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String json = ConfigJson.of(settings).text();
            for (String part : List.of(type, plugin.label(), onFailure.name(), json)) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}
