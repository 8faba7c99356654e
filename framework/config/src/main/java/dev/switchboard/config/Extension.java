package dev.switchboard.config;

import dev.switchboard.config.binding.Problem;
import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.runtime.ConfigPart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays parts beside a configuration that is free of problems, and leaves out those that would bring some. For one use. */
final class Extension {
    private final List<ConfigFormat> formats;
    private final ComponentTypes types;
    private final PartFiles files;
    private final Map<String, List<Notice>> notices = new LinkedHashMap<>();
    private final Map<String, List<String>> providers = new LinkedHashMap<>();

    Extension(List<ConfigFormat> formats, ComponentTypes types) {
        this.formats = formats;
        this.types = types;
        this.files = new PartFiles(types);
    }

    Extended of(Configuration present, Written written, List<ConfigPart> parts) {
        List<TranslatedPart> usable = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ConfigPart part : parts) {
            TranslatedPart translated = TranslatedPart.of(part, formats, written.source());
            List<Notice> told = told(translated);
            if (!ids.add(part.id())) {
                told = List.of(new Notice(
                        Kind.INVALID, "", part.config().origin(), "another part has this id, too; the first counts"));
            }
            note(part.id(), told);
            if (told.stream().noneMatch(notice -> notice.kind() == Kind.INVALID)) {
                usable.add(translated);
            }
        }
        Written whole = accept(written, usable);
        Configuration extended = whole == written ? present : whole.configuration(Optional.of(types));
        return new Extended(extended, notices, providers);
    }

    private List<Notice> told(TranslatedPart part) {
        List<Notice> told = new ArrayList<>(part.notices());
        told.addAll(part.emptiness());
        told.addAll(files.check(part));
        return told;
    }

    /** Usually all fit; where not, halves tell which do not with few looks. */
    private Written accept(Written base, List<TranslatedPart> parts) {
        if (parts.isEmpty()) {
            return base;
        }
        Mapping root = base.root();
        for (TranslatedPart part : parts) {
            root = part.addTo(root);
        }
        Written next = base.with(root);
        List<Problem> problems = next.problems(types);
        if (problems.isEmpty()) {
            parts.forEach(part -> providers.put(part.id(), part.providerNames()));
            return next;
        }
        if (parts.size() == 1) {
            note(parts.getFirst().id(), problems.stream().map(Extension::notice).toList());
            return base;
        }
        int half = parts.size() / 2;
        return accept(accept(base, parts.subList(0, half)), parts.subList(half, parts.size()));
    }

    private static Notice notice(Problem problem) {
        return new Notice(Kind.INVALID, problem.path(), problem.origin(), problem.message());
    }

    private void note(String id, List<Notice> told) {
        if (!told.isEmpty()) {
            notices.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(told);
        }
    }
}
