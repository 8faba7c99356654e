package dev.switchboard.spi.config;

import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Teaches the gateway the configuration file of another product: the file is read as YAML or JSON, and if this format
 * recognises it, what it translates it to is used as if the operator had written it.
 *
 * <p>All methods are pure: no I/O, no environment, same answer for the same tree. They are called at start and each
 * time the file changes, from any thread, possibly from several at once.
 */
@ConsumerType
public interface ConfigFormat {
    /** The name people know, for example {@code LiteLLM}. */
    String name();

    /** Whether the tree is a file of this format. Must not throw; if unsure, say no. */
    boolean recognises(ConfigValue.Mapping root);

    /**
     * Translates a recognised tree. Nothing may get lost in silence: each setting either shows in the result or in a
     * notice. Every value keeps the origin of what it was made from. A value that the foreign format reads from the
     * environment becomes {@code ${env:NAME}}; a literal <code>${</code> is written
     * <code>$${</code>.
     */
    Translation translate(ConfigValue.Mapping root);

    /**
     * A part that is laid beside the operator's file while the gateway runs, both in this format, completed with what the file
     * has for whoever names it, such as credentials. What the part says itself goes before it. Pure, like the others.
     *
     * @param part what is added; recognised
     * @param file the operator's file, untranslated; recognised
     */
    default ConfigValue.Mapping complete(ConfigValue.Mapping part, ConfigValue.Mapping file) {
        return part;
    }

    /**
     * A translated configuration.
     *
     * @param config  the tree in the native schema
     * @param notices what the operator must know, in the order of the file
     */
    record Translation(ConfigValue.Mapping config, List<Notice> notices) {
        public Translation {
            Objects.requireNonNull(config, "config");
            notices = List.copyOf(notices);
        }
    }

    /**
     * Something about one setting that the operator must know. Shown at every start.
     *
     * @param path    the setting in the foreign file, for example {@code model_list[2].litellm_params.rpm}
     * @param origin  where it stands
     * @param message one sentence that says what happens now and, if there is something, what to do; without secrets
     */
    record Notice(Kind kind, String path, Origin origin, String message) {
        public Notice {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(message, "message");
        }

        /** {@code file:line:column: path: message}. */
        @Override
        public String toString() {
            return origin + ": " + path + ": " + message;
        }
    }

    /** What a notice means. */
    enum Kind {
        /** The setting takes effect, in another way than in the foreign product. */
        CHANGED,
        /** The setting is known and has no effect yet. */
        UNSUPPORTED,
        /** As {@link #UNSUPPORTED}, and leaving it out weakens security or changes what is spent. */
        RISK,
        /** The foreign product has no such setting; perhaps a typing error. */
        UNKNOWN,
        /** The value cannot be used: the configuration is refused. */
        INVALID
    }
}
