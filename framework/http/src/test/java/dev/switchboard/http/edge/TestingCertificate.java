package dev.switchboard.http.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/** A certificate for localhost, made anew by the JDK's keytool. */
record TestingCertificate(EdgeOptions.Tls tls, Certificate certificate) {
    private static final String PASSWORD = "changeit";

    static TestingCertificate create(Path folder) throws Exception {
        Path store = Files.createTempDirectory(folder, "tls").resolve("edge.p12");
        keytool(store);
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Certificate certificate = keys.getCertificate("edge");
        byte[] key = keys.getKey("edge", PASSWORD.toCharArray()).getEncoded();
        return new TestingCertificate(
                new EdgeOptions.Tls(
                        pem(store.resolveSibling("cert.pem"), "CERTIFICATE", certificate.getEncoded()),
                        pem(store.resolveSibling("key.pem"), "PRIVATE KEY", key)),
                certificate);
    }

    private static void keytool(Path store) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        "edge",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }

    private static Path pem(Path file, String type, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }
}
