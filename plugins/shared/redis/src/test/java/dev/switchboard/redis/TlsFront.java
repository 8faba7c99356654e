package dev.switchboard.redis;

import dev.switchboard.redis.testing.TestingRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Takes TLS off what is sent to a Redis. Its certificate is for localhost, and nobody has signed it. */
record TlsFront(SSLServerSocket listener, Path trustStore) implements AutoCloseable {
    static final String PASSWORD = "changeit";

    static TlsFront before(TestingRedis redis, Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("localhost.p12");
        keytool(file);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        TlsFront front = new TlsFront(listener, file);
        int port = URI.create(redis.url()).getPort();
        Thread.ofVirtual().start(() -> front.accept(port));
        return front;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept(int redis) {
        try {
            while (true) {
                Socket caller = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), redis);
                Thread.ofVirtual().start(() -> pass(caller, server));
                Thread.ofVirtual().start(() -> pass(server, caller));
            }
        } catch (IOException closed) {
            // the end of it
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // the other direction ends with it
        }
    }

    private static void keytool(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + output);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
