package dev.switchboard.pipeline;

import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.model.ModelInfo;
import dev.switchboard.spi.model.ModelList;
import dev.switchboard.spi.model.ModelQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a caller may know of the configured models. */
final class Models {
    private static final int MAX_NAMED = 20;

    private Models() {}

    /** Finds the model a call means. @throws GatewayException the same way for no such model and for one of others */
    static ModelTable.Resolved resolve(ModelTable table, Caller caller, String name) {
        String meant = caller.routing().meaning(name);
        return table.resolve(meant)
                .filter(resolved -> mayUse(caller, meant, resolved.model()))
                .orElseThrow(() -> unknown(table, caller, name));
    }

    /** Whether a caller may use a model, by its name or by one of the groups it belongs to. */
    static boolean mayUse(Caller caller, String name, Model model) {
        return caller.mayUse(name) || model.plan().accessGroups().stream().anyMatch(caller::mayUse);
    }

    private static boolean mayUse(ModelTable table, Caller caller, String name) {
        return caller.mayUse(name)
                || mayUse(
                        caller,
                        name,
                        table.resolve(name).map(ModelTable.Resolved::model).orElseGet(() -> pattern(table, name)));
    }

    /** Answers a question about the models. */
    static ModelList answer(ModelTable table, Caller caller, ModelQuery query) {
        if (query.id().isPresent()) {
            String id = query.id().get();
            return new ModelList(List.of(info(id, resolve(table, caller, id).model())));
        }
        List<ModelInfo> visible = new ArrayList<>();
        for (String name : table.names()) {
            if (mayUse(table, caller, name)) {
                visible.add(info(
                        name,
                        table.resolve(name).map(ModelTable.Resolved::model).orElseGet(() -> pattern(table, name))));
            }
        }
        return new ModelList(visible);
    }

    private static Model pattern(ModelTable table, String name) {
        return table.all().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ModelInfo info(String id, Model model) {
        String owners = model.targets().stream()
                .map(target -> target.provider().name())
                .distinct()
                .collect(Collectors.joining(","));
        return new ModelInfo(id, owners, model.created());
    }

    private static GatewayException unknown(ModelTable table, Caller caller, String name) {
        List<String> usable = table.names().stream()
                .filter(each -> mayUse(table, caller, each))
                .toList();
        String known = usable.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        String rest = usable.size() > MAX_NAMED ? " and " + (usable.size() - MAX_NAMED) + " more" : "";
        return GatewayError.builder(
                        ErrorKind.NOT_FOUND,
                        "The model `" + Printable.shorten(name)
                                + "` does not exist or you do not have access to it. You can use: "
                                + (known.isEmpty() ? "none" : known + rest) + ".")
                .code("model_not_found")
                .param("model")
                .build()
                .asException();
    }
}
