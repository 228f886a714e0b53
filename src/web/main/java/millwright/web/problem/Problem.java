package millwright.web.problem;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import millwright.job.Violation;
import millwright.web.json.JsonDocument;

/**
 * A problem document before it is one.
 *
 * @param status HTTP's; the code's own but for {@link ProblemCode#REFUSED}
 * @param detail what is wrong this time, in a sentence for the caller
 * @param errors each part of the request that does not fit; may be empty
 * @param headers what the status wants besides, such as Allow
 */
record Problem(ProblemCode code, int status, String detail, List<Violation> errors, Map<String, String> headers) {

    private static final int MOST_ERRORS = 100;
    private static final int LONGEST_TEXT = 500;

    static Problem of(ProblemCode code, String detail) {
        return new Problem(code, code.status(), detail, List.of(), Map.of());
    }

    Problem withStatus(int status) {
        return new Problem(code, status, detail, errors, headers);
    }

    Problem withErrors(List<Violation> errors) {
        return new Problem(code, status, detail, errors, headers);
    }

    Problem withHeader(String name, String value) {
        return new Problem(code, status, detail, errors, Map.of(name, value));
    }

    /** @param instance the path that was asked for */
    JsonObject document(String instance) {
        var document = JsonDocument.provider()
                .createObjectBuilder()
                .add("type", code.type())
                .add("title", code.title())
                .add("status", status)
                .add("detail", cut(detail))
                .add("instance", cut(instance));
        if (!errors.isEmpty()) {
            var list = JsonDocument.provider().createArrayBuilder();
            errors.stream()
                    .limit(MOST_ERRORS)
                    .forEach(error -> list.add(JsonDocument.provider()
                            .createObjectBuilder()
                            .add("pointer", cut(error.pointer()))
                            .add("detail", cut(error.detail()))));
            document.add("errors", list);
        }
        return document.build();
    }

    private static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_TEXT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }
}
