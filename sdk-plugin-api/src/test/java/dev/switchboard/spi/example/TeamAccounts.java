package dev.switchboard.spi.example;

import dev.switchboard.spi.accounts.Accounts;
import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

// @start region="accounts"
/** Teams by their tokens, which an operator can block with {@code POST /teams/block} and the team's name as body. */
final class TeamAccounts implements Accounts {
    private final TokenIdentity tokens;
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();

    TeamAccounts(Map<String, String> teamsByHash) {
        this.tokens = new TokenIdentity(teamsByHash);
    }

    @Override
    public Identification identify(HttpRequest request) {
        return tokens.identify(request);
    }

    @Override
    public Decision admit(ExchangeContext exchange) {
        return blocked.contains(exchange.caller().attributes().getOrDefault("team", ""))
                ? new Decision.Refused(GatewayError.of(ErrorKind.PERMISSION, "The team is blocked; ask its operator."))
                : new Decision.Admitted(Permit.NOTHING);
    }

    @Override
    public List<HttpRoute> routes() {
        return List.of(new HttpRoute("POST", "/teams/block", HttpRoute.Plane.ADMIN, Access.OPERATOR));
    }

    @Override
    public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
        blocked.add(body.utf8());
        return new HttpReply(204, Headers.none(), Bytes.empty());
    }
}
// @end
