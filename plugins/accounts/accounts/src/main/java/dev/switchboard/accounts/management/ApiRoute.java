package dev.switchboard.accounts.management;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One call of the management API. There is none without a policy.
 *
 * @param method in upper case
 * @param path   as a template
 * @param policy who may call it at all
 * @param answer makes the reply's body
 */
record ApiRoute(String method, String path, Policy policy, Function<Ask, JsonNode> answer) {}
