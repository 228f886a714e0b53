package millwright.web.audit;

import java.lang.reflect.Method;
import java.util.Locale;

/** What an operation is called on record: resource and method, such as {@code jobs.run-now}. */
final class OperationName {

    private static final String RESOURCE = "Resource";

    private OperationName() {}

    static String of(Method operation) {
        // a bean may be a subclass that the container has made; the method knows where it was written
        String type = operation.getDeclaringClass().getSimpleName();
        String resource = type.endsWith(RESOURCE) ? type.substring(0, type.length() - RESOURCE.length()) : type;
        return hyphenated(resource) + "." + hyphenated(operation.getName());
    }

    private static String hyphenated(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
