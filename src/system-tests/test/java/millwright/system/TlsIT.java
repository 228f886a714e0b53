package millwright.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server with a certificate of its operator's: it speaks HTTPS with it, and nothing else. */
class TlsIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void speaksHttpsWithTheOperatorsCertificateAndNothingElse() throws Exception {
        KeyStore made = keystore();
        Path certificate = pem("CERTIFICATE", made.getCertificate("x").getEncoded());
        Path key = pem("PRIVATE KEY", made.getKey("x", PASSWORD).getEncoded());
        int port = Millwright.freePort();
        Path data = folder.resolve("data");
        try (Millwright server = Millwright.run(
                folder,
                Map.of(),
                "serve",
                "--port",
                "" + port,
                "--data",
                "" + data,
                "--tls-certificate",
                "" + certificate,
                "--tls-key",
                "" + key)) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(made)).build();
            Await.until("the server says that it is ready", Duration.ofMinutes(2), () -> {
                assertTrue(server.isAlive(), server::output);
                return server.output().contains("Ready at https://127.0.0.1:" + port);
            });
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/api/v1/jobs"))
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + Files.readString(data.resolve("admin-token"))
                                                    .strip())
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer::body);
            assertTrue(answer.headers().firstValue("Strict-Transport-Security").isPresent());
            assertThrows(
                    IOException.class,
                    () -> client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            BodyHandlers.ofString()));
            server.signal("TERM");
            assertEquals(0, server.exitCode(), server::output);
        }
    }

    @Test
    void aKeyOfAnotherCertificateKeepsItFromStarting() throws Exception {
        KeyStore made = keystore();
        Path certificate = pem("CERTIFICATE", made.getCertificate("x").getEncoded());
        Files.delete(folder.resolve("x.p12"));
        Path key = pem("PRIVATE KEY", keystore().getKey("x", PASSWORD).getEncoded());
        Millwright refused =
                Millwright.run(folder, Map.of(), "serve", "--tls-certificate", "" + certificate, "--tls-key", "" + key);
        assertEquals(2, refused.exitCode(), refused::output);
        assertTrue(refused.output().contains("is not that of the first certificate"), refused::output);
    }

    private KeyStore keystore() throws Exception {
        Path file = folder.resolve("x.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "x",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private Path pem(String name, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                folder.resolve(name.replace(' ', '-') + ".pem"),
                "-----BEGIN " + name + "-----\n" + text + "\n-----END " + name + "-----\n");
    }

    private static SSLContext trusting(KeyStore made) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("x", made.getCertificate("x"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
