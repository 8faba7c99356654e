package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.store.row.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which models and paths a key may use: what it, and everything that it belongs to, allows. */
final class Access {
    private static final List<String> EVERYTHING = List.of("*");
    private static final Map<String, List<String>> ROUTE_GROUPS = Map.of(
            "llm_api_routes",
                    List.of(
                            "/v1*",
                            "/chat/*",
                            "/completions*",
                            "/embeddings*",
                            "/models*",
                            "/openai/*",
                            "/engines/*",
                            "/responses*",
                            "/images/*",
                            "/audio/*",
                            "/moderations*",
                            "/rerank*",
                            "/v2/rerank*",
                            "/messages*",
                            "/anthropic/*",
                            "/v1beta/*",
                            "/gemini/*"),
            "openai_routes",
                    List.of(
                            "/v1*",
                            "/chat/*",
                            "/completions*",
                            "/embeddings*",
                            "/models*",
                            "/openai/*",
                            "/engines/*",
                            "/responses*",
                            "/images/*",
                            "/audio/*",
                            "/moderations*"),
            "anthropic_routes", List.of("/v1/messages*", "/anthropic/*", "/v1/models*"),
            "info_routes",
                    List.of(
                            "/key/info",
                            "/team/info",
                            "/team/list",
                            "/user/info",
                            "/models*",
                            "/v1/models*",
                            "/v2/team/list",
                            "/key/health",
                            "/model/info",
                            "/v1/model/info",
                            "/v2/model/info",
                            "/model_group/info"),
            "management_routes",
                    List.of(
                            "/key/*",
                            "/team/*",
                            "/user/*",
                            "/organization/*",
                            "/project/*",
                            "/customer/*",
                            "/end_user/*",
                            "/budget/*",
                            "/tag/*",
                            "/model/*",
                            "/v1/model/*",
                            "/v2/model/*",
                            "/model_group/info",
                            "/v2/key/info",
                            "/v2/user/info",
                            "/v2/team/list",
                            "/health/services",
                            "/credentials*",
                            "/health/test_connection",
                            "/audit*"),
            "spend_tracking_routes",
                    List.of("/spend/*", "/global/*", "/user/daily/*", "/team/daily/*", "/tag/daily/*"));

    private final Map<String, List<String>> modelGroups;

    /** @param modelGroups the models that a group's name stands for */
    Access(Map<String, List<String>> modelGroups) {
        this.modelGroups = Map.copyOf(modelGroups);
    }

    /**
     * Names and patterns of the models that a key may use.
     *
     * @param accounts it and all that it belongs to
     * @param inTeam   what its owner may use does not matter then
     */
    List<String> models(List<Account> accounts, boolean inTeam) {
        List<String> allowed = EVERYTHING;
        for (Account account : accounts) {
            boolean ownersOwn = account.kind() == EntityKind.USER;
            if (!account.models().isEmpty() && !(ownersOwn && inTeam)) {
                allowed = Patterns.intersect(allowed, expand(account.models()));
            }
        }
        return allowed;
    }

    private List<String> expand(List<String> models) {
        List<String> expanded = new ArrayList<>();
        for (String model : models) {
            switch (model) {
                case "all-team-models", "all-proxy-models" -> expanded.add("*");
                case "no-default-models" -> {
                    // a word for nothing
                }
                default -> {
                    expanded.add(model);
                    expanded.addAll(modelGroups.getOrDefault(model, List.of()));
                }
            }
        }
        return expanded;
    }

    /** Why a key may not call a path; empty if it may. */
    static Optional<String> refuse(Holder holder, String path) {
        for (Account account : holder.accounts()) {
            List<String> routes = account.routes();
            if (!routes.isEmpty() && routes.stream().noneMatch(route -> allows(route, path))) {
                return Optional.of(
                        "This key may not call " + path + ". It may call: " + String.join(", ", routes) + ".");
            }
        }
        return Optional.empty();
    }

    private static boolean allows(String route, String path) {
        return Patterns.anyMatches(ROUTE_GROUPS.getOrDefault(route, List.of(route)), path);
    }
}
