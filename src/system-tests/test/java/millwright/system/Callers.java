package millwright.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Callers of other roles than the administrator's, made in the database. */
final class Callers {

    private Callers() {}

    /** The API at {@code base} as somebody with this role calls it; the token's file goes into {@code folder}. */
    static Api make(LossTable database, String name, String role, String base, Path folder)
            throws IOException, NoSuchAlgorithmException {
        String token = "mw_" + name;
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        database.text("INSERT INTO millwright.api_token (id, name, hash, role) VALUES (gen_random_uuid(), '" + name
                + "', '\\x" + HexFormat.of().formatHex(hash) + "', '" + role + "') RETURNING name");
        return new Api(base, Files.writeString(folder.resolve(name), token));
    }
}
