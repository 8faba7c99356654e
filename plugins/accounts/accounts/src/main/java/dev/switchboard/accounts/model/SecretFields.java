package dev.switchboard.accounts.model;

import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Tells what of a model or a credential may be read in the store. What is not known to be harmless counts as secret. */
final class SecretFields {
    /** What is shown in place of a secret, and in an update means that it stays. */
    static final String MASK = "********";
    /** The prefix of a value that is read from the environment. */
    static final String REFERENCE = "os.environ/";

    private static final Set<String> HARMLESS = Set.of(
            "model",
            "custom_llm_provider",
            "litellm_credential_name",
            "api_base",
            "base_url",
            "api_version",
            "organization",
            "region_name",
            "tags",
            "tag_regex",
            "silent_model",
            "additional_drop_params",
            "allowed_openai_params",
            "reasoning_effort",
            "aws_region_name",
            "aws_bedrock_runtime_endpoint",
            "aws_sts_endpoint",
            "aws_role_name",
            "aws_session_name",
            "aws_profile_name",
            "vertex_project",
            "vertex_location",
            "watsonx_region_name",
            "project_id",
            "space_id",
            "tenant_id",
            "client_id",
            "azure_scope");

    private SecretFields() {}

    /** Whether a field's value must be encrypted. */
    static boolean isSecret(String name, JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false).anyMatch(item -> isSecret(name, item));
        }
        if (value.isString()) {
            return !isReference(value) && (!HARMLESS.contains(name) || isTellingAddress(value.stringValue()));
        }
        return value.isObject();
    }

    /** Whether a field holds no secret, whatever its value. */
    static boolean isHarmless(String name) {
        return HARMLESS.contains(name);
    }

    /** Whether it names a variable of the environment. */
    static boolean isReference(JsonNode value) {
        return value.isString() && value.stringValue().startsWith(REFERENCE);
    }

    /** An address may carry a password before the host, or a signature in its query. */
    private static boolean isTellingAddress(String text) {
        return text.contains("://") && (text.contains("@") || text.contains("?"));
    }
}
