package millwright.server.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import millwright.server.console.StartFailure;
import millwright.server.process.Command;

/**
 * PostgreSQL refuses to run as root. For root its programs are run in a user namespace of their own, where they see
 * themselves as nobody while the files stay root's.
 */
final class OrdinaryUser {
    private final List<String> prefix;

    private OrdinaryUser(List<String> prefix) {
        this.prefix = prefix;
    }

    /** @throws StartFailure if this is root and the machine allows no user namespaces */
    static OrdinaryUser find() throws IOException, InterruptedException {
        boolean unix = !System.getProperty("os.name").startsWith("Windows");
        if (!unix || !Command.run(List.of("id", "-u")).output().equals("0")) {
            return new OrdinaryUser(List.of());
        }
        List<String> unshare = List.of("unshare", "-U");
        if (runsAsSomebodyElse(unshare)) {
            return new OrdinaryUser(unshare);
        }
        throw new StartFailure("PostgreSQL refuses to run as root and 'unshare -U' does not work here:"
                + " start Millwright as an ordinary user, or name a PostgreSQL in DATABASE_URL");
    }

    List<String> command(Stream<String> words) {
        return Stream.concat(prefix.stream(), words).toList();
    }

    private static boolean runsAsSomebodyElse(List<String> prefix) throws InterruptedException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of("id", "-u"));
        try {
            Command id = Command.run(words);
            return id.succeeded() && !id.output().equals("0");
        } catch (IOException e) {
            return false;
        }
    }
}
