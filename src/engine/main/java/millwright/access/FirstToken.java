package millwright.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands the first administrator's token to the operator: in a file of the owner's where one is named, else on the log.
 */
public final class FirstToken {

    private static final Logger LOG = Logger.getLogger(FirstToken.class.getName());

    private final StoredTokens tokens;
    private final AccessConfig config;

    public FirstToken(StoredTokens tokens, AccessConfig config) {
        this.tokens = tokens;
        this.config = config;
    }

    /**
     * Makes the token unless there is one. The file comes first: killed between the two steps, the server leaves a
     * file that the next start overwrites, and not a token that nobody has seen.
     */
    public void ensure() {
        if (tokens.hasAdministrator()) {
            return;
        }
        String token = tokens.generate();
        config.tokenFile().ifPresent(file -> write(file, token));
        boolean created = tokens.createAdministrator(token);
        if (config.tokenFile().isPresent()) {
            handedOver(config.tokenFile().get(), created);
        } else if (created) {
            LOG.log(Level.INFO, "The administrator''s API token, shown this once: {0}", token);
        }
    }

    private static void handedOver(Path file, boolean created) {
        if (created) {
            LOG.log(Level.INFO, "The administrator''s API token is in {0}, readable by its owner alone", file);
            return;
        }
        // another node was faster: its token counts
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " holds a token that does not count", e);
        }
    }

    private static void write(Path file, String token) {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(whole);
            // made with its permissions, not given them afterwards: nobody reads it in between
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(whole, token + "\n", StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the administrator's token cannot be written to " + file, e);
        }
    }
}
