package millwright.batch;

import java.io.PrintWriter;
import java.io.StringWriter;
import millwright.database.Json;
import millwright.database.StorableText;

/** What ended a step, as kept for operators: class, message and stack, within limits and without NUL. */
final class StepException {

    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_STACK = 20_000;

    private StepException() {}

    /** JSON text, or null for null. */
    static String json(Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return Json.provider()
                .createObjectBuilder()
                .add("class", thrown.getClass().getName())
                .add("message", StorableText.of(String.valueOf(thrown.getMessage()), LONGEST_MESSAGE))
                .add("stack", StorableText.of(stack.toString(), LONGEST_STACK))
                .build()
                .toString();
    }
}
