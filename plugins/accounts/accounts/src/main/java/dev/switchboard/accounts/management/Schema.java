package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Field.Type.ALIAS;
import static dev.switchboard.accounts.management.Field.Type.COUNT;
import static dev.switchboard.accounts.management.Field.Type.DURATION;
import static dev.switchboard.accounts.management.Field.Type.FLAG;
import static dev.switchboard.accounts.management.Field.Type.ID;
import static dev.switchboard.accounts.management.Field.Type.MONEY;
import static dev.switchboard.accounts.management.Field.Type.OBJECT;
import static dev.switchboard.accounts.management.Field.Type.OBJECTS;
import static dev.switchboard.accounts.management.Field.Type.TEXT;
import static dev.switchboard.accounts.management.Field.Type.TEXTS;

import dev.switchboard.accounts.store.row.EntityKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a request may say of an entity. Whatever is not declared here cannot be stored: a field that LiteLLM has and we do not is
 * named in the reply, any other is refused.
 */
final class Schema {
    /** Names of guardrails; LiteLLM takes them within the metadata, too. */
    static final String GUARDRAILS = "guardrails";
    /** Names of groups of models. */
    static final String ACCESS_GROUPS = "access_group_ids";

    private static final String AUTO_ROTATE = "auto_rotate";

    /** Fields of LiteLLM's that mean nothing here, or only for some kinds. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "send_invite_email",
            AUTO_ROTATE,
            "rotation_interval",
            "config",
            "permissions",
            "allowed_cache_controls",
            "allowed_passthrough_routes",
            "allowed_vector_store_indexes",
            ACCESS_GROUPS,
            "object_permission",
            "policies",
            "prompts",
            "enforced_params",
            "router_settings",
            "model_aliases",
            "aliases",
            "allowed_model_region",
            "priority",
            "agent_id",
            "tpm_limit_type",
            "rpm_limit_type",
            "sso_user_id",
            "password",
            "team_member_budget",
            "team_member_key_duration",
            GUARDRAILS,
            "budget_fallbacks",
            "default_model",
            "spend",
            "model_id",
            "disable_global_guardrails",
            "logging",
            "secret_manager_settings",
            "mcp_tool_permissions");

    private final Map<String, Field> fields = new LinkedHashMap<>();

    private Schema(List<Field> fields) {
        fields.forEach(field -> this.fields.put(field.name(), field));
    }

    /** The schema of a kind. */
    static Schema of(EntityKind kind) {
        return switch (kind) {
            case MODEL ->
                new Schema(List.of(
                        Field.of("model_name", TEXT),
                        Field.of("litellm_params", OBJECT),
                        Field.of("model_info", OBJECT),
                        Field.of("rpm", COUNT),
                        Field.of("tpm", COUNT)));
            case CREDENTIAL ->
                new Schema(List.of(
                        Field.of("credential_name", ID),
                        Field.of("credential_values", OBJECT),
                        Field.of("credential_info", OBJECT)));
            default -> ofAccount(kind);
        };
    }

    private static Schema ofAccount(EntityKind kind) {
        List<Field> fields = new ArrayList<>(LIMITS);
        fields.addAll(COMMON);
        if (HAVE_CALLS.contains(kind)) {
            fields.addAll(ROUTING);
        }
        fields.addAll(
                switch (kind) {
                    case KEY ->
                        List.of(
                                Field.open("key_alias", ALIAS),
                                Field.open("user_id", ID),
                                Field.open("team_id", ID),
                                Field.of("project_id", ID),
                                Field.of("organization_id", ID),
                                Field.open("duration", DURATION),
                                Field.of("key", TEXT),
                                Field.of("key_type", TEXT),
                                Field.of("temp_budget_increase", MONEY),
                                Field.of("temp_budget_expiry", TEXT),
                                Field.of("aliases", OBJECT),
                                Field.of("allowed_routes", TEXTS));
                    case TEAM ->
                        List.of(
                                Field.of("team_id", ID),
                                Field.open("team_alias", ALIAS),
                                Field.of("organization_id", ID),
                                Field.of("members_with_roles", OBJECTS),
                                Field.open("team_member_permissions", TEXTS),
                                Field.of("allowed_routes", TEXTS),
                                Field.of("model_aliases", OBJECT));
                    case PROJECT ->
                        List.of(
                                Field.of("project_id", ID), Field.open("project_alias", ALIAS),
                                Field.open("team_id", ID), Field.open("description", TEXT));
                    case USER ->
                        List.of(
                                Field.of("user_id", ID),
                                Field.of("user_email", TEXT),
                                Field.of("user_alias", ALIAS),
                                Field.of("user_role", TEXT),
                                Field.of("teams", TEXTS),
                                Field.of("auto_create_key", FLAG),
                                Field.of("key_alias", ALIAS),
                                Field.of("duration", DURATION),
                                Field.of("organizations", TEXTS),
                                Field.of("allowed_routes", TEXTS));
                    case ORGANIZATION ->
                        List.of(
                                Field.of("organization_id", ID),
                                Field.open("organization_alias", ALIAS),
                                Field.of("members_with_roles", OBJECTS));
                    case CUSTOMER -> List.of(Field.of("user_id", ID), Field.of("alias", ALIAS));
                    case TAG -> List.of(Field.of("name", ID), Field.of("description", TEXT));
                    case BUDGET, MODEL, CREDENTIAL -> List.of();
                });
        return new Schema(fields);
    }

    private static final List<Field> LIMITS = List.of(
            Field.open("max_budget", MONEY),
            Field.open("soft_budget", MONEY),
            Field.open("budget_duration", DURATION),
            Field.open("budget_window", TEXT),
            Field.open("timezone", TEXT),
            Field.open("budget_limits", OBJECTS),
            Field.open("model_max_budget", OBJECT),
            Field.of("budget_id", ID),
            Field.open("tpm_limit", COUNT),
            Field.open("rpm_limit", COUNT),
            Field.open("max_parallel_requests", COUNT),
            Field.open("model_tpm_limit", OBJECT),
            Field.open("model_rpm_limit", OBJECT));

    /** Kinds whose calls can be routed otherwise: what a key belongs to. */
    private static final Set<EntityKind> HAVE_CALLS =
            EnumSet.of(EntityKind.KEY, EntityKind.TEAM, EntityKind.PROJECT, EntityKind.USER, EntityKind.ORGANIZATION);

    private static final List<Field> ROUTING = List.of(
            Field.of("allowed_model_region", TEXT),
            Field.of("priority", TEXT),
            Field.of("router_settings", OBJECT),
            Field.of(GUARDRAILS, TEXTS),
            Field.of(ACCESS_GROUPS, TEXTS));

    private static final List<Field> COMMON = List.of(
            Field.open("models", TEXTS),
            Field.of("blocked", FLAG),
            Field.open("metadata", OBJECT),
            Field.open("tags", TEXTS));

    /** The field of a name. */
    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** All names, in order. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /**
     * Why a value that means something to LiteLLM is refused: whoever sets it relies on something that would not happen.
     *
     * @return empty if it is not
     */
    static Optional<String> refusal(String name, JsonNode value) {
        return name.equals(AUTO_ROTATE) && value.isBoolean() && value.booleanValue()
                ? Optional.of(AUTO_ROTATE
                        + ": true (expected: false; a key that the gateway changed by itself would have nobody to"
                        + " tell it to. Call /key/{key}/regenerate with grace_period when it is due)")
                : Optional.empty();
    }

    /** Whether it is a field of LiteLLM's that means nothing here. */
    static boolean isWithoutEffect(String name) {
        return WITHOUT_EFFECT.contains(name);
    }
}
