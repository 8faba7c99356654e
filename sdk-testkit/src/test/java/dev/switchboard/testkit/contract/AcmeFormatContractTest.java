package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The suite accepts a format that names what it leaves out, and refuses one that does not. */
class AcmeFormatContractTest extends ConfigFormatContract {
    /** {@code acme: {url: ..., token: ...}} as a provider. */
    private static class AcmeFormat implements ConfigFormat {
        @Override
        public String name() {
            return "Acme";
        }

        @Override
        public boolean recognises(Mapping root) {
            return root.get("acme").isPresent();
        }

        @Override
        public Translation translate(Mapping root) {
            List<Notice> notices = new ArrayList<>();
            ConfigValue.Builder provider = Mapping.builder(root.origin()).put("type", "openai-compatible");
            root.entries().stream()
                    .filter(entry -> !entry.key().equals("acme"))
                    .forEach(entry -> notices.add(notice(Kind.UNKNOWN, "", entry)));
            if (root.get("acme").orElseThrow() instanceof Mapping acme) {
                acme.entries().forEach(entry -> take(entry, provider, notices));
            } else {
                notices.add(new Notice(Kind.INVALID, "acme", root.origin(), "expected: a map"));
            }
            Mapping providers =
                    Mapping.builder(root.origin()).put("acme", provider.build()).build();
            return new Translation(
                    Mapping.builder(root.origin()).put("providers", providers).build(), notices);
        }

        void take(Entry entry, ConfigValue.Builder provider, List<Notice> notices) {
            switch (entry.key()) {
                case "url" -> provider.put("base-url", entry.value());
                case "token" -> provider.put("api-key", entry.value());
                default -> notices.add(notice(Kind.UNKNOWN, "acme.", entry));
            }
        }

        private static Notice notice(Kind kind, String above, Entry entry) {
            return new Notice(kind, above + entry.key(), entry.origin(), "the gateway knows no such setting");
        }
    }

    @Override
    protected ConfigFormat format() {
        return new AcmeFormat();
    }

    @Override
    protected String sample() {
        return "{\"acme\":{\"url\":\"https://api.acme.example\",\"token\":\"sk-fake-acme\",\"colour\":\"blue\"}}";
    }

    @Override
    protected String secret() {
        return "sk-fake-acme";
    }

    /** Takes what it knows, and says nothing of the rest. */
    private static final class Silent extends AcmeFormatContractTest {
        @Override
        protected ConfigFormat format() {
            return new AcmeFormat() {
                @Override
                void take(Entry entry, ConfigValue.Builder provider, List<Notice> notices) {
                    super.take(entry, provider, new ArrayList<>());
                }
            };
        }
    }

    /** Takes every file for its own, and expects texts in it. */
    private static final class Greedy extends AcmeFormatContractTest {
        @Override
        protected ConfigFormat format() {
            return new AcmeFormat() {
                @Override
                public boolean recognises(Mapping root) {
                    return true;
                }

                @Override
                void take(Entry entry, ConfigValue.Builder provider, List<Notice> notices) {
                    provider.put(entry.key(), ((ConfigValue.Text) entry.value()).value());
                }
            };
        }
    }

    @Test
    void refusesWhatLosesSettingsInSilence() {
        assertRefused(() -> {
            for (var test : new Silent().losesNoSettingInSilence().toList()) {
                test.getExecutable().execute();
            }
        });
        assertRefused(() -> {
            for (var test : new Silent().namesWhatItDoesNotKnow().toList()) {
                test.getExecutable().execute();
            }
        });
    }

    @Test
    void refusesWhatTakesAnyFileAndStumbles() {
        assertRefused(() -> {
            for (var test : new Greedy().leavesOtherFilesToOthers().toList()) {
                test.getExecutable().execute();
            }
        });
        assertRefused(() -> {
            for (var test : new Greedy().bearsAnyValueAnywhere().toList()) {
                test.getExecutable().execute();
            }
        });
    }

    private static void assertRefused(Executable suite) {
        assertThrows(Throwable.class, suite);
    }
}
