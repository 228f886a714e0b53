package millwright.web.request;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import millwright.web.json.BodyText;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/** A request's body where JSON is expected, after its headers were believed. */
public final class JsonRequestBody {

    private JsonRequestBody() {}

    /** @throws ProblemException when the headers announce anything but plain JSON in UTF-8, or the body breaks off */
    public static String read(InputStream body, HttpHeaders headers) {
        return read(body, headers, BodyText.LARGEST);
    }

    /** The same of up to {@code largest} bytes. */
    public static String read(InputStream body, HttpHeaders headers, int largest) {
        checkType(headers.getMediaType());
        checkEncoding(headers.getHeaderString(HttpHeaders.CONTENT_ENCODING));
        try {
            return BodyText.read(body, largest);
        } catch (IOException e) {
            throw notInFull();
        }
    }

    /** The same where the request need not have a body: an empty object then. */
    public static String readOptional(InputStream body, HttpHeaders headers) {
        try {
            PushbackInputStream ahead = new PushbackInputStream(body);
            int first = ahead.read();
            if (first < 0) {
                return "{}";
            }
            ahead.unread(first);
            return read(ahead, headers);
        } catch (IOException e) {
            throw notInFull();
        }
    }

    private static ProblemException notInFull() {
        return new ProblemException(ProblemCode.MALFORMED_REQUEST, "the body did not arrive in full");
    }

    static void checkType(MediaType type) {
        // @Consumes lets a body without a type pass
        if (type == null || !MediaType.APPLICATION_JSON_TYPE.isCompatible(type) || type.isWildcardSubtype()) {
            throw unsupported("send the header Content-Type: application/json");
        }
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw unsupported("the charset is '" + charset + "', JSON is sent in UTF-8");
        }
    }

    static void checkEncoding(String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("the body is encoded as '" + encoding + "', send it as it is");
        }
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
