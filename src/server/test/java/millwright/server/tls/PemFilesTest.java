package millwright.server.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit is said before anything is started, with the file and what to do about it. */
class PemFilesTest {
    @TempDir
    private static Path folder;

    private static Path certificate;
    private static Path key;
    private static Path otherKey;

    @BeforeAll
    static void make() throws Exception {
        certificate = folder.resolve("server.pem");
        key = folder.resolve("server.key");
        otherKey = folder.resolve("other.key");
        make("EC", certificate, key);
        make("EC", folder.resolve("other.pem"), otherKey);
    }

    /** By the JDK's own keytool, as an operator might. */
    private static void make(String algorithm, Path certificate, Path key) throws Exception {
        Path store = folder.resolve(certificate.getFileName() + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        algorithm,
                        "-alias",
                        "x",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore loaded = load(store, "changeit");
        Files.writeString(
                certificate,
                "Subject: localhost\n"
                        + pem("CERTIFICATE", loaded.getCertificate("x").getEncoded()));
        Files.writeString(
                key,
                pem("PRIVATE KEY", loaded.getKey("x", "changeit".toCharArray()).getEncoded()));
    }

    private static String pem(String name, byte[] encoded) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + name
                + "-----\n";
    }

    private static KeyStore load(Path store, String password) throws Exception {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, password.toCharArray());
        }
        return loaded;
    }

    @Test
    void bothFilesMakeAKeystoreForItsOwnerAlone() throws Exception {
        PemFiles files = PemFiles.read(certificate, key);
        Keystore keystore = Keystore.write(folder.resolve("tls.p12"), files);
        KeyStore loaded = load(keystore.file(), keystore.password());
        assertArrayEquals(
                files.chain().get(0).getEncoded(),
                loaded.getCertificate(Keystore.ALIAS).getEncoded());
        assertTrue(loaded.isKeyEntry(Keystore.ALIAS));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(keystore.file()));
        assertFalse(keystore.toString().contains(keystore.password()));
        Keystore.write(folder.resolve("tls.p12"), files);
    }

    @Test
    void anRsaKeyIsOneToo() throws Exception {
        make("RSA", folder.resolve("rsa.pem"), folder.resolve("rsa.key"));
        assertEquals(
                "RSA",
                PemFiles.read(folder.resolve("rsa.pem"), folder.resolve("rsa.key"))
                        .key()
                        .getAlgorithm());
    }

    @Test
    void whatDoesNotFitIsNamed() throws IOException {
        refused("is not that of the first certificate", certificate, otherKey);
        refused("holds no certificate", key, key);
        refused("holds no key", certificate, certificate);
        Path old = Files.writeString(folder.resolve("old.key"), pem("EC PRIVATE KEY", new byte[] {1, 2}));
        refused("openssl pkcs8 -topk8", certificate, old);
        Path broken = Files.writeString(folder.resolve("broken.key"), pem("PRIVATE KEY", new byte[] {1, 2}));
        refused("holds no EC key", certificate, broken);
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        refused("holds no certificate", empty, key);
    }

    private static void refused(String reason, Path certificate, Path key) {
        String said = assertThrows(IllegalArgumentException.class, () -> PemFiles.read(certificate, key))
                .getMessage();
        assertTrue(said.contains(reason), said);
        assertFalse(said.contains("\n"), said);
    }
}
