package millwright.retry;

import java.util.List;
import java.util.regex.Pattern;
import millwright.database.StorableText;

/**
 * What was thrown and where, by which errors of one kind are told from others whatever their messages say.
 *
 * @param exception the class of the last cause, at most 300 characters
 * @param frame class and method of the topmost frame of its stack that is not the JDK's own, or of the topmost; empty
 *     without a stack
 */
public record ErrorOrigin(String exception, String frame) {

    private static final int LONGEST = 300;

    /** Such a class is named anew by each JVM. */
    private static final Pattern HIDDEN = Pattern.compile("(\\$\\$Lambda).*|/0x[0-9a-f]+.*");

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    public ErrorOrigin {
        exception = StorableText.of(exception, LONGEST);
        frame = StorableText.of(frame, LONGEST);
    }

    public static ErrorOrigin of(Throwable thrown) {
        List<Throwable> chain = CauseChain.of(thrown);
        Throwable last = chain.get(chain.size() - 1);
        return new ErrorOrigin(name(last.getClass().getName()), frame(last.getStackTrace()));
    }

    private static String frame(StackTraceElement[] stack) {
        for (StackTraceElement element : stack) {
            if (JDK.stream().noneMatch(element.getClassName()::startsWith)) {
                return place(element);
            }
        }
        return stack.length == 0 ? "" : place(stack[0]);
    }

    // without the line, which moves with every change above it
    private static String place(StackTraceElement element) {
        return name(element.getClassName()) + "." + element.getMethodName();
    }

    private static String name(String type) {
        return HIDDEN.matcher(type).replaceAll("$1");
    }
}
