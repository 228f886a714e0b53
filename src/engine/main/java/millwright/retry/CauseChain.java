package millwright.retry;

import java.util.ArrayList;
import java.util.List;

/** An exception and its causes, outermost first; a chain that leads back to itself ends. */
final class CauseChain {

    private static final int DEEPEST = 50;

    private CauseChain() {}

    static List<Throwable> of(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = thrown; link != null && chain.size() < DEEPEST; link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    /** The outermost message, or the first below it that says more than a class name. */
    static String message(Throwable thrown) {
        for (Throwable link : of(thrown)) {
            String message = link.getMessage();
            boolean wrapsItsCause = link.getCause() != null
                    && message != null
                    && message.startsWith(link.getCause().getClass().getName());
            if (message != null && !message.isBlank() && !wrapsItsCause) {
                return message;
            }
        }
        return thrown.getClass().getSimpleName();
    }
}
