package millwright.items.mapping;

import java.math.BigDecimal;

/** A value as text files have it. */
public final class ValueText {

    private ValueText() {}

    /** ISO 8601 for times, plain digits for numbers, the name for a constant; the empty text for null. */
    public static String of(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }
}
