package dev.switchboard.provider.watsonx;

import dev.switchboard.oauth.AuthorizedProvider;
import dev.switchboard.oauth.BearerTokens;
import dev.switchboard.oauth.Grants;
import dev.switchboard.oauth.TokenCache;
import dev.switchboard.oauth.TokenEndpoint;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes providers for IBM watsonx.ai. */
public final class WatsonxProviderFactory implements ProviderFactory<WatsonxConfig> {
    @Override
    public String type() {
        return "watsonx";
    }

    @Override
    public Class<WatsonxConfig> configType() {
        return WatsonxConfig.class;
    }

    @Override
    public Provider create(String name, WatsonxConfig config, PluginContext context) {
        Headers.Builder headers = Headers.builder().set("content-type", "application/json");
        config.headers().forEach(headers::set);
        Optional<Map.Entry<String, String>> owner = config.projectId()
                .map(id -> Map.entry("project_id", id))
                .or(() -> config.spaceId().map(id -> Map.entry("space_id", id)));
        Service service = new Service(
                config.baseUrl().toString().replaceFirst("/+$", ""), config.version(), owner, headers.build());
        WatsonxChat chat = new WatsonxChat(service);
        Abilities abilities = Abilities.builder()
                .translate(Operation.CHAT, chat)
                .translate(Operation.EMBEDDING, new WatsonxEmbeddings(service))
                .translate(Operation.RERANK, new WatsonxRerank(service))
                .chatSupport(chat.support())
                .build();
        BearerTokens tokens = new BearerTokens(new TokenCache(
                Grants.fixed(
                        new TokenEndpoint(config.iamUrl(), context),
                        "urn:ibm:params:oauth:grant-type:apikey",
                        Map.of("apikey", config.apiKey())),
                context));
        return new AuthorizedProvider(
                abilities, Set.of(config.baseUrl(), config.iamUrl()), Set.of(), tokens::authorize);
    }
}
