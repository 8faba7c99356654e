package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the entries of {@code model_list} and groups them by public name. */
final class DeploymentReader {
    private final Mapping root;
    private final Notices notices;

    DeploymentReader(Mapping root, Notices notices) {
        this.root = root;
        this.notices = notices;
    }

    /** The groups by public name in the order of the file. */
    Map<String, List<Deployment>> read() {
        Map<String, List<Deployment>> groups = new LinkedHashMap<>();
        List<ConfigValue> items = Values.items(root, "model_list");
        for (int i = 0; i < items.size(); i++) {
            entry("model_list[" + i + "]", items.get(i), groups);
        }
        return groups;
    }

    private void entry(String path, ConfigValue item, Map<String, List<Deployment>> groups) {
        Mapping entry = item instanceof Mapping map ? map : new Mapping(List.of(), item.origin());
        Optional<String> name = Values.text(entry, "model_name");
        Mapping params = withCredential(path, Values.mapping(entry, "litellm_params"));
        Optional<String> model = Values.text(params, "model");
        if (name.isEmpty() || model.isEmpty()) {
            String missing = name.isEmpty() ? "model_name" : "litellm_params.model";
            notices.add(Kind.INVALID, path, item.origin(), missing + " is missing (expected: a text)");
        } else if (stars(model.get()) > stars(name.get())) {
            leaveOut(path, entry, "the model '" + model.get() + "' has more '*' than the public name");
        } else {
            deployment(path, entry, params, model.get())
                    .ifPresent(d -> groups.computeIfAbsent(name.get(), _ -> new ArrayList<>())
                            .addAll(perOrganization(d)));
        }
    }

    private static long stars(String name) {
        return name.chars().filter(c -> c == '*').count();
    }

    private Optional<Deployment> deployment(String path, Mapping entry, Mapping params, String written) {
        int slash = written.indexOf('/');
        String bare = slash < 0 ? written : written.substring(slash + 1);
        Optional<String> forced = Values.text(params, "custom_llm_provider");
        if (written.startsWith("os.environ/") || written.equals("*")) {
            leaveOut(path, entry, "the provider of the model '" + written + "' is not known before a call");
            return Optional.empty();
        }
        if (forced.isPresent()) {
            String model = written.startsWith(forced.get() + "/") ? bare : written;
            return Optional.of(new Deployment(path, forced.get(), model, entry, params));
        }
        Optional<String> prefix = slash < 0 ? Vendors.prefixOf(written) : Optional.of(written.substring(0, slash));
        if (prefix.isEmpty()) {
            leaveOut(path, entry, "the model '" + written + "' names no provider; write provider/" + written);
        }
        return prefix.map(p -> new Deployment(path, p, bare, entry, params));
    }

    private void leaveOut(String path, Mapping entry, String reason) {
        notices.add(Kind.UNSUPPORTED, path, entry.origin(), "this deployment is left out: " + reason);
    }

    /** LiteLLM makes one deployment for each of several organizations. */
    private static List<Deployment> perOrganization(Deployment deployment) {
        if (!(deployment.params().get("organization").orElse(null) instanceof Sequence organizations)
                || organizations.items().isEmpty()) {
            return List.of(deployment);
        }
        return organizations.items().stream()
                .map(one -> new Deployment(
                        deployment.path(),
                        deployment.prefix(),
                        deployment.model(),
                        deployment.entry(),
                        with(deployment.params(), new Entry("organization", one, one.origin()))))
                .toList();
    }

    private Mapping withCredential(String path, Mapping params) {
        Optional<String> name = Values.text(params, "litellm_credential_name");
        if (name.isEmpty()) {
            return params;
        }
        Optional<Mapping> credential = Values.items(root, "credential_list").stream()
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .filter(c -> Values.text(c, "credential_name").equals(name))
                .findFirst();
        if (credential.isEmpty()) {
            notices.add(
                    Kind.INVALID,
                    path + ".litellm_params.litellm_credential_name",
                    params.origin(),
                    "'" + name.get() + "' (expected: a credential_name of credential_list)");
            return params;
        }
        Mapping filled = params;
        for (Entry entry : Values.mapping(credential.get(), "credential_values").entries()) {
            filled = params.get(entry.key()).isPresent() ? filled : with(filled, entry);
        }
        return filled;
    }

    private static Mapping with(Mapping mapping, Entry added) {
        List<Entry> entries = new ArrayList<>(mapping.entries());
        entries.removeIf(e -> e.key().equals(added.key()));
        entries.add(added);
        return new Mapping(entries, mapping.origin());
    }
}
