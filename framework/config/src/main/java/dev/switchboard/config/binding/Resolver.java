package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves references during one binding and reports what cannot be resolved. */
final class Resolver {
    private final References references;
    private final Report report;
    private final String base;
    private final Optional<DeclaredSecrets> declared;

    /** @param declared what below the base may hold a secret; empty if anything may */
    Resolver(References references, Report report, String base, Optional<DeclaredSecrets> declared) {
        this.references = references;
        this.report = report;
        this.base = base;
        this.declared = declared;
    }

    /** Resolves a scalar; numbers and the like stay as written. A secret that may not stand there is a problem. */
    References.Resolved resolve(String path, ConfigValue value, boolean secret) {
        String written = Report.written(value);
        References.Resolved resolved =
                value instanceof ConfigValue.Text ? references.resolve(written) : new References.Resolved(written);
        resolved.faults().forEach(fault -> report.problem(value.origin(), path, fault));
        if (secret || !resolved.sources().isEmpty()) {
            report.secret(resolved.text());
        }
        if ((secret || resolved.secret()) && !value.origin().equals(RecordBinding.DEFAULT)) {
            declared.flatMap(secrets -> secrets.refusal(base, path))
                    .ifPresent(refusal -> report.problem(value.origin(), path, refusal));
        }
        return resolved;
    }

    /** Where a resolved value came from, for {@code explain}. */
    static String source(Origin origin, References.Resolved resolved) {
        List<String> sources = resolved.sources();
        return sources.isEmpty() ? origin.toString() : String.join(", ", sources) + " at " + origin;
    }

    /** Resolves a tree that only its owner understands; what comes from a reference counts as secret. */
    ConfigValue resolveTree(String path, ConfigValue value, boolean secret) {
        return switch (value) {
            case Mapping mapping -> mapping(path, mapping, secret);
            case Sequence sequence -> sequence(path, sequence, secret);
            default -> scalar(path, value, secret);
        };
    }

    private ConfigValue mapping(String path, Mapping mapping, boolean secret) {
        List<Entry> entries = new ArrayList<>();
        for (Entry e : mapping.entries()) {
            entries.add(new Entry(e.key(), resolveTree(Names.child(path, e.key()), e.value(), secret), e.origin()));
        }
        return new Mapping(entries, mapping.origin());
    }

    private ConfigValue sequence(String path, Sequence sequence, boolean secret) {
        List<ConfigValue> items = new ArrayList<>();
        for (ConfigValue item : sequence.items()) {
            items.add(resolveTree(path + "[" + items.size() + "]", item, secret));
        }
        return new Sequence(items, sequence.origin());
    }

    private ConfigValue scalar(String path, ConfigValue value, boolean secret) {
        References.Resolved resolved = resolve(path, value, secret);
        boolean referred = !resolved.sources().isEmpty();
        String source = source(value.origin(), resolved);
        report.setting(path, resolved.text(), source, Optional.empty(), secret || referred);
        return value instanceof ConfigValue.Text ? new ConfigValue.Text(resolved.text(), value.origin()) : value;
    }
}
