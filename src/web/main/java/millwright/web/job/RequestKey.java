package millwright.web.job;

import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import millwright.access.Caller;
import millwright.job.IdempotencyKey;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/** Reads the header Idempotency-Key. */
final class RequestKey {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,198}[\\x21-\\x7e])?");

    private RequestKey() {}

    /**
     * @param route what is asked for, such as POST /jobs
     * @throws ProblemException when it is there and cannot be a key
     */
    static Optional<IdempotencyKey> read(HttpHeaders headers, String route, Caller caller, String body) {
        List<String> given = headers.getRequestHeader(HEADER);
        if (given == null || given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() > 1 || !FORM.matcher(given.get(0)).matches()) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "the header " + HEADER + " is to be sent once, with 1 to 200 visible characters of ASCII");
        }
        return Optional.of(new IdempotencyKey(caller.name(), route, given.get(0), hash(body)));
    }

    private static String hash(String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
