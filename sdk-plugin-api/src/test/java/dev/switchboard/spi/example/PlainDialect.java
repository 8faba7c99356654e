package dev.switchboard.spi.example;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.dialect.Endpoint;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import java.util.List;

// @start region="dialect"
/** Plain text in, plain text out: {@code curl --data "Hello" .../plain/gpt-4o}. */
final class PlainDialect implements Dialect {
    static final Headers TEXT = Headers.of("content-type", "text/plain; charset=utf-8");

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public List<Endpoint<?, ?, ?>> endpoints() {
        return List.of(new PlainChat());
    }

    @Override
    public boolean claims(HttpRequest request) {
        return request.path().startsWith("/plain/");
    }

    @Override
    public HttpReply error(GatewayError error) {
        return new HttpReply(error.status(), TEXT, Bytes.utf8(error.message() + "\n"));
    }
}
// @end
