package millwright.server.payara;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import millwright.server.tls.Keystore;
import millwright.server.tls.PemFiles;

/**
 * The one place where the server listens.
 *
 * @param tls what HTTPS is spoken with; plain HTTP when empty
 */
public record Endpoint(String host, int port, Optional<PemFiles> tls) {
    private static final String NETWORK = "configs.config.server-config.network-config.";
    private static final String PROTOCOLS = NETWORK + "protocols.protocol.";
    private static final String SSL = PROTOCOLS + "https-listener.ssl.";

    /** What is longer, the container refuses with 400 and nothing else: what our own code can refuse shall reach it. */
    private static final int LONGEST_HEAD = 64 << 10;

    /** The commands' prefix of the listener that is used; the other one stays closed. */
    String listener() {
        return listener(used());
    }

    private String used() {
        return tls.isPresent() ? "https-listener" : "http-listener";
    }

    private static String listener(String name) {
        return NETWORK + "network-listeners.network-listener." + name + ".";
    }

    List<String> options() {
        return List.of(tls.isPresent() ? "--sslport" : "--port", Integer.toString(port));
    }

    /** Before boot. The keystore's password is filled in by Payara, so that no file holds it. */
    void configure(AdminCommands commands, Path folder) {
        commands.run("set", listener() + "address=" + host);
        commands.run("set", PROTOCOLS + used() + ".http.header-buffer-length-bytes=" + LONGEST_HEAD);
        if (tls.isEmpty()) {
            return;
        }
        commands.run("set", listener("http-listener") + "enabled=false");
        commands.run("set", SSL + "key-store=" + keystore(folder));
        commands.run("set", SSL + "key-store-password=${millwright-launcher.tls.password}");
        commands.run("set", SSL + "cert-nickname=" + Keystore.ALIAS);
    }

    /** Leaves the keystore in {@code folder}, which is made anew at each start. */
    void prepare(Path folder) throws IOException {
        if (tls.isPresent()) {
            Keystore keystore = Keystore.write(keystore(folder), tls.get());
            System.setProperty("millwright-launcher.tls.password", keystore.password());
        }
    }

    private static Path keystore(Path folder) {
        return folder.resolve("tls.p12").toAbsolutePath();
    }
}
