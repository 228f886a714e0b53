package millwright.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hands the first administrator's token to the operator: in a file of the owner's where one is named, else on the log. */
public final class FirstToken {

    private static final Logger LOG = Logger.getLogger(FirstToken.class.getName());

    private final StoredTokens tokens;
    private final AccessConfig config;

    public FirstToken(StoredTokens tokens, AccessConfig config) {
        this.tokens = tokens;
        this.config = config;
    }

    /** Makes the token unless there is one. */
    public void ensure() {
        tokens.createAdministrator().ifPresent(this::handOver);
    }

    private void handOver(String token) {
        if (config.tokenFile().isEmpty()) {
            LOG.log(Level.INFO, "The administrator''s API token, shown this once: {0}", token);
            return;
        }
        Path file = config.tokenFile().get();
        try {
            write(file, token);
        } catch (IOException e) {
            // a token nobody has seen must not keep the next start from making one
            tokens.removeAdministrator();
            throw new UncheckedIOException("the administrator's token cannot be written to " + file, e);
        }
        LOG.log(Level.INFO, "The administrator''s API token is in {0}, readable by its owner alone", file);
    }

    private static void write(Path file, String token) throws IOException {
        Files.deleteIfExists(file);
        // made with its permissions, not given them afterwards: nobody reads it in between
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, token + "\n", StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
