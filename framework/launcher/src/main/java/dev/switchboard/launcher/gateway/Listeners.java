package dev.switchboard.launcher.gateway;

import dev.switchboard.config.schema.Limits;
import dev.switchboard.config.schema.ServerConfig;
import dev.switchboard.http.edge.EdgeLimits;
import dev.switchboard.http.edge.EdgeOptions;
import dev.switchboard.http.edge.EdgeResources;
import dev.switchboard.http.edge.EdgeServer;
import dev.switchboard.pipeline.Pipeline;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.io.IOException;
import java.util.Optional;

/** The two ports: one for callers, one for operators. */
final class Listeners implements AutoCloseable {
    private static final int MIN_BODY_RATE = 1_024;

    private final EdgeServer data;
    private final EdgeServer admin;

    private Listeners(EdgeServer data, EdgeServer admin) {
        this.data = data;
        this.admin = admin;
    }

    /** Opens both. @throws IOException if one cannot be opened; then neither is */
    static Listeners open(ServerConfig config, EdgeResources resources, Pipeline pipeline) throws IOException {
        EdgeServer data = server(dataOptions(config), resources, pipeline, Plane.DATA);
        EdgeServer admin = server(adminOptions(config), resources, pipeline, Plane.ADMIN);
        try {
            data.start();
            admin.start();
        } catch (IOException e) {
            data.close();
            admin.close();
            throw e;
        }
        return new Listeners(data, admin);
    }

    private static EdgeServer server(EdgeOptions options, EdgeResources resources, Pipeline pipeline, Plane plane)
            throws IOException {
        return new EdgeServer(
                options,
                resources,
                pipeline.handler(plane),
                (request, status, message) -> pipeline.refused(plane, request, error(status, message)));
    }

    private static GatewayError error(int status, String message) {
        for (ErrorKind kind : ErrorKind.values()) {
            if (kind.status() == status) {
                return GatewayError.of(kind, message);
            }
        }
        ErrorKind kind = status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.INTERNAL;
        return GatewayError.builder(kind, message).status(status).build();
    }

    private static EdgeOptions dataOptions(ServerConfig config) {
        Limits limits = config.limits();
        return new EdgeOptions(
                "data",
                config.host(),
                config.port(),
                limits(limits),
                config.tls().map(tls -> new EdgeOptions.Tls(tls.certificate(), tls.privateKey())),
                config.http2(),
                limits.drainTimeout());
    }

    private static EdgeOptions adminOptions(ServerConfig config) {
        return new EdgeOptions(
                "admin",
                config.adminHost(),
                config.adminPort(),
                limits(config.limits()),
                Optional.empty(),
                false,
                config.limits().drainTimeout());
    }

    private static EdgeLimits limits(Limits limits) {
        return new EdgeLimits(
                Math.toIntExact(limits.maxHeader().bytes()),
                limits.maxConnections(),
                limits.maxRequests(),
                limits.headerTimeout(),
                limits.headerTimeout(),
                MIN_BODY_RATE,
                limits.idleTimeout());
    }

    int dataPort() {
        return data.port();
    }

    int adminPort() {
        return admin.port();
    }

    /** Lets requests under way end, callers' first: until then the admin port still answers. */
    @Override
    public void close() {
        data.drain();
        admin.drain();
        data.close();
        admin.close();
    }
}
